/** Where a page goes when it changes places with its neighbour: between which two it then lies. */
export interface PageGap {
  readonly below: string | null;
  readonly above: string | null;
}

/** @param ids of all pages in their order. @returns null where there is no neighbour on that side */
export function gapBeside(ids: readonly string[], id: string, by: -1 | 1): PageGap | null {
  const at = ids.indexOf(id);
  const neighbour = ids[at + by];
  if (at < 0 || neighbour === undefined) return null;
  const beyond = ids[at + 2 * by] ?? null;
  return by < 0 ? { below: beyond, above: neighbour } : { below: neighbour, above: beyond };
}
