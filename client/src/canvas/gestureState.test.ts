import * as fc from 'fast-check';
import type { TLShape } from 'tldraw';
import { describe, expect, it } from 'vitest';
import { shape, stroke } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import { SCHEMA } from '@weft/board-model';
import { gestureOf, gestureToSend } from './gestureState.ts';

const shapeType = SCHEMA.types.shape;

const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`);
const moved = (name: string, dx: number, from = 0): readonly [TLShape, TLShape] => [
  shape('note', name, { x: from }),
  shape('note', name, { x: from + dx, y: 3 }),
];
const drawn = (points: number) =>
  shape('draw', 'a', { props: { segments: [{ type: 'free', path: stroke(points), dim: 2 }] } });
const tellOf200 = (dx: number) =>
  gestureToSend(
    names(200).map((name) => moved(name, dx)),
    7,
  );
/** As it comes out at the other end of the wire. */
const wire = (state: unknown) => gestureOf(JSON.parse(JSON.stringify(state)));

describe('a gesture in flight', () => {
  it('[G2] is one move where items only move, all as far', () => {
    const updates = [moved('a', 10), moved('b', 10, 50)];
    const told = gestureToSend(updates, 7);
    expect(told).toEqual({
      gesture: { clock: 7, move: { parent: 'page:page', anchor: ['shape:a', 10, 3] } },
      held: ['shape:a', 'shape:b'],
    });
    const seen = wire(told);
    expect(seen?.items).toEqual(['shape:a', 'shape:b']);
    // Wherever the other page has them: before an earlier write of the same gesture, say.
    const b = shape('note', 'b', { x: 45 });
    expect(seen?.over(b, shape('note', 'a', { x: -5 }))).toMatchObject({ x: 60, y: 3 });
  });

  it('[G2] says apart from what moves how far, so that of 200 items only that travels anew', () => {
    const [told, later] = [tellOf200(10), tellOf200(20)];
    expect(JSON.stringify(told?.gesture).length).toBeLessThan(100);
    expect(later?.held).toEqual(told?.held);
    expect(wire(later)?.items).toHaveLength(200);
  });

  it('[G2] moves nothing whose anchor is not there or lies elsewhere', () => {
    const seen = wire(gestureToSend([moved('a', 10), moved('b', 10)], 7));
    const b = shape('note', 'b');
    expect(seen?.over(b, null)).toBe(b);
    expect(seen?.over(b, shape('note', 'a', { parentId: 'shape:frame' }))).toBe(b);
  });

  it('[G5] leaves an item alone that lies under another parent here', () => {
    const inFrame = shape('note', 'a', { parentId: 'shape:frame' });
    expect(wire(gestureToSend([moved('a', 10)], 7))?.over(inFrame, inFrame)).toBe(inFrame);
    const turned = [shape('note', 'a'), shape('note', 'a', { rotation: 1 })] as const;
    expect(wire(gestureToSend([turned], 7))?.over(inFrame, null)).toBe(inFrame);
  });

  it('[G1] tells of items that do not just move together what changed of each', () => {
    const told = gestureToSend([moved('a', 10), moved('b', 11)], 7);
    expect(told?.gesture.items).toEqual([
      { id: 'shape:a', parent: 'page:page', fields: { xy: [10, 3] } },
      { id: 'shape:b', parent: 'page:page', fields: { xy: [11, 3] } },
    ]);
    expect(wire(told)?.over(shape('note', 'b'), null)).toMatchObject({ x: 11, y: 3 });
  });

  it('[G3] tells of a stroke its end', () => {
    const told = gestureToSend([[drawn(300), drawn(310)]], 7);
    expect(JSON.stringify(told).length).toBeLessThan(600);
    expect(wire(told)?.over(drawn(300), null)).toEqual(drawn(310));
  });

  it('[G4] is not told where it is too much', () => {
    expect(
      gestureToSend(
        names(201).map((name) => moved(name, 1)),
        7,
      ),
    ).toBeNull();
    expect(
      gestureToSend(
        names(21).map((name, i) => moved(name, i)),
        7,
      ),
    ).toBeNull();
    const long = shape('frame', 'f', { props: { name: 'x'.repeat(5_000) } });
    expect(gestureToSend([[shape('frame', 'f'), long]], 7)).toBeNull();
    expect(gestureToSend([], 7)).toBeNull();
  });

  it('[G1] is silent about what changes its parent, and tells the rest', () => {
    const reparented = [shape('note', 'a'), shape('note', 'a', { parentId: 'shape:frame', x: 5 })] as const;
    expect(gestureToSend([reparented], 7)).toBeNull();
    expect(gestureToSend([reparented, moved('b', 10)], 7)?.gesture.move?.anchor[0]).toBe('shape:b');
  });

  it('[G5] is passed over when it is malformed or too much', () => {
    const told = gestureToSend([moved('a', 10)], 7);
    expect(wire(told)).not.toBeNull();
    expect(gestureOf(null)).toBeNull();
    expect(wire(null)).toBeNull();
    const move = told?.gesture.move;
    expect(wire({ ...told, gesture: { clock: -1, move } })).toBeNull();
    expect(wire({ ...told, gesture: { clock: 1, move: { ...move, anchor: ['page:page', 0, 0] } } })).toBeNull();
    expect(wire({ ...told, gesture: { clock: 1, move: { ...move, anchor: ['shape:a', 1e9, 0] } } })).toBeNull();
    expect(wire({ ...told, held: names(201).map((name) => `shape:${name}`) })).toBeNull();
  });

  it('[I4] gives an item that tldraw takes, whatever was told', () => {
    const a = shape('note', 'a');
    const item = fc.record({
      id: fc.constant('shape:a'),
      parent: fc.constant('page:page'),
      fields: fc.dictionary(fc.constantFrom('xy', 'rotation', 'props.size', 'props.growY'), fc.anything()),
    });
    const gesture = fc.oneof(fc.anything(), fc.record({ clock: fc.nat(), items: fc.array(item) }));
    fc.assert(
      fc.property(gesture, (told) => {
        const seen = gestureOf({ gesture: told });
        expect(() => shapeType.validate(seen ? seen.over(a, a) : a)).not.toThrow();
      }),
    );
  });
});
