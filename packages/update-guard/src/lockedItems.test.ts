import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { between, encodeUpdate, item, text, varUint } from '../../update-codec/src/updateBytes.testkit.ts';
import {
  ANN,
  boardWithLocks,
  Copy,
  FAY,
  MALLORY,
  recordMapsOf,
  recordsIn,
  textOf,
  type Records,
} from './boardWithLocks.testkit.ts';
import type { Verdict } from './index.ts';

const refusedOf = (verdict: Verdict): readonly string[] | string =>
  verdict.kind === 'neutralise' ? verdict.refused : verdict.kind;

/** What somebody can do to an item, each by name. */
const CHANGES: Readonly<Record<string, (records: Records, id: string) => void>> = {
  'moves it': (records, id) => records.get(id)?.set('xy', [9, 9]),
  'paints it': (records, id) => records.get(id)?.set('props.color', 'red'),
  'gives it something new': (records, id) => records.get(id)?.set('meta.new', new Y.Map([['a', 1]])),
  'takes a property away': (records, id) => records.get(id)?.delete('props.color'),
  'writes in it': (records, id) => textOf(records.get(id)).insert(4, 'ever'),
  'deletes its words': (records, id) => textOf(records.get(id)).delete(0, 4),
  'formats its words': (records, id) => textOf(records.get(id)).format(0, 4, { bold: true }),
  'adds a paragraph': (records, id) =>
    (records.get(id)?.get('text') as Y.XmlFragment | undefined)?.push([new Y.XmlElement('paragraph')]),
  'moves it elsewhere': (records, id) => records.get(id)?.set('parentId', 'page:other'),
  'deletes it': (records, id) => records.delete(id),
  'puts another in its place': (records, id) => void records.set(id, new Y.Map([['type', 'note']])),
  'puts no record in its place': (records, id) => void records.set(id, 1 as never),
};

const strokeOf = (records: Records) => records.get('shape:note')?.get('props.segments') as Y.Array<unknown>;

const bold = (records: Records): void => textOf(records.get('shape:note')).format(0, 4, { bold: true });

/** The entry under a key as Yjs holds it. */
function livingEntryOf(doc: Y.Doc, key: string): Y.Item {
  const entry = doc.getMap('records')._map.get(key);
  if (entry === undefined) throw new Error('there is no such entry');
  return entry;
}

/** An entry `fromId` of the record that client 9 000 made first. */
const fromIdOf = (content: number, bytes: readonly number[]): number[] => [
  0x20 | content,
  0,
  ...varUint(9_000),
  0,
  ...text('fromId'),
  ...bytes,
];

describe('a locked item', () => {
  it.each(Object.entries(CHANGES))('[G13] stays as it is when a participant %s', (_name, change) => {
    const board = boardWithLocks('shape:note');
    const before = recordsIn(board.doc);
    expect(refusedOf(new Copy(board).send((records) => change(records, 'shape:note')))).toEqual(['shape:note']);
    expect(recordsIn(board.doc)).toEqual(before);
    expect(board.pending).toBeNull();
  });

  it('[G13] takes no further stroke, and loses none', () => {
    const board = boardWithLocks('shape:note');
    const before = recordsIn(board.doc);
    expect(refusedOf(new Copy(board).send((records) => strokeOf(records).push(['second'])))).toEqual(['shape:note']);
    expect(refusedOf(new Copy(board).send((records) => strokeOf(records).delete(0)))).toEqual(['shape:note']);
    expect(recordsIn(board.doc)).toEqual(before);
  });

  it('[G13] keeps its words when a hand-made update names the same ones twice', () => {
    const board = boardWithLocks('shape:note');
    const before = recordsIn(board.doc);
    // oxlint-disable-next-line no-underscore-dangle -- Yjs has no public way to the first item of a list
    const start = textOf(recordMapsOf(board.doc).get('shape:note'))._start;
    if (start === null) throw new Error('there are no words');
    const { client, clock } = start.id;
    const attempts = [
      [
        [clock, 7],
        [clock + 3, 1],
      ],
      [
        [clock + 3, 1],
        [clock, 7],
      ],
    ] as const;
    for (const ranges of attempts) {
      board.receive(encodeUpdate([], [[client, ranges]]), MALLORY, 'participant', {});
      expect(recordsIn(board.doc)).toEqual(before);
    }
    const twice = encodeUpdate(
      [],
      [
        [client, [[clock, 7]]],
        [client, [[clock + 3, 1]]],
      ],
    );
    board.receive(twice, MALLORY, 'participant', {});
    expect(recordsIn(board.doc)).toEqual(before);
  });

  it('[G13] is not overwritten by a hand-made update that deletes nothing in words', () => {
    const board = boardWithLocks('shape:note');
    const before = recordsIn(board.doc);
    // A new entry beside the living one, as its successor: Yjs deletes what it follows on, by itself.
    const living = livingEntryOf(board.doc, 'shape:note');
    const update = encodeUpdate([[9_000, 0, [between(8, [living.id.client, living.id.clock], null, [1, 125, 1])]]]);
    expect(refusedOf(board.receive(update, MALLORY, 'participant', {}))).toEqual(['shape:note']);
    expect(recordsIn(board.doc)).toEqual(before);
  });

  it('[G14] keeps what is inside of it as it is, at any depth', () => {
    for (const change of Object.values(CHANGES)) {
      const board = boardWithLocks('shape:frame');
      const before = recordsIn(board.doc);
      expect(refusedOf(new Copy(board).send((records) => change(records, 'shape:inner')))).toEqual(['shape:inner']);
      expect(recordsIn(board.doc)).toEqual(before);
    }
  });

  it('[G15] keeps its bindings when it is an arrow: they are not changed, taken, made for it or turned to it', () => {
    const attempts: Record<string, (records: Records) => void> = {
      'binding:start': (records) => records.get('binding:start')?.set('toId', 'shape:inner'),
      'binding:start ': (records) => records.delete('binding:start'),
      'binding:new': (records) => {
        records.set(
          'binding:new',
          new Y.Map([
            ['fromId', 'shape:arrow'],
            ['toId', 'shape:inner'],
          ]),
        );
      },
      'binding:other': (records) => records.get('binding:other')?.set('fromId', 'shape:arrow'),
    };
    for (const [id, attempt] of Object.entries(attempts)) {
      const board = boardWithLocks();
      new Copy(board).send((records) => records.set('binding:other', new Y.Map([['fromId', 'shape:free']])), ANN);
      board.locked.add('shape:arrow');
      const before = recordsIn(board.doc);
      expect(refusedOf(new Copy(board).send(attempt))).toEqual([id.trim()]);
      expect(recordsIn(board.doc)).toEqual(before);
    }
  });

  it('[G15] gets no binding whose arrow is written so that it cannot be read here, though Yjs reads it', () => {
    const board = boardWithLocks('shape:arrow');
    for (const [content, bytes] of [
      [2, [1, ...text('"shape:arrow"')]],
      [5, text('"shape:arrow"')],
    ] as const) {
      const entry = [0x20 | 7, 1, ...text('records'), ...text('binding:sly'), 1];
      const update = encodeUpdate([[9_000, 0, [entry, fromIdOf(content, bytes)]]]);
      const plain = new Y.Doc();
      Y.applyUpdate(plain, update);
      expect(recordsIn(plain)).toEqual({ 'binding:sly': { fromId: 'shape:arrow' } });
      expect(refusedOf(board.judge(update, MALLORY))).toEqual(['binding:sly']);
    }
  });

  it('[G15] says nothing about a binding that only leads to it, or comes from a free arrow', () => {
    const board = boardWithLocks('shape:note');
    const verdict = new Copy(board).send((records) => {
      records.get('binding:start')?.set('props.terminal', 'end');
      records.set(
        'binding:more',
        new Y.Map([
          ['fromId', 'shape:arrow'],
          ['toId', 'shape:note'],
        ]),
      );
    });
    expect(verdict.kind).toBe('accept');
  });

  it('[G16] keeps what holds it, at any depth: that is not deleted and not overwritten, but it can be moved', () => {
    for (const holder of ['shape:group', 'shape:frame', 'page:page']) {
      const board = boardWithLocks('shape:inner');
      const before = recordsIn(board.doc);
      expect(refusedOf(new Copy(board).send((records) => records.delete(holder)))).toEqual([holder]);
      expect(refusedOf(new Copy(board).send((records) => records.set(holder, new Y.Map())))).toEqual([holder]);
      expect(recordsIn(board.doc)).toEqual(before);
      expect(new Copy(board).send((records) => records.get(holder)?.set('xy', [7, 7])).kind).toBe('accept');
    }
    const board = boardWithLocks('shape:inner');
    expect(new Copy(board).send((records) => records.delete('shape:note')).kind).toBe('accept');
  });
});

describe('what is permitted in the same update', () => {
  it('[G17] is applied, and the sender can go on at its own clock', () => {
    const board = boardWithLocks('shape:note');
    const copy = new Copy(board);
    const verdict = copy.send((records) => {
      records.set('shape:mine', new Y.Map([['type', 'note']]));
      textOf(records.get('shape:note')).insert(0, 'no: ');
      records.get('shape:inner')?.set('xy', [2, 2]);
      records.delete('shape:arrow');
    });
    expect(refusedOf(verdict)).toEqual(['shape:note']);
    const now = recordsIn(board.doc);
    expect(now).toMatchObject({ 'shape:mine': { type: 'note' }, 'shape:inner': { xy: [2, 2] } });
    expect(now).not.toHaveProperty('shape:arrow');
    expect(textOf(recordMapsOf(board.doc).get('shape:note')).toString()).toBe('what if');
    // What builds on what was refused comes to nothing, without a word; the rest goes on.
    const next = copy.send((records) => {
      textOf(records.get('shape:note')).insert(4, 'really ');
      records.get('shape:mine')?.set('xy', [1, 1]);
    });
    expect(next.kind).toBe('accept');
    expect(recordsIn(board.doc)).toMatchObject({ 'shape:mine': { xy: [1, 1] } });
    expect(textOf(recordMapsOf(board.doc).get('shape:note')).toString()).toBe('what if');
    expect(board.pending).toBeNull();
    const replayed = new Y.Doc();
    for (const update of board.log) Y.applyUpdate(replayed, update);
    expect(recordsIn(replayed)).toEqual(recordsIn(board.doc));
  });

  it('[G17] holds for one that brings what is known already as well', () => {
    const board = boardWithLocks('shape:note');
    const copy = new Copy(board);
    copy.send((records) => records.set('shape:mine', new Y.Map([['type', 'note']])));
    copy.update((records) => {
      records.get('shape:note')?.set('xy', [0, 0]);
      records.get('shape:mine')?.set('xy', [1, 1]);
    });
    const verdict = board.receive(Y.encodeStateAsUpdate(copy.doc), MALLORY, 'participant', copy);
    expect(verdict).toMatchObject({ kind: 'neutralise', partlyKnown: true, refused: ['shape:note'], code: 'locked' });
    expect(recordsIn(board.doc)).toMatchObject({ 'shape:note': { xy: [5, 5] }, 'shape:mine': { xy: [1, 1] } });
    expect(board.pending).toBeNull();
  });

  it('[G18] is everything for a facilitator, and for everybody to make new items', () => {
    const board = boardWithLocks('shape:note', 'shape:frame');
    const verdict = new Copy(board).send((records) => {
      for (const change of Object.values(CHANGES)) if (records.has('shape:note')) change(records, 'shape:note');
      records.delete('shape:frame');
    }, FAY);
    expect(verdict.kind).toBe('accept');
    expect(recordsIn(board.doc)).not.toHaveProperty('shape:frame');
    const made = new Copy(board).send((records) => records.set('shape:new', new Y.Map([['parentId', 'page:page']])));
    expect(made.kind).toBe('accept');
  });

  it('[G19] leaves marks that a device tidies away by itself to the lock, and blames nobody', () => {
    const board = boardWithLocks();
    const facilitators = new Copy(board);
    facilitators.send(bold, FAY);
    board.locked.add('shape:note');
    const before = Y.encodeStateAsUpdate(board.doc);
    // As Yjs does for marks that it thinks redundant, on every device that hears of others' formatting.
    const mark = board.doc.store.clients.get(facilitators.doc.clientID)?.[0] as Y.Item;
    expect(mark.content).toBeInstanceOf(Y.ContentFormat);
    const tidying = encodeUpdate([], [[mark.id.client, [[mark.id.clock, 1]]]]);
    expect(refusedOf(board.receive(tidying, MALLORY, 'participant', {}))).toEqual([]);
    expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before);
  });

  it('[G20] is not judged twice: where nothing is locked, or all may be changed, no record is named', () => {
    const board = boardWithLocks();
    const update = new Copy(board).update((records) => records.get('shape:note')?.set('xy', [1, 1]));
    let asked = 0;
    const place = board.judge(update, MALLORY, 'participant', {
      placeOf: () => {
        asked += 1;
        return null;
      },
    });
    expect(place.kind).toBe('accept');
    expect(asked).toBe(0);
  });

  it('[G13] names nothing for what lies in no record', () => {
    const board = boardWithLocks('shape:note');
    const update = encodeUpdate([
      [9_000, 0, [item(8, 'records', [1, 125, 1]), [0x20 | 8, 1, ...text('board'), ...text('x'), 1, 125, 1]]],
    ]);
    expect(board.judge(update, MALLORY).kind).toBe('accept');
  });
});
