/**
 * Short words at the lower edge, with one thing to do at most. A store of our own instead of a library's: it is forty
 * lines, and the first page must stay light.
 */
import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'word' | 'problem';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** How long it stays, ms. */
  readonly life: number;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a word. One with something to do stays longer; the same words are never shown twice at once. */
export function toast(text: string, options: Partial<Pick<Toast, 'kind' | 'action' | 'life'>> = {}): number {
  lastId += 1;
  const { kind = 'word', action, life = action === undefined ? 6_000 : 12_000 } = options;
  const added: Toast = { id: lastId, text, kind, life, ...(action === undefined ? {} : { action }) };
  set([...toasts.filter((shown) => shown.text !== text), added].slice(-3));
  return added.id;
}

export const dismissToast = (id: number): void => set(toasts.filter((shown) => shown.id !== id));

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts);
