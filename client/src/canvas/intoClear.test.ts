import { describe, expect, it } from 'vitest';
import { intoClear } from './intoClear.ts';

const note = (x: number, y: number, size = 200) => ({ x, y, w: size, h: size });
const desk = { w: 1280, h: 800 };

describe('what is to be seen', () => {
  it('stays where nothing covers it', () => {
    expect(intoClear(note(400, 300), desk)).toEqual({ x: 0, y: 0 });
  });

  it('moves out from under the panel, the bar and the tools, no further than that', () => {
    expect(intoClear(note(860, 300), desk)).toEqual({ x: -120, y: 0 });
    expect(intoClear(note(-50, 10), desk)).toEqual({ x: 74, y: 74 });
    expect(intoClear(note(400, 700), desk)).toEqual({ x: 0, y: -212 });
  });

  it('leaves the lower half of a phone to its keyboard', () => {
    expect(intoClear(note(400, 500), { w: 390, h: 800 })).toEqual({ x: -234, y: -284 });
  });

  it('shows the upper left corner of what does not fit', () => {
    expect(intoClear(note(100, 100, 2_000), desk)).toEqual({ x: -76, y: -16 });
  });
});
