import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitPace, editPace, presencePace } from './pace.ts';

const anyInput = fc.record({ listeners: fc.nat(5_000), busy: fc.double({ min: 0, max: 1, noNaN: true }) });

describe('the pace of a board', () => {
  it('lets edits of a handful of people leave at once on a server that is not busy', () => {
    expect(editPace({ listeners: 4, busy: 0.2 })).toBe(0);
  });

  it('gathers longer the more people there are, and the busier the server is', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (input, more, busier) => {
        const larger = { listeners: input.listeners + more, busy: Math.max(input.busy, busier) };
        for (const pace of [editPace, presencePace]) expect(pace(larger)).toBeGreaterThanOrEqual(pace(input) - 1e-9);
      }),
    );
  });

  it('never makes an edit wait for more than 45 ms in all, nor cursors move less than eight times a second', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(editPace(input) + commitPace(5, input.busy)).toBeLessThanOrEqual(45);
        expect(presencePace(input)).toBeLessThanOrEqual(125);
      }),
    );
  });
});
