import type { ItemId, LineageLink, PersonId } from '@weft/protocol';
import type { BoardItem, BoardItems, Binding } from './BoardItems.ts';
import { WHOLES } from './wholes.ts';

/** A link by which a later item leads back to an earlier one. */
export type FoldedLink = Pick<LineageLink, 'from' | 'to' | 'kind' | 'at'> & {
  readonly personId: PersonId | null;
  readonly arrowId?: ItemId;
  /** The arrow's label. */
  readonly why?: string;
};

/** How the items of a board hang together: links that were made for good, and those that lie in how things are now. */
export class LineageBook {
  readonly #made = new Map<string, FoldedLink>();

  /** L1, L2: a link of one item to another is made once, and stays. @returns whether it is made by this */
  add(link: FoldedLink): boolean {
    const key = `${link.kind} ${link.from} ${link.to}`;
    if (link.from === link.to || this.#made.has(key)) return false;
    this.#made.set(key, link);
    return true;
  }

  /**
   * All links, by when they were made.
   * @param wordsOf the text of an item as it is now
   */
  tell(items: BoardItems, wordsOf: (item: BoardItem) => string): readonly FoldedLink[] {
    const arrows = [...arrowsOf(items)];
    const standing = [...this.#made.values()].filter(({ from }) => (items.get(from)?.takenBackBy ?? null) === null);
    const made = standing.map((link) => withArrow(link, arrows, wordsOf));
    const joined = new Set(made.flatMap(({ from, to }) => [pair(from, to)]));
    const connected = arrows
      .filter(({ start, end }) => !joined.has(pair(start.id, end.id)))
      .map((arrow) => connection(arrow, wordsOf));
    return [...made, ...withoutRepeats(connected), ...syntheses(items)].toSorted((a, b) => a.at - b.at);
  }
}

interface JoiningArrow {
  readonly arrow: BoardItem;
  readonly start: BoardItem;
  readonly end: BoardItem;
  /** The end that was bound last: it made the connection. */
  readonly last: Binding;
}

/** L3: arrows on the board that join two different items on it. */
function* arrowsOf(items: BoardItems): Generator<JoiningArrow> {
  const ends = new Map<string, { start?: Binding; end?: Binding }>();
  for (const binding of items.bindings.values()) {
    if (binding.terminal !== 'start' && binding.terminal !== 'end') continue;
    const known = ends.get(binding.fromId) ?? {};
    ends.set(binding.fromId, { ...known, [binding.terminal]: binding });
  }
  for (const [arrowId, { start, end }] of ends) {
    if (start === undefined || end === undefined || start.toId === end.toId) continue;
    const [arrow, from, to] = [items.get(arrowId), items.get(start.toId), items.get(end.toId)];
    if (arrow?.present !== true || from?.present !== true || to?.present !== true) continue;
    yield { arrow, start: from, end: to, last: start.at > end.at ? start : end };
  }
}

/** L3: what was started later leads back to what was there before, whichever way the arrow points. */
function connection(joining: JoiningArrow, wordsOf: (item: BoardItem) => string): FoldedLink {
  const { start, end, last } = joining;
  const [earlier, later] = start.startedAt <= end.startedAt ? [start, end] : [end, start];
  return {
    from: later.id,
    to: earlier.id,
    kind: 'connected to',
    personId: last.by,
    at: last.at,
    ...asTold(joining, wordsOf),
  };
}

/** A link that an arrow shows as well is told once, with the arrow's why. */
function withArrow(
  link: FoldedLink,
  arrows: readonly JoiningArrow[],
  wordsOf: (item: BoardItem) => string,
): FoldedLink {
  const shown = arrows.find(({ start, end }) => pair(start.id, end.id) === pair(link.from, link.to));
  return shown === undefined ? link : { ...link, ...asTold(shown, wordsOf) };
}

function asTold({ arrow }: JoiningArrow, wordsOf: (item: BoardItem) => string): Pick<FoldedLink, 'arrowId' | 'why'> {
  const why = wordsOf(arrow);
  return why === '' ? { arrowId: arrow.id } : { arrowId: arrow.id, why };
}

/** L4: a frame or group leads back to what somebody other than its starter started and that lies in it now. */
function* syntheses(items: BoardItems): Generator<FoldedLink> {
  for (const item of items.all()) {
    if (!item.present || item.holder === null || item.startedBy === null) continue;
    const whole = items.get(item.holder.id);
    if (whole === undefined || !whole.present || !WHOLES.has(whole.type) || whole.startedBy === item.startedBy)
      continue;
    const { by, at } = item.holder;
    yield { from: whole.id, to: item.id, kind: 'synthesised from', personId: by, at: Math.max(at, whole.startedAt) };
  }
}

/** Two arrows between the same two items are one connection, made by the first. */
function withoutRepeats(links: readonly FoldedLink[]): FoldedLink[] {
  const first = new Map<string, FoldedLink>();
  for (const link of links.toSorted((a, b) => a.at - b.at)) {
    const key = pair(link.from, link.to);
    const known = first.get(key);
    if (known === undefined) first.set(key, link);
    else if (known.why === undefined && link.why !== undefined) first.set(key, { ...known, why: link.why });
  }
  return [...first.values()];
}

const pair = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
