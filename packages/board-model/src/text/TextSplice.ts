/** One piece of a text taken out and another put in its place: the least that makes one text of another. */
export interface TextSplice {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The splice between two texts, by what they have in common at both ends. Never cuts a surrogate pair in two. */
export function spliceBetween(before: string, after: string): TextSplice {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at += 1;
  if (isHigh(before.charCodeAt(at - 1))) at -= 1;
  let tail = 0;
  while (tail < most - at && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return { at, removed: before.length - tail - at, inserted: after.slice(at, after.length - tail) };
}

export const spliced = (text: string, { at, removed, inserted }: TextSplice): string =>
  text.slice(0, at) + inserted + text.slice(at + removed);

/** What is left to take out of, and to put into, a text that somebody else has changed meanwhile. */
export interface RebasedSplice {
  /** Runs `[from, to)` to take out, in their order. */
  readonly removals: readonly (readonly [from: number, to: number])[];
  /** Where to put the new piece; no removal begins before it. */
  readonly at: number;
  readonly inserted: string;
}

/** Carries a splice over to the text that another splice made: what the other one put in stays. */
export function rebased(splice: TextSplice, other: TextSplice): RebasedSplice {
  const otherEnd = other.at + other.removed;
  const shift = other.inserted.length - other.removed;
  const end = splice.at + splice.removed;
  const removals: [number, number][] = [
    [splice.at, Math.min(end, other.at)],
    [Math.max(splice.at, otherEnd) + shift, end + shift],
  ];
  const at = splice.at <= other.at ? splice.at : Math.max(splice.at, otherEnd) + shift;
  return { removals: removals.filter(([from, to]) => from < to), at, inserted: splice.inserted };
}

const isHigh = (code: number): boolean => code >= 0xd8_00 && code <= 0xdb_ff;
const isLow = (code: number): boolean => code >= 0xdc_00 && code <= 0xdf_ff;
