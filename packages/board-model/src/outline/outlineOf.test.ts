import type { TLRecord } from '@tldraw/tlschema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, outlineOf, readBoard } from '../index.ts';
import type { OutlineEntry } from '../index.ts';
import { binding, boardWith, note, page, shape } from '../sampleBoard.testkit.ts';
import { readingOrder } from './readingOrder.ts';

const outline = (...records: TLRecord[]): OutlineEntry[] => outlineOf(readBoard(boardWith(...records)).records);
const everyEntry = (entries: readonly OutlineEntry[]): OutlineEntry[] =>
  entries.flatMap((entry) => [entry, ...everyEntry(entry.children)]);

/** `text` of an entry, with what is in it. */
type Sketch = string | [string, ...Sketch[]];
const sketch = ({ text, type, children }: OutlineEntry): Sketch =>
  children.length === 0 ? text || type : [text || type, ...children.map(sketch)];

const arrowWith = (arrowheadStart: string, arrowheadEnd: string): OutlineEntry[] =>
  outline(
    note('n', 'from'),
    note('m', 'to', { x: 400, index: 'a2' }),
    shape('arrow', 'a', { index: 'a3', props: { arrowheadStart, arrowheadEnd } }),
    binding('s', 'a', 'n', 'start'),
    binding('e', 'a', 'm', 'end'),
  );
const kinds = (entries: OutlineEntry[]): unknown =>
  entries[0]?.children.map(({ relations }) => relations.map(({ kind }) => kind));

describe('the outline of a board', () => {
  it('[O1] has an entry for each page, in their order', () => {
    expect(outline(page('second', 'a5')).map(({ type, text }) => [type, text])).toEqual([
      ['page', 'Page 1'],
      ['page', 'second'],
    ]);
  });

  it('[O2] reads rows from top to bottom and each row from left to right, whatever lies above what', () => {
    const [only] = outline(
      note('a', 'third', { x: 0, y: 300, index: 'a1' }),
      note('b', 'second', { x: 400, y: -20, index: 'a2' }),
      note('c', 'first', { x: 0, y: 30, index: 'a3' }),
    );
    expect(only?.children.map(({ text }) => text)).toEqual(['first', 'second', 'third']);
  });

  it('[O3] puts what is in a frame or group under it, placed where it stands on the page', () => {
    const [only] = outline(
      shape('frame', 'f', { x: 500, y: 0, props: { name: 'Ideas' } }),
      note('in', 'inside', { parentId: 'shape:f', x: 10, y: 10 }),
      shape('group', 'g', { index: 'a2', x: 0, y: 0 }),
      note('low', 'second of the group', { parentId: 'shape:g', x: 0, y: 400 }),
      note('high', 'first of the group', { parentId: 'shape:g', x: 0, y: 40, index: 'a2' }),
    );
    expect(only && sketch(only)).toEqual([
      'Page 1',
      ['group', 'first of the group', 'second of the group'],
      ['Ideas', 'inside'],
    ]);
    expect(only?.count).toBe(5);
  });

  it('[O4] reads an arrow as a relation of both items, and hangs it from the one that it leads from', () => {
    const [only] = outline(
      note('n', 'Wind'),
      note('m', 'Shade', { x: 400, index: 'a2' }),
      shape('arrow', 'a', { index: 'a3' }),
      binding('s', 'a', 'n', 'start'),
      binding('e', 'a', 'm', 'end'),
    );
    const [from, to] = only?.children ?? [];
    expect(from?.relations).toEqual([{ kind: 'leads-to', arrowId: 'shape:a', itemId: 'shape:m', label: '' }]);
    expect(to?.relations).toEqual([{ kind: 'comes-from', arrowId: 'shape:a', itemId: 'shape:n', label: '' }]);
    expect(from?.children.map(({ id, relation }) => [id, relation?.kind])).toEqual([['shape:a', 'leads-to']]);
  });

  it('[O4] follows the head of an arrow, and calls one with two heads or none a joining', () => {
    expect(kinds(arrowWith('arrow', 'none'))).toEqual([['comes-from'], ['leads-to']]);
    expect(kinds(arrowWith('none', 'none'))).toEqual([['joined-with'], ['joined-with']]);
    expect(kinds(arrowWith('arrow', 'dot'))).toEqual([['joined-with'], ['joined-with']]);
  });

  it('[O5] has every item exactly once, counts them, and depends on nothing but the records', () => {
    const place = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });
    const parent = fc.constantFrom('page:page', 'page:two', 'shape:f', 'shape:g');
    const item = fc.record({ place, parent, type: fc.constantFrom('note', 'arrow', 'draw', 'line', 'text') });
    const joins = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom('start' as const, 'end' as const)));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 9 }), joins, fc.nat(), (items, ends, turn) => {
        const records = [
          page('two', 'a5'),
          shape('frame', 'f'),
          shape('group', 'g', { index: 'a2', rotation: 1 }),
          ...items.map(({ place: at, parent: parentId, type }, i) =>
            shape(type, `${i}`, { ...at, parentId, index: `a${'345678AB9'[i]}` }),
          ),
          ...ends.map(([from, to, terminal], i) => binding(`${i}`, `${from}`, `${to}`, terminal)),
        ];
        const view = readBoard(boardWith(...records)).records;
        const turned = new Map([...view].slice(turn % view.size).concat([...view].slice(0, turn % view.size)));
        const read = outlineOf(view);
        expect(outlineOf(turned)).toEqual(read);
        const ids = everyEntry(read)
          .filter(({ type }) => type !== 'page')
          .map(({ id }) => id);
        expect(ids.toSorted()).toEqual(
          itemsOf(view)
            .map(({ id }) => id as string)
            .toSorted(),
        );
        expect(read.reduce((total, { count }) => total + count, 0)).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});

it('[O2] the reading order is a permutation that does not depend on the order it is given', () => {
  const box = fc.record({
    x: fc.integer({ min: 0, max: 9 }),
    y: fc.integer({ min: 0, max: 9 }),
    h: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(box), (boxes) => {
      const standing = boxes.map(({ x, y, h }, i) => ({
        id: `${i}`,
        box: { minX: x, minY: y, maxX: x + 2, maxY: y + h },
      }));
      const order = readingOrder(standing).map(({ id }) => id);
      expect(readingOrder(standing.toReversed()).map(({ id }) => id)).toEqual(order);
      expect(order.toSorted()).toEqual(standing.map(({ id }) => id).toSorted());
    }),
  );
});
