import { describe, expect, it } from 'vitest';
import { frameName } from './frameName.ts';

const at = (x: number, y: number, words: string) => ({ x, y, words });

describe('what a frame is called', () => {
  it('is its name', () => {
    expect(frameName(' Ideas ', [at(0, 0, 'a bench')])).toBe('Ideas');
  });

  it('is what is read first in it where it has none, cut where it is long', () => {
    const inside = [at(0, 300, 'below'), at(200, 10, 'right of it'), at(0, 10, 'What if\nit moved?'), at(0, 0, '  ')];
    expect(frameName('', inside)).toBe('What if it moved?');
    expect(frameName('', [at(0, 0, 'ä'.repeat(100))])).toBe(`${'ä'.repeat(47)}…`);
  });

  it('is nothing where nothing is written in it', () => {
    expect(frameName('', [])).toBeNull();
    expect(frameName(' ', [at(0, 0, '')])).toBeNull();
  });
});
