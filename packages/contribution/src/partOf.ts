import type { ContributionKind, ItemId, PersonId } from '@weft/protocol';
import { grownFrom, type Step } from './alongLineage.ts';
import type { FoldResult } from './ContributionFold.ts';
import type { FoldedContribution, FoldedItem } from './foldResult.ts';

/** P5: a pause longer than this, in ms, ends a stretch. */
export const STRETCH_PAUSE_MS = 5 * 60_000;

/** One person's part in a board: facts for that person, counted for nobody else. */
export interface FoldedPart {
  readonly items: readonly FoldedItem[];
  readonly contributions: readonly FoldedContribution[];
  readonly started: readonly ItemId[];
  readonly helped: readonly ItemId[];
  readonly grew: readonly Step[];
  readonly workedWith: readonly { readonly personId: PersonId; readonly items: readonly ItemId[] }[];
  readonly stretches: readonly { readonly from: number; readonly to: number; readonly items: readonly ItemId[] }[];
}

/** P2: what makes somebody else's item more than it was. Arranging and removing do not. */
const HELPING: ReadonlySet<ContributionKind> = new Set(['wrote', 'refined', 'connected', 'synthesised', 'restored']);

/** P1–P5: what a person started, helped to become and gave rise to, with whom, and when they were most in it. */
export function partOf(result: FoldResult, personId: PersonId): FoldedPart {
  const items = result.items.filter(({ people }) => people.some((one) => one.personId === personId));
  const contributions = result.contributions.filter((one) => one.personId === personId);
  const started = items.filter(({ startedBy }) => startedBy === personId);
  return {
    items,
    contributions,
    started: idsOf(started),
    helped: idsOf(items.filter((item) => item.startedBy !== personId && helpedBy(item, personId))),
    grew: grownFromAny(result, idsOf(started)),
    workedWith: workedWith(items, personId),
    stretches: stretchesOf(contributions),
  };
}

const idsOf = (items: readonly FoldedItem[]): ItemId[] => items.map(({ id }) => id);

function helpedBy({ people }: FoldedItem, personId: PersonId): boolean {
  const kinds = people.find((one) => one.personId === personId)?.kinds ?? [];
  return kinds.some((kind) => HELPING.has(kind));
}

/** P3: each once, from the nearest of one's items; one's own items among them, where they grew from another of one's own. */
function grownFromAny({ links, items }: FoldResult, started: readonly ItemId[]): Step[] {
  const present = new Set(items.filter((item) => item.present).map(({ id }) => id));
  const nearest = new Map<ItemId, Step>();
  for (const itemId of started) {
    for (const step of grownFrom(links, itemId)) {
      const known = nearest.get(step.itemId);
      if (present.has(step.itemId) && (known === undefined || step.steps < known.steps)) {
        nearest.set(step.itemId, step);
      }
    }
  }
  return [...nearest.values()].toSorted((a, b) => a.steps - b.steps);
}

/** P4: who else has a part in the same items, in the order of the first item shared. */
function workedWith(items: readonly FoldedItem[], personId: PersonId): FoldedPart['workedWith'] {
  const shared = new Map<PersonId, ItemId[]>();
  for (const { id, people } of items) {
    for (const other of people) {
      if (other.personId === personId) continue;
      shared.set(other.personId, [...(shared.get(other.personId) ?? []), id]);
    }
  }
  return Array.from(shared, ([other, ids]) => ({ personId: other, items: ids }));
}

/** P5: stretches of work without a long pause, the longest first. */
function stretchesOf(contributions: readonly FoldedContribution[]): FoldedPart['stretches'] {
  const stretches: { from: number; to: number; items: Set<ItemId> }[] = [];
  for (const { from, to, itemId } of contributions.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last === undefined || from - last.to > STRETCH_PAUSE_MS) stretches.push({ from, to, items: new Set([itemId]) });
    else {
      last.to = Math.max(last.to, to);
      last.items.add(itemId);
    }
  }
  return stretches
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .map(({ from, to, items }) => ({ from, to, items: [...items] }));
}
