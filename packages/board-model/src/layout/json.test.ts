import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson, sharing } from './json.ts';

describe('sharing', () => {
  it('gives the same JSON, and of what did not change the objects that were there', () => {
    const before = { id: 'a', x: 1, props: { richText: { type: 'doc' }, color: 'red' }, meta: {}, tags: ['t'] };
    const moved = sharing(before, { ...structuredClone(before), x: 2 });
    expect(moved).toEqual({ ...before, x: 2 });
    expect([moved.props, moved.meta, moved.tags]).toEqual([before.props, before.meta, before.tags]);
    expect(moved.props).toBe(before.props);
    expect(moved.meta).toBe(before.meta);
    expect(moved.tags).toBe(before.tags);
    const painted = structuredClone(before);
    painted.props.color = 'blue';
    const shown = sharing(before, painted);
    expect(shown.props).not.toBe(before.props);
    expect(shown.props.richText).toBe(before.props.richText);
    expect(sharing(before, structuredClone(before))).toBe(before);
  });

  it('changes neither of the two, whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
        const shared = sharing(before, after);
        expect(sameJson(shared, JSON.parse(is))).toBe(true);
        expect([JSON.stringify(before), JSON.stringify(after)]).toEqual([was, is]);
      }),
    );
  });
});
