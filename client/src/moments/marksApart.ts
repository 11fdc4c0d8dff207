/** As wide as a mark that is pressed with a finger. */
const APART = 24;

/**
 * Where marks are drawn so that none lies upon another, near their own places and in their order; closer together where
 * there is no room for all.
 * @param places in px, in order. @param room from the first place to the last that there is, in px
 */
export function marksApart(
  places: readonly number[],
  room: { readonly from: number; readonly to: number },
): readonly number[] {
  const apart = Math.min(APART, Math.max(0, room.to - room.from) / Math.max(1, places.length - 1));
  const spread: number[] = [];
  for (const place of places) spread.push(Math.max(place, (spread.at(-1) ?? -Infinity) + apart));
  let end = room.to;
  for (const [index, place] of [...spread.entries()].toReversed()) {
    spread[index] = Math.min(place, end);
    end = (spread[index] ?? end) - apart;
  }
  return spread;
}
