import { expect, it } from 'vitest';
import { placeBeside } from './placeBeside.ts';

const note = { w: 200, h: 200 };
const at = (x: number, y: number) => ({ x, y, ...note });

it('puts a note to the right of the one it follows, past what stands there', () => {
  expect(placeBeside(note, at(0, 0), [at(0, 0)], null)).toEqual({ x: 248, y: 0 });
  expect(placeBeside(note, at(0, 0), [at(0, 0), at(250, 10)], null)).toEqual({ x: 496, y: 0 });
});

it('begins a row below where the frame ends', () => {
  const frame = { x: -24, y: -24, w: 496, h: 700 };
  expect(placeBeside(note, at(248, 0), [at(0, 0), at(248, 0)], frame)).toEqual({ x: 0, y: 248 });
});

it('stays a little aside where there is no room', () => {
  expect(placeBeside(note, at(0, 0), [at(0, 0)], { x: 0, y: 0, w: 210, h: 210 })).toEqual({ x: 24, y: 24 });
});
