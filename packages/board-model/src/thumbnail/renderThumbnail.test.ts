import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOfFirstPage, boundsOfPage, readBoard, renderPicture, renderThumbnail } from '../index.ts';
import { binding, boardWith, imageAsset, note, page, shape, SHAPE_TYPES } from '../sampleBoard.testkit.ts';

const SIZE = { width: 480, height: 300 };

/** The elements and attributes that a picture may be made of. */
const TAGS = new Set(['svg', 'g', 'rect', 'path', 'circle', 'text', 'tspan']);
const DANGEROUS = /\bon\w+=|href|url\(|script[\s>]|style|javascript:|data:|<!|<\?/i;

/** Fails unless the picture is well-formed and holds only allowed elements. */
function expectSafe(svg: string): void {
  const open: string[] = [];
  const withoutText = svg.replace(/>[^<]*</g, '><');
  expect(withoutText).not.toMatch(DANGEROUS);
  for (const [, closing, tagName, rest] of svg.matchAll(/<(\/?)([\w-]+)((?:\s[\w-]+="[^"<>&]*")*\s*\/?)>/g)) {
    expect(TAGS.has(tagName ?? '')).toBe(true);
    if (closing === '/') expect(open.pop()).toBe(tagName);
    else if (!rest?.endsWith('/')) open.push(tagName ?? '');
  }
  expect(open).toEqual([]);
  const leftover = svg.replace(/<\/?[\w-]+(?:\s[\w-]+="[^"<>&]*")*\s*\/?>/g, '');
  expect(leftover).not.toMatch(/[<>"']|&(?!#\d+;)/);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
}

describe('thumbnails', () => {
  it('[P1] draws every type of item, and nothing but shapes and escaped text', () => {
    const shapes = SHAPE_TYPES.map((type, i) =>
      shape(type, type, { x: i * 100, y: i * 40, index: `b${10 + i}V`, rotation: i / 3 }),
    );
    const { records } = readBoard(boardWith(...shapes, binding('b', 'arrow', 'note')));
    const svg = renderThumbnail(records, SIZE);
    expectSafe(svg);
    // All but the group, which is only what it holds, and the text in which nothing is written; all in one more group.
    expect(svg.match(/<g transform/g)?.length).toBe(SHAPE_TYPES.length - 2 + 1);
  });

  it('[P1] escapes whatever is written on an item', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<script>alert(1)</script>', '" onload="x', '&amp;', ']]>', '\u0000\ud800\uffff'),
    );
    fc.assert(
      fc.property(words, (text) => {
        const { records } = readBoard(
          boardWith(note('a', text), shape('frame', 'f', { index: 'a2', props: { name: text } })),
        );
        expectSafe(renderThumbnail(records, SIZE));
      }),
      { numRuns: 40 },
    );
  });

  it('[P1] holds numbers only, wherever items are and however they are turned', () => {
    const number = fc.double({ min: -1e8, max: 1e8, noNaN: true });
    fc.assert(
      fc.property(number, number, number, fc.constantFrom(...SHAPE_TYPES), (x, y, rotation, type) => {
        const { records } = readBoard(boardWith(shape(type, 'a', { x, y, rotation }), note('b', 'x', { index: 'a2' })));
        expectSafe(renderThumbnail(records, SIZE));
      }),
      { numRuns: 40 },
    );
  });

  it('[P2] stays small however large the board is', () => {
    const notes = Array.from({ length: 1_200 }, (_, i) =>
      note(`n${i}`, 'word '.repeat(40), { x: (i % 60) * 220, y: Math.floor(i / 60) * 220 }),
    );
    const svg = renderThumbnail(readBoard(boardWith(...notes)).records, SIZE);
    expect(svg.length).toBeLessThan(100_000);
    expectSafe(svg);
  });

  it('[P3] draws an empty board, and only the first page of a full one', () => {
    const empty = renderThumbnail(readBoard(boardWith()).records, SIZE);
    expectSafe(empty);
    const second = boardWith(page('two', 'a2'), note('a', 'on page two', { parentId: 'page:two' }));
    expect(renderThumbnail(readBoard(second).records, SIZE)).toBe(empty);
  });

  it('[P4] is the same picture every time', () => {
    const { records } = readBoard(boardWith(note('a', 'x'), shape('geo', 'g', { index: 'a2' })));
    expect(renderThumbnail(records, SIZE)).toBe(renderThumbnail(new Map([...records].toReversed()), SIZE));
  });
});

const board = () =>
  readBoard(boardWith(note('a', 'a', { x: 0, y: 0 }), note('b', 'b', { x: 400, y: 0, index: 'b1V' }))).records;

describe('pictures', () => {
  it('[P1] say where their items are, in pixels', () => {
    const { svg, boxOf } = renderPicture(board(), { width: 1280, height: 720 });
    expectSafe(svg);
    const [a, b] = [boxOf('shape:a'), boxOf('shape:b')];
    expect([a!.maxX - a!.minX, a!.maxY - a!.minY]).toEqual([200, 200]);
    expect([b!.minX - a!.minX, b!.minY - a!.minY]).toEqual([400, 0]);
    expect(boxOf('shape:none')).toBeNull();
  });

  it('[P1] show what they are asked to, so that nothing jumps when an item comes', () => {
    const around = { minX: -500, minY: -500, maxX: 1_500, maxY: 1_500 };
    const alone = readBoard(boardWith(note('a', 'a', { x: 0, y: 0 }))).records;
    const size = { width: 800, height: 800 };
    const before = renderPicture(alone, size, { around }).boxOf('shape:a');
    expect(renderPicture(board(), size, { around }).boxOf('shape:a')).toEqual(before);
  });

  it('[P1] know the bounds of what they would show', () => {
    expect(boundsOfFirstPage(board())).toEqual({ minX: 0, minY: 0, maxX: 600, maxY: 200 });
    expect(boundsOfFirstPage(new Map())).toBeNull();
  });
});

const image = (props: object) =>
  shape('image', 'a', { props: { assetId: 'asset:a', w: 200, h: 100, crop: null, ...props } });

function pictureOf(href: string, props: object = {}): string {
  const { records } = readBoard(boardWith(imageAsset('a'), image(props)));
  return renderPicture(records, SIZE, { imageOf: () => href }).svg;
}

describe('larger pictures', () => {
  const PNG = 'data:image/png;base64,iVBORw0KGgo=';

  it('[P5] show an image that they are handed, cut and turned as on the board', () => {
    expect(pictureOf(PNG)).toContain(`height="100" preserveAspectRatio="none" href="${PNG}"`);
    const half = { topLeft: { x: 0.5, y: 0 }, bottomRight: { x: 1, y: 1 } };
    expect(pictureOf(PNG, { crop: half })).toContain('<image x="-200" y="0" width="400" height="100"');
    expect(pictureOf(PNG, { flipX: true })).toContain('matrix(-1 0 0 1 200 0)');
  });

  it('[P5] take in nothing that is no such image', () => {
    for (const href of [
      'https://example.org/a.png',
      'data:image/svg+xml;base64,AAAA',
      `${PNG}" onload="x`,
      'javascript:x',
    ])
      expectSafe(pictureOf(href));
  });

  it('[P5] show any page, and say what lies on it', () => {
    const { records } = readBoard(
      boardWith(
        page('second', 'a2'),
        note('first', 'on the first'),
        note('other', 'elsewhere', { parentId: 'page:second', x: 500 }),
      ),
    );
    const picture = renderPicture(records, SIZE, { page: 'page:second' });
    expect(picture.svg).toContain('elsewhere');
    expect(picture.svg).not.toContain('on the first');
    expect(picture.boxOf('shape:first')).toBeNull();
    expect(boundsOfPage(records, 'page:second')).toMatchObject({ minX: 500 });
    expect(boundsOfPage(records, 'page:none')).toBeNull();
  });
});
