import { PERSON_COLORS } from '@weft/protocol';

const COLOURS = PERSON_COLORS.length;

/**
 * Places in a board's order of arrival, which gives colours, so that people keep the colours that they had elsewhere.
 * @param colors null, or none of the palette: whichever is free
 */
export function arrivalsFor(colors: readonly (string | null)[]): readonly number[] {
  const taken = new Set<number>();
  const take = (from: number, step: number): number => {
    let place = from;
    while (taken.has(place)) place += step;
    taken.add(place);
    return place;
  };
  const places = colors.map((color) => {
    const index = (PERSON_COLORS as readonly (string | null)[]).indexOf(color);
    return index === -1 ? null : take(index, COLOURS);
  });
  return places.map((place) => place ?? take(0, 1));
}
