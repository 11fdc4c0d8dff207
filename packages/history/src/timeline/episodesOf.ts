import type { Contribution, ItemId, PersonId } from '@weft/protocol';
import { inOrder } from './inTime.ts';

/** What an episode and a thread are made of: somebody did something to an item, from … to, in ms since the epoch. */
export type Act = Pick<Contribution, 'personId' | 'itemId' | 'kind' | 'from' | 'to'>;

/** A stretch of work without a long pause in it: a chapter of the making. */
export interface Episode {
  readonly from: number;
  readonly to: number;
  /** Who did something in it, in the order in which they began. */
  readonly people: readonly PersonId[];
  /** What they worked on, that with the most acts first. */
  readonly items: readonly ItemId[];
  readonly acts: number;
}

/** A pause of this length ends an episode [H30]. */
const PAUSE_MS = 10 * 60_000;
/** A longer episode is divided [H31] … */
const LONGEST_MS = 45 * 60_000;
/** … at its longest pause, where it has one of this length. */
const BREATH_MS = 30_000;

/** The chapters of a board's making, in order. @param acts in any order. */
export function episodesOf(acts: readonly Act[]): readonly Episode[] {
  return dividedAt(inOrder(acts), PAUSE_MS).flatMap(divideLong).map(tell);
}

/** Runs of acts with less than `pause` between what was done so far and what comes next. */
function dividedAt(acts: readonly Act[], pause: number): Act[][] {
  const runs: Act[][] = [];
  let end = -Infinity;
  for (const act of acts) {
    if (act.from - end >= pause) runs.push([]);
    runs.at(-1)!.push(act);
    end = Math.max(end, act.to);
  }
  return runs;
}

function divideLong(run: Act[]): Act[][] {
  const waiting = [run];
  const done: Act[][] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const at = endOf(next) - next[0]!.from > LONGEST_MS ? afterLongestPause(next) : null;
    if (at === null) done.push(next);
    else waiting.push(next.slice(at), next.slice(0, at));
  }
  return done;
}

/** Where the act after the longest pause stands; the first of several that are as long; null without a pause worth the name. */
function afterLongestPause(run: readonly Act[]): number | null {
  let longest = BREATH_MS - 1;
  let at: number | null = null;
  let end = run[0]!.to;
  for (const [index, { from, to }] of run.entries()) {
    if (from - end > longest) {
      longest = from - end;
      at = index;
    }
    end = Math.max(end, to);
  }
  return at;
}

function tell(run: readonly Act[]): Episode {
  const counts = new Map<ItemId, number>();
  for (const { itemId } of run) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  return {
    from: run[0]!.from,
    to: endOf(run),
    people: [...new Set(run.map(({ personId }) => personId))],
    items: [...counts].toSorted(([, one], [, other]) => other - one).map(([id]) => id),
    acts: run.length,
  };
}

const endOf = (run: readonly Act[]): number => run.reduce((end, { to }) => Math.max(end, to), -Infinity);
