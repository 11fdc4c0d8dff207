/**
 * Light or dark: what the person chose, else what the system says. `public/theme.js` is the same rule before the
 * first paint; here it is kept up to date and told to whoever draws.
 */
import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Theme = 'light' | 'dark';

const KEY = 'weft-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** Chosen in this page where storage is closed to us: the choice then holds until the page is left. */
let unsaved: ThemeChoice | null = null;

/** @returns what the person chose on this device. */
function themeChoice(): ThemeChoice {
  if (unsaved !== null) return unsaved;
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

const resolved = (): Theme => {
  const choice = themeChoice();
  if (choice !== 'system') return choice;
  return system.matches ? 'dark' : 'light';
};

function apply(): void {
  document.documentElement.dataset['theme'] = resolved();
  for (const listener of listeners) listener();
}

/** Remembers the choice on this device and shows it at once. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    unsaved = choice;
  }
  apply();
}

/** Follows the system and other tabs of this browser. Called once, at the start. */
export function followTheme(): void {
  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', (event) => {
    if (event.key === KEY) apply();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @returns the theme that is shown now. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, resolved);

/** @returns the person's choice, for the switch. */
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice);
