import { colorInOrder, PERSON_COLORS } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { arrivalsFor } from './arrivalsFor.ts';

describe('Places in the order of arrival', () => {
  it('give people the colours that they had, each a place of their own', () => {
    const colors = [PERSON_COLORS[3], PERSON_COLORS[0], PERSON_COLORS[3], PERSON_COLORS[11]];
    const places = arrivalsFor(colors);
    expect(places.map(colorInOrder)).toEqual(colors);
    expect(new Set(places).size).toBe(colors.length);
  });

  it('are the first that are free for who had none of the palette', () => {
    expect(arrivalsFor([null, PERSON_COLORS[0], '#123456', PERSON_COLORS[1]])).toEqual([2, 0, 3, 1]);
  });
});
