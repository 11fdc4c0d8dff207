import { describe, expect, it } from 'vitest';
import { placeUnder } from './placeUnder.ts';

const screen = { w: 1280, h: 800 };
const size = { w: 160, h: 44 };
const at = (x: number, y: number, w = 200, h = 200) =>
  placeUnder({ selection: { x, y, w, h }, screen, size, panel: null });

describe('what belongs to a selection', () => {
  it('stands under its middle', () => {
    expect(at(400, 200)).toEqual({ x: 500, y: 416 });
  });

  it('stays on the screen beside its edges', () => {
    expect(at(-150, 200)?.x).toBe(88);
    expect(at(1200, 200)?.x).toBe(1192);
  });

  it('goes above where the tools are below', () => {
    expect(at(400, 560)).toEqual({ x: 500, y: 500 });
  });

  it('lies over the lower edge of what fills the screen', () => {
    expect(at(-100, -100, 2_000, 2_000)).toEqual({ x: 900, y: 644 });
  });

  it('is not there when the selection is out of sight', () => {
    expect(at(-400, 200)).toBeNull();
    expect(at(400, 900)).toBeNull();
  });

  it('is not covered by the panel of the one selected item', () => {
    const selection = { x: 1000, y: 300, w: 200, h: 200 };
    expect(placeUnder({ selection, screen, size, panel: 'right' })).toEqual({ x: 876, y: 516 });
    expect(placeUnder({ selection, screen, size, panel: 'left' })).toEqual({ x: 1100, y: 516 });
  });

  it('stays above the line that a phone has for a panel, and takes its width at most', () => {
    const phone = { w: 390, h: 844 };
    const wide = { w: 500, h: 44 };
    const selection = { x: 20, y: 480, w: 130, h: 130 };
    expect(placeUnder({ selection, screen: phone, size: wide, panel: 'right' })).toEqual({ x: 195, y: 626 });
    const lower = { ...selection, y: 500 };
    expect(placeUnder({ selection: lower, screen: phone, size: wide, panel: 'right' })).toEqual({ x: 195, y: 440 });
  });
});
