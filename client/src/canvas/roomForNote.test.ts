import { describe, expect, it } from 'vitest';
import { roomForNote } from './roomForNote.ts';

const view = { x: 0, y: 0, w: 1000, h: 600 };
const note = ({ x, y }: { x: number; y: number }) => ({ x, y, w: 200, h: 200 });

describe('roomForNote', () => {
  it('is the centre of the view while that is free', () => {
    expect(roomForNote({ size: 200, view, taken: [] })).toEqual({ x: 400, y: 200 });
  });

  it('is beside what stands there, and never over it', () => {
    const taken: ReturnType<typeof note>[] = [];
    for (let count = 0; count < 30; count += 1) {
      const place = roomForNote({ size: 200, view, taken });
      for (const box of taken) expect(Math.abs(box.x - place.x) >= 200 || Math.abs(box.y - place.y) >= 200).toBe(true);
      taken.push(note(place));
    }
    expect(taken[1]).toMatchObject({ x: 620, y: 200 });
  });

  it('is the centre again when everything around is taken', () => {
    const full = [{ x: -10_000, y: -10_000, w: 20_000, h: 20_000 }];
    expect(roomForNote({ size: 200, view, taken: full })).toEqual({ x: 400, y: 200 });
  });
});
