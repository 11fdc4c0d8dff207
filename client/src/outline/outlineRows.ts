/** The outline as the rows that are shown, and where keys lead in it. Plain values, so that each rule can be tested. */
import type { OutlineEntry } from '@weft/board-model';

export interface OutlineRow {
  readonly entry: OutlineEntry;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  /** From 1, among the entries of the same parent. */
  readonly position: number;
  readonly siblings: number;
  readonly parentId: string | null;
  /** Whether what is in it shows; null where there is nothing in it. */
  readonly open: boolean | null;
}

/** @param closed ids of entries whose content is folded away. A single page is the board itself and has no row. */
export function rowsOf(pages: readonly OutlineEntry[], closed: ReadonlySet<string>): OutlineRow[] {
  const [first] = pages;
  return rowsIn(pages.length === 1 && first ? first.children : pages, closed, 1, null);
}

function rowsIn(
  entries: readonly OutlineEntry[],
  closed: ReadonlySet<string>,
  level: number,
  parentId: string | null,
): OutlineRow[] {
  return entries.flatMap((entry, index) => {
    const open = entry.children.length === 0 ? null : !closed.has(entry.id);
    const row = { entry, level, position: index + 1, siblings: entries.length, parentId, open };
    return open === true ? [row, ...rowsIn(entry.children, closed, level + 1, entry.id)] : [row];
  });
}

/** What a key of a tree does: go to an entry, or fold and unfold the one that one is on. */
export type TreeStep =
  | { readonly kind: 'go'; readonly id: string }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'close'; readonly id: string };

/** As the ARIA practices have it for a tree. @returns null for keys that lead nowhere from here */
export function stepFor(rows: readonly OutlineRow[], currentId: string | null, key: string): TreeStep | null {
  const index = rows.findIndex(({ entry }) => entry.id === currentId);
  const current = rows[index];
  const go = (row: OutlineRow | undefined): TreeStep | null => (row ? { kind: 'go', id: row.entry.id } : null);
  switch (key) {
    case 'ArrowDown':
      return go(rows[index + 1]);
    case 'ArrowUp':
      return go(rows[index - 1]);
    case 'Home':
      return go(rows[0]);
    case 'End':
      return go(rows.at(-1));
    case 'ArrowRight':
      if (current?.open === false) return { kind: 'open', id: current.entry.id };
      return current?.open ? go(rows[index + 1]) : null;
    case 'ArrowLeft':
      if (current?.open) return { kind: 'close', id: current.entry.id };
      return go(rows.find(({ entry }) => entry.id === current?.parentId));
    default:
      return null;
  }
}

/**
 * The next row that begins with what was typed: beyond the current one for a first letter, from it on for more, and
 * around the end.
 */
export function rowTyped(rows: readonly OutlineRow[], currentId: string | null, typed: string): OutlineRow | null {
  const wanted = typed.toLocaleLowerCase();
  const index = Math.max(
    0,
    rows.findIndex(({ entry }) => entry.id === currentId),
  );
  const from = index + (typed.length > 1 ? 0 : 1);
  const inTurn = [...rows.slice(from), ...rows.slice(0, from)];
  return inTurn.find(({ entry }) => entry.text.toLocaleLowerCase().startsWith(wanted)) ?? null;
}

/** Where one stands after the outline has changed: on the same entry, else on the one that took its place. */
export function currentIn(
  rows: readonly OutlineRow[],
  before: readonly OutlineRow[],
  currentId: string | null,
): string | null {
  if (rows.some(({ entry }) => entry.id === currentId)) return currentId;
  const index = Math.max(
    0,
    before.findIndex(({ entry }) => entry.id === currentId),
  );
  return (rows[index] ?? rows.at(-1))?.entry.id ?? null;
}

/** Every item that can be at the end of an arrow, in reading order. */
export function connectable(pages: readonly OutlineEntry[], from: string): OutlineEntry[] {
  return pages.flatMap((entry) => [
    ...(entry.type === 'page' || entry.type === 'arrow' || entry.type === 'group' || entry.id === from ? [] : [entry]),
    ...connectable(entry.children, from),
  ]);
}

/** The entries whose text, or else the word for their kind, has what was typed in it. */
export function matching<T extends { readonly words: string }>(choices: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return choices.filter(({ words }) => words.toLocaleLowerCase().includes(wanted));
}

/** Every entry by its id. */
export function entriesById(pages: readonly OutlineEntry[]): Map<string, OutlineEntry> {
  const found = new Map<string, OutlineEntry>();
  const add = (entry: OutlineEntry): void => {
    found.set(entry.id, entry);
    for (const child of entry.children) add(child);
  };
  for (const page of pages) add(page);
  return found;
}
