import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFields, strokeTail, withFields, withStrokeTail } from '../index.ts';
import { shape, SHAPE_TYPES, stroke } from '../sampleBoard.testkit.ts';
import { judgeRecord } from '../view/readRecord.ts';

const drawn = (points: number, dim: 2 | 3 = 2) =>
  shape('draw', 'a', { props: { segments: [{ type: 'free', path: stroke(points, dim), dim }] } });

/** A stroke that goes on with a straight line to another end. */
const straight = (points: number) =>
  shape('draw', 'a', {
    props: {
      segments: [
        { type: 'free', path: stroke(4), dim: 2 },
        { type: 'straight', path: stroke(points), dim: 2 },
      ],
    },
  });

describe('what a gesture changes', () => {
  it('[G1] is told under the keys and with the values that will be written', () => {
    const line = shape('line', 'a');
    const points = { a1: { id: 'a1', index: 'a1', x: 5, y: 0 }, a2: { id: 'a2', index: 'a2', x: 80, y: 60 } };
    const to = shape('line', 'a', { x: 1.001, rotation: 0.5, props: { points, color: 'red' } });
    expect(changedFields(line, to)).toEqual({
      xy: [1, 0],
      rotation: 0.5,
      'props.color': 'red',
      'props.points.a1': ['a1', 5, 0],
    });
  });

  it('[G1] is neither where an item belongs nor its text or meta', () => {
    const to = shape('note', 'a', {
      parentId: 'shape:b',
      index: 'a2',
      meta: { tag: 1 },
      props: { richText: { type: 'doc', content: [] } },
    });
    expect(changedFields(shape('note', 'a'), to)).toEqual({});
    const hostile = { parentId: 'shape:b', id: 'shape:x', isLocked: true, 'meta.tag': 1, 'props.richText': null };
    expect(withFields(shape('note', 'a'), hostile)).toEqual(shape('note', 'a'));
  });

  it('[G1] laid over an item gives the item as it is in the other hand, of every type', () => {
    for (const type of SHAPE_TYPES) {
      const to = shape(type, 'a', { x: 7, y: -2.5, rotation: 1 });
      expect(withFields(shape(type, 'a'), changedFields(shape(type, 'a'), to))).toEqual(to);
    }
    const arrow = shape('arrow', 'a', { props: { end: { x: 7, y: 9 }, bend: 12 } });
    expect(withFields(shape('arrow', 'a'), changedFields(shape('arrow', 'a'), arrow))).toEqual(arrow);
  });

  it('[G1] keeps what somebody else changed of the item', () => {
    const told = changedFields(shape('geo', 'a'), shape('geo', 'a', { props: { w: 300 } }));
    const recoloured = shape('geo', 'a', { x: 4, props: { color: 'red' } });
    expect(withFields(recoloured, told)).toMatchObject({ x: 4, props: { w: 300, color: 'red' } });
  });

  it('[G5] is not shown where tldraw could not show it, whatever was told', () => {
    expect(withFields(shape('note', 'a'), { xy: [Number.NaN, 0] })).toBeNull();
    expect(withFields(shape('geo', 'a'), { 'props.w': 0 })).toBeNull();
    expect(withFields(shape('geo', 'a'), { 'props.unknown': 1 })).toBeNull();
    const key = fc.constantFrom(
      'xy',
      'rotation',
      'props.w',
      'props.points.a1',
      'props.end',
      'props.size',
      'props.crop',
    );
    fc.assert(
      fc.property(fc.constantFrom(...SHAPE_TYPES), fc.dictionary(key, fc.anything()), (type, fields) => {
        const shown = withFields(shape(type, 'a'), fields);
        expect(shown === null || judgeRecord(shown.id, shown).ok).toBe(true);
      }),
    );
  });
});

describe('the end of a stroke in flight', () => {
  it('[G3] joins on to what was written last, and to what was written before that', () => {
    for (const dim of [2, 3] as const) {
      for (const written of [1, 2, 50, 100, 101, 102]) {
        const now = drawn(written + 15, dim);
        const tail = strokeTail(drawn(written, dim), now);
        expect(tail && withStrokeTail(drawn(written, dim), tail)).toEqual(now);
        expect(tail && withStrokeTail(drawn(Math.max(1, written - 20), dim), tail)).toEqual(now);
      }
    }
  });

  it('[G3] is a few hundred characters of a stroke of any length', () => {
    expect(strokeTail(drawn(580), drawn(600))?.path.length).toBeLessThan(500);
  });

  it('[G3] is the whole last segment where that does not go on from what was written', () => {
    const tail = strokeTail(straight(2), straight(3));
    expect(tail).toMatchObject({ segment: 1, from: 0 });
    expect(tail && withStrokeTail(straight(2), tail)).toEqual(straight(3));
  });

  it('[G3] is not told of a segment that is not written yet, or of what is no stroke', () => {
    const two = [
      { type: 'free', path: stroke(4), dim: 2 },
      { type: 'straight', path: stroke(2), dim: 2 },
    ];
    expect(strokeTail(drawn(4), shape('draw', 'a', { props: { segments: two } }))).toBeNull();
    expect(strokeTail(drawn(4), drawn(4))).toBeNull();
    expect(strokeTail(shape('note', 'a'), shape('note', 'a', { x: 1 }))).toBeNull();
  });

  it('[G5] is not shown where it does not join on, or makes no path', () => {
    const tail = strokeTail(drawn(200), drawn(210));
    expect(tail && withStrokeTail(drawn(20), tail)).toBeNull();
    expect(tail && withStrokeTail(drawn(200), { ...tail, path: 'no path' })).toBeNull();
    expect(tail && withStrokeTail(drawn(200), { ...tail, from: 1 })).toBeNull();
    expect(tail && withStrokeTail(shape('note', 'a'), tail)).toBeNull();
  });
});
