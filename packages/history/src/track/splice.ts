/** What has to be done to one text to have another: at a place, so many characters go and others come. */
export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The one stretch in which two texts differ. No pair of surrogates is torn, since what is inserted must be text by itself. */
export function spliceBetween(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before.charCodeAt(at) === after.charCodeAt(at)) at++;
  if (at > 0 && isHigh(before.charCodeAt(at - 1))) at--;
  let kept = 0;
  const most = shorter - at;
  while (kept < most && before.charCodeAt(before.length - 1 - kept) === after.charCodeAt(after.length - 1 - kept)) {
    kept++;
  }
  if (kept > 0 && isLow(after.charCodeAt(after.length - kept))) kept--;
  return { at, removed: before.length - at - kept, inserted: after.slice(at, after.length - kept) };
}

export const spliced = (text: string, { at, removed, inserted }: Splice): string =>
  text.slice(0, at) + inserted + text.slice(at + removed);

const isHigh = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdb_ff;
const isLow = (unit: number): boolean => unit >= 0xdc_00 && unit <= 0xdf_ff;
