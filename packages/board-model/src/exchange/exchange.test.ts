import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { TLRecord } from '@tldraw/tlschema';
import {
  imageAddresses,
  insertInParts,
  itemsOf,
  LiveBoardView,
  planInsertion,
  readBoard,
  readFile,
  settleImages,
  textOfRecord,
  withImageAddresses,
  writeBoardJson,
  writeChanges,
  writeCsv,
  writeTldrawFile,
  type BoardContent,
  type ImportResult,
  type InsertOptions,
} from '../index.ts';
import { binding, boardWith, imageAsset, note, page, shape } from '../sampleBoard.testkit.ts';
import { expectSound } from '../view/soundBoard.testkit.ts';
import { embeddedImages } from './images.ts';
import { LeftOutTally } from './importResult.ts';
import { migrateFile } from './migrateFile.ts';
import { excalidrawFile, oldTldrawFile, PNG } from './sampleFiles.testkit.ts';

const taken = (result: ImportResult): Extract<ImportResult, { ok: true }> => {
  if (!result.ok) expect.unreachable(`${result.code}: ${result.detail}`);
  return result;
};
const read = (value: unknown, name?: string) => readFile(JSON.stringify(value), name);
const contentOf = (result: ImportResult): BoardContent => taken(result).content;
const codeOf = (result: ImportResult): string => (result.ok ? 'taken' : result.code);
const mapOf = (content: BoardContent) =>
  new Map<string, TLRecord>(content.records.map((record) => [record.id, record]));
const itemNamed = (content: BoardContent, text: string) =>
  content.records.find((record) => record.typeName === 'shape' && textOfRecord(record) === text);

const textsOf = (result: ImportResult) => itemsOf(mapOf(contentOf(result))).map(textOfRecord);

const picture = (src: string | null) => {
  const asset = imageAsset('picture');
  if (asset.typeName !== 'asset' || asset.type !== 'image') expect.unreachable();
  const records = readBoard(
    boardWith(shape('image', 'i', { index: 'a1' }), { ...asset, props: { ...asset.props, src } }),
  ).records;
  return contentOf(readFile(writeTldrawFile(records)));
};

/** @returns the ids of the new items */
const insertContent = (doc: Y.Doc, content: BoardContent, options: InsertOptions): string[] => {
  const { parts } = planInsertion(readBoard(doc).records, content, options, 1_000);
  for (const part of parts) writeChanges(doc, part, 'test');
  return parts.flatMap(({ added }) => Object.keys(added)).filter((id) => id.startsWith('shape:'));
};

const calm = (result: ImportResult) => {
  if (!result.ok) return;
  const doc = boardWith();
  insertContent(doc, settleImages(result.content, new Map()).content, { idPrefix: 'x' });
  const view = readBoard(doc);
  expectSound(view);
  expect(view.quarantined.size).toBe(0);
};

/** A board with everything that hangs together. */
const everything = () =>
  boardWith(
    page('second', 'a2'),
    note('one', 'One', { x: 10, y: 20, index: 'a1' }),
    shape('frame', 'frame', { x: 300, index: 'a2', props: { name: 'Left' } }),
    note('inside', '=1+1', { parentId: 'shape:frame', x: 5, index: 'a1', props: { color: 'blue' } }),
    shape('arrow', 'arrow', { index: 'a3' }),
    binding('b', 'arrow', 'one', 'start'),
    shape('group', 'group', { index: 'a4' }),
    shape('geo', 'in1', { parentId: 'shape:group', index: 'a1' }),
    shape('geo', 'in2', { parentId: 'shape:group', index: 'a2', x: 300 }),
    imageAsset('picture'),
    shape('image', 'image', { index: 'a5', y: 600 }),
    note('elsewhere', 'On page two', { parentId: 'page:second' }),
  );

describe('tldraw files', () => {
  it('[X1] are read from years ago, text, arrows and all, and tldraw takes every record', () => {
    const { content, leftOut, format } = taken(read(oldTldrawFile()));
    expect([format, content.title, leftOut]).toEqual(['tldr', 'Plans', []]);
    expect(itemNamed(content, 'hello')).toMatchObject({ type: 'geo' });
    expect(content.records.find((record) => record.typeName === 'binding')).toMatchObject({
      fromId: 'shape:arrow',
      toId: 'shape:box',
    });
    expectSound({ records: mapOf(content), quarantined: new Map(), hidden: new Map() });
  });

  it('[X1] have each object in them copied once for all the migrations together', () => {
    const file = oldTldrawFile() as { schema: object; records: Record<string, unknown>[] };
    const points = Array.from({ length: 2_000 }, (_, i) => ({ x: i, y: i % 7, z: 0.5 }));
    const style = {
      color: 'black',
      size: 'm',
      fill: 'none',
      dash: 'draw',
      isComplete: true,
      isClosed: false,
      isPen: false,
    };
    file.records.push({
      ...file.records[4],
      id: 'shape:long',
      type: 'draw',
      props: { ...style, segments: [{ type: 'free', points }] },
    });
    const lookedInto = vi.spyOn(Object, 'entries');
    const migrated = migrateFile(file.schema, file.records, new LeftOutTally());
    const count = lookedInto.mock.calls.length;
    lookedInto.mockRestore();
    expect(migrated.ok).toBe(true);
    // Once for all that look at one record, and once for the one migration that looks at several.
    expect(count).toBeLessThan(2.1 * points.length);
  });

  it('[X2] written and read again are the same board', () => {
    const { records } = readBoard(everything());
    const { content, leftOut } = taken(readFile(writeTldrawFile(records)));
    expect(leftOut).toEqual([]);
    expect(mapOf(content)).toEqual(records);
  });

  it('[X3] with one bad record lose that record and say so', () => {
    const file = oldTldrawFile() as { records: Record<string, unknown>[] };
    file.records.push(
      { ...file.records[4], id: 'shape:bad', props: { w: 'wide' } },
      { ...file.records[4], id: 'shape:own', type: 'kanban' },
      { id: 'comment:1', typeName: 'comment' },
      { ...file.records[6], id: 'shape:throws', props: null },
    );
    const { content, leftOut } = taken(read(file));
    expect(itemsOf(mapOf(content))).toHaveLength(3);
    expect(leftOut).toContainEqual({ what: 'geo', count: 1, reason: 'invalid' });
    expect(leftOut).toContainEqual({ what: 'kanban', count: 1, reason: 'not_supported' });
    expect(leftOut).toContainEqual({ what: 'comment', count: 1, reason: 'not_supported' });
    expect(leftOut).toContainEqual({ what: 'arrow', count: 1, reason: 'invalid' });
  });

  it('[X3] with one id twice have the last of the two, and count the other', () => {
    const file = oldTldrawFile() as { records: Record<string, unknown>[] };
    file.records.push({ ...file.records[4], x: 7 });
    const { content, leftOut } = taken(read(file));
    expect(mapOf(content).get('shape:box')).toMatchObject({ x: 7 });
    expect(leftOut).toEqual([{ what: 'geo', count: 1, reason: 'invalid' }]);
  });

  it('[X4] of a newer tldraw, of its first app, damaged or cut off are refused, each with its own code', () => {
    const old = oldTldrawFile() as { schema: object };
    expect(codeOf(read({ ...old, tldrawFileFormatVersion: 2 }))).toBe('too_new');
    const newer = { schemaVersion: 2, sequences: { 'com.tldraw.store': 99 } };
    expect(codeOf(read({ ...old, schema: newer }))).toBe('too_new');
    expect(codeOf(read({ name: 'x', document: { version: 15.5, pages: {} }, assets: {} }))).toBe('too_old');
    expect(codeOf(read({ ...old, schema: { schemaVersion: 2, sequences: { constructor: 1 } } }))).toBe('broken');
    expect(codeOf(read({ ...old, records: 'none' }))).toBe('broken');
    expect(codeOf(readFile(JSON.stringify(old).slice(0, 900)))).toBe('broken');
    expect(codeOf(read({ ...old, records: Array.from({ length: 50_000 }, () => 0) }))).toBe('too_large');
  });
});

describe("Weft's own JSON", () => {
  it('[X2] keeps the title and every record', () => {
    const { records } = readBoard(everything());
    const { content, format } = taken(readFile(writeBoardJson('Bench', records)));
    expect([format, content.title]).toEqual(['json', 'Bench']);
    expect(mapOf(content)).toEqual(records);
  });

  it('of a newer version, or of none, is refused', () => {
    expect(codeOf(read({ format: 'weft-board', version: 2 }))).toBe('too_new');
    expect(codeOf(read({ format: 'weft-board' }))).toBe('broken');
  });
});

describe('Excalidraw files', () => {
  it('[X5] bring shapes, texts, arrows, strokes, pictures, frames and groups; the rest is listed by name', () => {
    const { content, leftOut } = taken(read(excalidrawFile()));
    const types = itemsOf(mapOf(content)).map(({ type }) => type);
    expect(types.toSorted()).toEqual(
      [
        'arrow',
        'draw',
        'frame',
        'geo',
        'geo',
        'geo',
        'geo',
        'geo',
        'group',
        'group',
        'image',
        'line',
        'text',
      ].toSorted(),
    );
    expect(leftOut).toEqual([{ what: 'embeddable', count: 1, reason: 'not_supported' }]);
    expect(itemNamed(content, 'In the box')).toMatchObject({
      type: 'geo',
      props: { geo: 'rectangle', color: 'light-red', fill: 'solid' },
    });
    expect(itemNamed(content, 'leads to')).toMatchObject({
      type: 'arrow',
      props: { bend: -40, arrowheadEnd: 'arrow' },
    });
    expect(itemNamed(content, 'On its own')).toMatchObject({
      type: 'text',
      props: { color: 'red', textAlign: 'middle' },
    });
    expect(content.records.filter((record) => record.typeName === 'binding')).toHaveLength(2);
    expect([...embeddedImages(content).values()]).toEqual([PNG]);
    expectSound({ records: mapOf(content), quarantined: new Map(), hidden: new Map() });
  });

  it('[X5] keep everything where it was, inside frames and groups and turned about its middle', () => {
    const { records } = contentOf(read(excalidrawFile()));
    const csv = writeCsv(new Map(records.map((record) => [record.id, record])));
    const boxes = csv.split('\r\n').map((row) => row.split(',').slice(1, 7));
    expect(boxes).toContainEqual(['image', '', '50', '60', '200', '100']);
    expect(boxes).toContainEqual(['geo', '', '700', '650', '200', '100']);
    // A quarter turn about (500, 50): the wide oval stands upright around the same middle.
    expect(boxes).toContainEqual(['geo', '', '450', '-50', '100', '200']);
  });

  it('[X5] whose elements have no ids lose none of them to a label that has none either', () => {
    const box = { type: 'rectangle', x: 0, y: 0, width: 9, height: 9 };
    const label = { type: 'text', containerId: 'a', text: 'In a' };
    const elements = [{ ...box, id: 'a' }, label, box, { ...box, type: 'ellipse' }];
    const { content, leftOut } = taken(read({ type: 'excalidraw', version: 2, elements }));
    expect([itemsOf(mapOf(content)).length, leftOut]).toEqual([3, []]);
    expect(itemNamed(content, 'In a')).toMatchObject({ type: 'geo' });
  });

  it('[X5] have arrows where their heads are of no known kind, whatever those are called', () => {
    const arrow = {
      type: 'arrow',
      id: 'a',
      points: [
        [0, 0],
        [9, 9],
      ],
      endArrowhead: 'constructor',
    };
    const { content } = taken(read({ type: 'excalidraw', version: 2, elements: [arrow] }));
    expect(itemsOf(mapOf(content))).toMatchObject([{ props: { arrowheadEnd: 'arrow' } }]);
  });

  it('that are damaged, newer or too large are refused', () => {
    expect(codeOf(read({ type: 'excalidraw', version: 2 }))).toBe('broken');
    expect(codeOf(read({ type: 'excalidraw', version: 3, elements: [] }))).toBe('too_new');
    const many = Array.from({ length: 20_001 }, () => ({}));
    expect(codeOf(read({ type: 'excalidraw', version: 2, elements: many }))).toBe('too_large');
    expect(codeOf(readFile(JSON.stringify(excalidrawFile()).slice(0, 900)))).toBe('broken');
  });
});

describe('tables and lines of text', () => {
  it('[X6] lines become a square of notes, without bullets and empty lines', () => {
    const result = readFile('- Ask Ada\r\n\r\n* Ask Ben\n3. Wait, and see\n', 'list.txt');
    expect(textsOf(result).toSorted()).toEqual(['Ask Ada', 'Ask Ben', 'Wait, and see']);
    const places = itemsOf(mapOf(contentOf(result))).map(({ x, y }) => [x, y]);
    expect(places).toEqual([
      [0, 0],
      [220, 0],
      [0, 220],
    ]);
  });

  it('[X6] a table with a column of texts is one note a row, in its colour', () => {
    const result = readFile('id;text;color\n1;"Say ""hi""\nto all";red\n2;Plain;nothing\n');
    expect(taken(result).format).toBe('csv');
    expect(textsOf(result)).toEqual(['Say "hi"\nto all', 'Plain']);
    expect(itemsOf(mapOf(contentOf(result)))[0]).toMatchObject({ props: { color: 'red' } });
  });

  it('[X6] any other table keeps its rows and columns', () => {
    const result = readFile('a,b,c\nd,,f\n');
    expect(itemsOf(mapOf(contentOf(result))).map((item) => [textOfRecord(item), item.x, item.y])).toEqual([
      ['a', 0, 0],
      ['b', 220, 0],
      ['c', 440, 0],
      ['d', 0, 220],
      ['f', 440, 220],
    ]);
  });

  it('long texts make high notes that do not overlap', () => {
    const items = itemsOf(mapOf(contentOf(readFile(`${'word '.repeat(200)}\nb\nc`, 'a.md'))));
    expect(items[0]).toMatchObject({ props: { size: 's', growY: expect.any(Number) } });
    expect(items[2]?.y).toBeGreaterThan(600);
  });

  it('more than a board can hold is cut, and said so; nothing at all is refused', () => {
    const { content, leftOut } = taken(readFile('x\n'.repeat(5_010)));
    expect(itemsOf(mapOf(content))).toHaveLength(5_000);
    expect(leftOut).toEqual([{ what: 'note', count: 10, reason: 'too_many' }]);
    expect(codeOf(readFile(' \n '))).toBe('empty');
    expect(codeOf(readFile(',,\n,,', 'x.csv'))).toBe('empty');
  });

  it('[X7] a table that Weft wrote gives its texts back, also those that look like formulas', () => {
    const csv = writeCsv(readBoard(everything()).records);
    expect(csv).toContain("'=1+1");
    expect(textsOf(readFile(csv))).toEqual(expect.arrayContaining(['One', '=1+1', 'On page two']));
  });

  it('[X7] whatever is written in notes comes out of the table as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 }), (texts) => {
        const wanted = texts.map((text) => text.replace(/[\r\n]/g, '').trim()).filter((text) => text !== '');
        fc.pre(wanted.length > 0);
        const doc = boardWith(...wanted.map((text, i) => note(`n${i}`, text, { index: `a${i + 1}` })));
        expect(textsOf(readFile(writeCsv(readBoard(doc).records), 'x.csv'))).toEqual(wanted);
      }),
    );
  });
});

describe('a board as CSV', () => {
  it('[X7] has a row for each item with what it says, where it stands and what it stands in', () => {
    const startedBy = { name: 'started by', valueOf: () => 'Ada, B.' };
    const rows = writeCsv(readBoard(everything()).records, [startedBy]).split('\r\n');
    expect(rows[0]).toBe('id,type,text,x,y,w,h,color,frame,page,started by');
    expect(rows).toContain(`shape:one,note,One,10,20,200,200,yellow,,Page 1,"Ada, B."`);
    expect(rows).toContain(`shape:inside,note,'=1+1,305,0,200,200,blue,Left,Page 1,"Ada, B."`);
    expect(rows).toContain(`shape:elsewhere,note,On page two,0,0,200,200,yellow,,second,"Ada, B."`);
    expect(rows).toHaveLength(10);
  });
});

describe('bringing content into a board', () => {
  const options = { idPrefix: 'x' };

  it('[X8] gives new ids and keeps arrows, groups, frames and pages together', () => {
    const doc = everything();
    const content = contentOf(readFile(writeTldrawFile(readBoard(doc).records)));
    const live = new LiveBoardView(doc);
    const ids = insertContent(doc, content, options);
    const { view } = live;
    expectSound(view);
    expect([view.quarantined.size, view.hidden.size]).toEqual([0, 0]);
    expect(itemsOf(view.records)).toHaveLength(18);
    expect(new Set(ids).size).toBe(9);
    const bindings = [...view.records.values()].filter((record) => record.typeName === 'binding');
    expect(bindings.map(({ fromId }) => ids.includes(fromId))).toEqual([false, true]);
    const pages = [...view.records.values()].filter((record) => record.typeName === 'page');
    expect(pages.map(({ name }) => name).toSorted()).toEqual(['Page 1', 'second', 'second']);
  });

  it('[X8] in parts it is the same board, each part with its share of the records', () => {
    const { records } = readBoard(everything());
    const content = contentOf(readFile(writeTldrawFile(records)));
    const [whole, inParts, received] = [boardWith(), boardWith(), boardWith()];
    insertContent(whole, content, options);
    const { items, updates } = insertInParts(inParts, content, options, 4);
    expect([items, updates.length]).toEqual([9, 3]);
    for (const update of updates) {
      Y.applyUpdate(received, update);
      // What a record hangs from came before it: nothing hangs in the air in between.
      const { quarantined, hidden } = readBoard(received);
      expect([quarantined.size, hidden.size]).toEqual([0, 0]);
    }
    expect(readBoard(received).records).toEqual(readBoard(whole).records);
  });

  it('[X8] in parts that each are small enough to travel, however large their records are', () => {
    const text = 'word '.repeat(20_000);
    const { records } = readBoard(boardWith(...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => note(id, text))));
    const heavy = contentOf(readFile(writeTldrawFile(records)));
    const { parts } = planInsertion(readBoard(boardWith()).records, heavy, options, 50);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(400_000);
    expect(parts.flatMap(({ added }) => Object.keys(added))).toHaveLength(6);
  });

  it('a record that is larger than a change may be is left out', () => {
    const file = writeTldrawFile(readBoard(boardWith(note('big', 'x'.repeat(2_000_001)), note('small', 's'))).records);
    const { content, leftOut } = taken(readFile(file));
    expect(content.records.filter(({ typeName }) => typeName === 'shape')).toHaveLength(1);
    expect(leftOut).toEqual([{ what: 'note', count: 1, reason: 'invalid' }]);
  });

  it('[X8] lands beside what is there and above it, or around a given point', () => {
    const doc = boardWith(note('there', 'There', { x: -50, y: 70 }));
    const content = contentOf(readFile('a\nb'));
    const [first] = insertContent(doc, content, options);
    expect(readBoard(doc).records.get(first ?? '')).toMatchObject({ x: 310, y: 70 });
    const [atPoint] = insertContent(doc, content, { idPrefix: 'y', at: { x: 1_000, y: 1_000 } });
    expect(readBoard(doc).records.get(atPoint ?? '')).toMatchObject({ x: 790, y: 900 });
    const indices = itemsOf(readBoard(doc).records).toSorted((a, b) => (a.index < b.index ? -1 : 1));
    expect(indices[0]).toMatchObject({ id: 'shape:there' });
  });

  it('names an empty first page like the page that comes onto it, and forgets who edited a note elsewhere', () => {
    const doc = boardWith();
    const file = writeTldrawFile(
      readBoard(
        boardWith(page('p', 'a0'), note('n', 'N', { parentId: 'page:p', props: { textLastEditedBy: 'user:eve' } })),
      ).records,
    );
    const [id] = insertContent(doc, contentOf(readFile(file)), options);
    expect(readBoard(doc).records.get('page:page')).toMatchObject({ name: 'p' });
    expect(readBoard(doc).records.get(id ?? '')).toMatchObject({
      parentId: 'page:page',
      props: { textLastEditedBy: null },
    });
  });
});

describe('pictures in files', () => {
  it('[X9] that are left out take the groups with them of which nothing else is left', () => {
    const board = boardWith(
      shape('group', 'outer', { index: 'a1' }),
      shape('group', 'inner', { parentId: 'shape:outer', index: 'a1' }),
      imageAsset('picture'),
      shape('image', 'image', { parentId: 'shape:inner', index: 'a1' }),
      shape('group', 'mixed', { index: 'a2' }),
      shape('image', 'other', { parentId: 'shape:mixed', index: 'a1' }),
      shape('geo', 'box', { parentId: 'shape:mixed', index: 'a2' }),
      shape('frame', 'frame', { index: 'a3' }),
      shape('image', 'framed', { parentId: 'shape:frame', index: 'a1' }),
    );
    const { content, leftOut } = settleImages(
      contentOf(readFile(writeTldrawFile(readBoard(board).records))),
      new Map(),
    );
    const left = content.records.filter((record) => record.typeName === 'shape').map(({ id }) => id);
    // A frame is something to see, and to put things into.
    expect(left.toSorted()).toEqual(['shape:box', 'shape:frame', 'shape:mixed']);
    expect(leftOut).toEqual([{ what: 'image', count: 3, reason: 'image_elsewhere' }]);
  });

  it('are shown from where they were kept', () => {
    const content = picture(PNG);
    const fates = new Map([
      ['asset:picture', { kept: true, src: '/api/boards/b/assets/h', mime: 'image/png' } as const],
    ]);
    const settled = settleImages(content, fates);
    expect(settled.leftOut).toEqual([]);
    expect(imageAddresses(mapOf(settled.content)).get('asset:picture')).toBe('/api/boards/b/assets/h');
  });

  it('[X9] are left out with the item that shows them when they were not kept, or lie elsewhere', () => {
    const hostile = picture('data:image/svg+xml;base64,PHN2Zz4=');
    const unsafe = settleImages(
      hostile,
      new Map([['asset:picture', { kept: false, reason: 'image_unsafe' } as const]]),
    );
    expect(unsafe.leftOut).toEqual([{ what: 'image', count: 1, reason: 'image_unsafe' }]);
    expect(itemsOf(mapOf(unsafe.content))).toEqual([]);
    expect(unsafe.content.records.some(({ typeName }) => typeName === 'asset')).toBe(false);
    const far = settleImages(picture('https://example.org/p.png'), new Map());
    expect(far.leftOut).toEqual([{ what: 'image', count: 1, reason: 'image_elsewhere' }]);
  });

  it('[X9] take along what stands in them when they are left out: nothing comes onto the board without a place', () => {
    const { records } = readBoard(
      boardWith(
        imageAsset('picture'),
        shape('image', 'i', { index: 'a1' }),
        shape('frame', 'inside', { parentId: 'shape:i' }),
        note('below', 'Below', { parentId: 'shape:inside' }),
        note('beside', 'Beside', { index: 'a2' }),
      ),
    );
    const settled = settleImages(contentOf(readFile(writeTldrawFile(records))), new Map());
    expect(settled.leftOut).toContainEqual({ what: 'note', count: 1, reason: 'not_connected' });
    const doc = boardWith();
    insertContent(doc, settled.content, { idPrefix: 'x' });
    expect(readBoard(doc).quarantined.size).toBe(0);
    expect(itemsOf(readBoard(doc).records)).toHaveLength(1);
  });

  it('go into a file as data URLs', () => {
    const { records } = readBoard(everything());
    const moved = withImageAddresses(records, new Map([['asset:picture', PNG]]));
    expect([...embeddedImages(contentOf(readFile(writeTldrawFile(moved)))).values()]).toEqual([PNG]);
  });
});

describe('anything at all', () => {
  it('[X10] any text is read or refused, and what is read is sound', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => calm(readFile(text))),
      { numRuns: 40 },
    );
  });

  it('[X10] any JSON in the place of records or elements is read or refused', () => {
    const old = oldTldrawFile();
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        calm(read({ ...old, records: value }));
        calm(read({ ...old, records: [value] }));
        calm(read({ ...old, schema: value }));
        calm(read({ type: 'excalidraw', version: 2, elements: [value], files: value }));
        calm(read({ format: 'weft-board', version: 1, schema: value, records: [value] }));
      }),
      { numRuns: 40 },
    );
  });

  it('[X10] a real file with any one value replaced is read or refused, and what is read is sound', () => {
    const files = [oldTldrawFile(), excalidrawFile(), JSON.parse(writeBoardJson('B', readBoard(everything()).records))];
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(1e308, -1e9, 0, '', '__proto__', 'shape:arrow', null),
    );
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), hostile, (file, at, value) =>
        calm(read(replaced(file, at, value))),
      ),
      { numRuns: 80 },
    );
  });

  it('nesting deeper than the stack is refused', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(readFile(`{"tldrawFileFormatVersion":1,"records":${deep}}`).ok).toBe(false);
    const meta = `{"type":"excalidraw","version":2,"elements":[{"type":"rectangle","customData":${deep}}]}`;
    calm(readFile(meta));
  });

  it('bytes of other kinds of files are unsupported', () => {
    expect(codeOf(readFile('\u0089PNG\r\n\u001A\n\u0000\u0000'))).toBe('unsupported');
    expect(codeOf(readFile('<!DOCTYPE html><p>hi'))).toBe('unsupported');
    expect(codeOf(readFile('{"a":1}'))).toBe('unsupported');
    expect(codeOf(readFile('{"a":'))).toBe('unsupported');
  });
});

/** The JSON with its n-th value, counted through, replaced. */
function replaced(file: unknown, at: number, value: unknown): unknown {
  let total = 0;
  JSON.stringify(file, (_key, one: unknown) => (total++, one));
  const wanted = 1 + (at % (total - 1));
  let seen = -1;
  return JSON.parse(JSON.stringify(file, (_key, one: unknown) => (++seen === wanted ? value : one)));
}
