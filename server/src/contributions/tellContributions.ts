import {
  PAUSE_MS,
  partOf,
  type FoldedContribution,
  type FoldedItem,
  type FoldResult,
  type WrittenParagraph,
} from '@weft/contribution';
import {
  type BoardId,
  type Contribution,
  type ContributionKind,
  type Contributions,
  type ItemId,
  type ItemPart,
  type Lineage,
  type Part,
  type PersonId,
  type Writers,
} from '@weft/protocol';
import { tellItemPeople, tellWorkedWith } from '../disclosure/tellParts.ts';
import { Telling, type DisclosureFacts } from '../disclosure/Telling.ts';
import type { ItemPeople, PartCounts } from '../ports.ts';

/** Who asks, and what they may be told of others. */
export interface Asking {
  readonly boardId: BoardId;
  readonly callerId: PersonId;
  readonly facts: DisclosureFacts;
  /** Only what changed after this entry is asked for. */
  readonly since?: number | undefined;
}

/** Everybody's part in a board as one member may see it: sizes are told to nobody but the person whose they are. */
export function tellContributions(
  result: Omit<FoldResult, 'links'>,
  { callerId, facts, since }: Asking,
): Contributions {
  const telling = new Telling(facts, callerId);
  const items = result.items
    .filter(({ present }) => present)
    .map((item) => ({ ...tellItem(item, telling), words: item.words }));
  const contributions = asOne(
    result.contributions.map((one) => tellContribution(one, telling, callerId)),
    callerId,
  );
  return {
    seq: result.seq,
    people: [...telling.everybody([...peopleIn(items), ...contributions.map(({ personId }) => personId)])],
    items,
    contributions,
    gone: since === undefined ? [] : idsOf(result.items.filter(({ present }) => !present)),
  };
}

/** How the items of a board hang together. */
export function tellLineage({ seq, items, links }: FoldResult, { callerId, facts }: Asking): Lineage {
  const telling = new Telling(facts, callerId);
  const named = new Set(links.flatMap(({ from, to }) => [from, to]));
  const toldItems = items
    .filter(({ id }) => named.has(id))
    .map(({ id, type, startedBy, startedAt, originAt, present, words }) => ({
      id,
      type,
      startedBy: telling.tellId(startedBy, originAt),
      startedAt,
      present,
      words,
    }));
  const toldLinks = links.map((link) => ({ ...link, personId: telling.tellId(link.personId, link.at) }));
  const ids = [...toldItems.map(({ startedBy }) => startedBy), ...toldLinks.map(({ personId }) => personId)];
  return { seq, people: [...telling.everybody(ids)], items: toldItems, links: toldLinks };
}

/** Who wrote an item's present text. Runs that are told alike are one run. */
export function tellWriters(
  result: FoldResult,
  itemId: ItemId,
  paragraphs: readonly WrittenParagraph[],
  { callerId, facts }: Asking,
): Writers {
  const telling = new Telling(facts, callerId);
  const since = sinceIn(result.items);
  const tell = (personId: PersonId | null): PersonId | null =>
    personId === null ? null : telling.tellId(personId, since(personId, itemId));
  return { seq: result.seq, paragraphs: paragraphs.map((runs) => joined(runs, tell)) };
}

export interface PartQuestion extends Asking {
  readonly title: string;
  /** The part as it was after this entry, for who may know no more of the board. */
  readonly until?: number | undefined;
}

/** One person's part, for that person. */
export function tellPart(result: FoldResult, { boardId, title, callerId, facts }: PartQuestion): Part {
  const telling = new Telling(facts, callerId);
  const part = partOf(result, callerId);
  const since = sinceIn(part.items);
  const items = part.items.map((item) => ({
    ...tellItem(item, telling),
    present: item.present,
    words: item.words,
  }));
  return {
    seq: result.seq,
    board: { id: boardId, title },
    person: telling.tell(callerId, Infinity),
    people: [...telling.everybody(peopleIn(items))],
    items,
    contributions: [...part.contributions],
    started: [...part.started],
    helped: [...part.helped],
    grew: [...part.grew],
    workedWith: tellWorkedWith(part.workedWith, (personId, itemId) =>
      telling.tellId(personId, since(personId, itemId)),
    ),
    stretches: part.stretches.map((stretch) => ({ ...stretch, items: [...stretch.items] })),
  };
}

const idsOf = (items: readonly FoldedItem[]): ItemId[] => items.map(({ id }) => id);

/** How much one person did, for that person. */
export function countPart(result: FoldResult, personId: PersonId): PartCounts {
  const { started, helped, grew, contributions } = partOf(result, personId);
  const lastAt = contributions.reduce<number | null>((last, { to }) => Math.max(last ?? 0, to), null);
  return { started: started.length, helped: helped.length, grew: grew.length, lastAt };
}

const MAKING: ReadonlySet<ContributionKind> = new Set(['started', 'copied', 'brought in', 'wrote']);

/** Who has a part in an item, as they are; null for what is not on the board. */
export function peopleOfItem(result: FoldResult, itemId: ItemId): ItemPeople | null {
  const item = result.items.find(({ id, present }) => present && id === itemId);
  if (item === undefined) return null;
  const people = item.people.map(({ personId, since, kinds }) => ({
    personId,
    since,
    made: personId === item.startedBy || kinds.some((kind) => MAKING.has(kind)),
  }));
  return { seq: result.seq, people };
}

/** Whether all of these are or were on the board. */
export function knowsItems({ items }: FoldResult, itemIds: readonly ItemId[]): boolean {
  const known = new Set(idsOf(items));
  return itemIds.every((id) => known.has(id));
}

const peopleIn = (items: readonly ItemPart[]): (PersonId | null)[] =>
  items.flatMap(({ startedBy, people }) => [startedBy, ...people.map(({ personId }) => personId)]);

/** Since when each person has a part in each item: all of it is told as the earliest of it. */
function sinceIn(items: readonly FoldedItem[]): (personId: PersonId, itemId: ItemId) => number {
  const times = new Map(
    items.flatMap(({ id, people }) => people.map(({ personId, since }) => [`${personId} ${id}`, since] as const)),
  );
  // Who is not known there is told as strictly as anybody ever was.
  return (personId, itemId) => times.get(`${personId} ${itemId}`) ?? -Infinity;
}

function tellItem({ id, type, startedBy, startedAt, originAt, people }: FoldedItem, telling: Telling): ItemPart {
  const since = new Map(people.map((one) => [one.personId, one.since]));
  return {
    id,
    type,
    startedBy: telling.tellId(startedBy, originAt),
    startedAt,
    people: tellItemPeople(
      people.map(({ since: _since, kinds, ...one }) => ({ ...one, kinds: [...kinds] })),
      (personId) => telling.tellId(personId, since.get(personId) ?? -Infinity),
    ),
  };
}

/**
 * Those who are told alike are one: what they do to an item at the same time is told as one person's would be (C1), or
 * it would say that they are several. Oneself is nobody else.
 */
function asOne(told: readonly Contribution[], callerId: PersonId): Contribution[] {
  const acts: Contribution[] = [];
  const latest = new Map<string, number>();
  for (const one of told) {
    const key = `${one.personId} ${one.kind} ${one.itemId}`;
    const index = latest.get(key) ?? -1;
    const last = acts[index];
    if (last !== undefined && one.personId !== callerId && one.from - last.to <= PAUSE_MS) {
      acts[index] = { ...last, ...(one.offline === true ? { offline: true } : {}), to: Math.max(last.to, one.to) };
    } else {
      latest.set(key, acts.push(one) - 1);
    }
  }
  return acts;
}

function tellContribution(one: FoldedContribution, telling: Telling, callerId: PersonId): Contribution {
  if (one.personId === callerId) return { ...one };
  const { size: _size, ...rest } = one;
  return { ...rest, personId: telling.tellId(one.personId, one.from) };
}

function joined(runs: WrittenParagraph, tell: (personId: PersonId | null) => PersonId | null) {
  const told: { personId: PersonId | null; characters: number }[] = [];
  for (const { personId, characters } of runs) {
    const id = tell(personId);
    const last = told.at(-1);
    if (last?.personId === id) last.characters += characters;
    else told.push({ personId: id, characters });
  }
  return told;
}
