import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import type { BoardItem, BoardItems } from './BoardItems.ts';
import type { Burst, ContributionBook } from './ContributionBook.ts';

export interface FoldedContribution {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: ContributionKind;
  readonly itemId: ItemId;
  readonly from: number;
  readonly to: number;
  /** Some of it was done without a connection (C4). */
  readonly offline?: true;
  /** In the kind's own unit (SPEC.md, S1). */
  readonly size: number;
}

export interface ItemPerson {
  readonly personId: PersonId;
  /** In the order in which they first did each. */
  readonly kinds: readonly ContributionKind[];
  /** When the first was done or typed of what there is of them, be it in an item that this one has it from (C5). */
  readonly since: number;
  /** Characters of the item's present text that this person wrote. */
  readonly characters: number;
  /** Wrote in somebody else's words, who agreed (R3). */
  readonly heldThePen?: true;
}

export interface FoldedItem {
  readonly id: ItemId;
  readonly type: string;
  readonly startedBy: PersonId | null;
  readonly startedAt: number;
  /** When what it is a copy of was started; else `startedAt` (C5). */
  readonly originAt: number;
  /** On the board now. */
  readonly present: boolean;
  /** Its text as it is, or was when it was removed; a frame's name. Cut where it is long. */
  readonly words: string;
  /** In order of their first contribution; then those whose words are in it without one, as in a copy. */
  readonly people: readonly ItemPerson[];
}

/** Up to this many characters in a text that has some are a typo, however short the text is (K2). */
const TYPO_CHARACTERS = 3;
/** Up to this share of the text as it was, a change of another's text is small (K2). */
const SMALL_SHARE = 0.2;

/** K2: typing into what one started is writing; into another's item only if it is more than a small edit. */
function kindOf(burst: Burst, startedBy: PersonId | null | undefined): ContributionKind {
  if (burst.act !== 'text') return burst.act;
  if (burst.written === 0) return 'refined';
  if (startedBy === burst.personId || burst.lengthBefore === 0) return 'wrote';
  const small = burst.written <= Math.max(TYPO_CHARACTERS, SMALL_SHARE * burst.lengthBefore);
  return small ? 'refined' : 'wrote';
}

/** Contributions by when they began, without those that undo took back whole. */
export function tellContributions(
  bursts: readonly Burst[],
  items: BoardItems,
  pauseMs: number,
): readonly FoldedContribution[] {
  const told: FoldedContribution[] = [];
  const latest = new Map<string, number>();
  for (const burst of bursts) {
    const kind = kindOf(burst, items.get(burst.itemId)?.startedBy);
    const size = kind === 'wrote' ? burst.written : burst.written + burst.edited;
    if (size === 0) continue;
    const { id, personId, itemId, from, to, offline } = burst;
    // A small edit of the text and a new colour are gathered apart, and are one *refined* here (C1).
    const key = `${kind} ${personId} ${itemId}`;
    const index = latest.get(key) ?? -1;
    const last = told[index];
    if (last !== undefined && from - last.to <= pauseMs) {
      told[index] = { ...last, to: Math.max(to, last.to), size: last.size + size, ...offlineIf(offline) };
    } else {
      latest.set(key, told.push({ id, personId, kind, itemId, from, to, size, ...offlineIf(offline) }) - 1);
    }
  }
  return told;
}

const offlineIf = (offline: boolean): { offline?: true } => (offline ? { offline } : {});

export function tellItems(
  items: Iterable<BoardItem>,
  book: ContributionBook,
  wordsOf: (item: BoardItem) => string,
): readonly FoldedItem[] {
  return Array.from(items, (item) => {
    const { id, type, startedBy, startedAt, originAt, present } = item;
    return { id, type, startedBy, startedAt, originAt, present, words: wordsOf(item), people: peopleOf(item, book) };
  });
}

function peopleOf(item: BoardItem, book: ContributionBook): readonly ItemPerson[] {
  const { writers } = item.text;
  const people = new Map<PersonId, Set<ContributionKind>>();
  const began = new Map<PersonId, number>();
  for (const burst of book.burstsOf(item.id)) {
    if (burst.written + burst.edited === 0) continue;
    const kinds = people.get(burst.personId) ?? new Set();
    began.set(burst.personId, Math.min(burst.from, began.get(burst.personId) ?? Infinity));
    people.set(burst.personId, kinds.add(kindOf(burst, item.startedBy)));
  }
  for (const writer of [...writers.keys(), ...item.heldThePen]) {
    if (!people.has(writer)) people.set(writer, new Set());
  }
  return Array.from(people, ([personId, kinds]) => ({
    personId,
    kinds: [...kinds],
    since: earliest(began.get(personId), item.text.typedSince(personId)) ?? item.originAt,
    characters: writers.get(personId) ?? 0,
    ...(item.heldThePen.has(personId) ? { heldThePen: true as const } : {}),
  }));
}

const earliest = (...times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};
