import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { TLRecord, TLShape } from '@tldraw/tlschema';
import { LiveBoardView, readBoard, textFragment, writeChanges } from './index.ts';
import {
  added,
  binding,
  boardWith,
  copyOf,
  note,
  page,
  removed,
  shape,
  syncAll,
  updated,
} from './sampleBoard.testkit.ts';
import { liveViewOf } from './LiveBoardView.ts';
import { expectSound, plain } from './view/soundBoard.testkit.ts';

describe('the live view', () => {
  it('[V12] gives what changed since the last flush, once', () => {
    const doc = boardWith(note('a', ''), note('b', '', { index: 'a2' }));
    const live = new LiveBoardView(doc);
    expect(live.flush()).toEqual({ put: [], removed: [], quarantined: 0 });
    writeChanges(doc, added(note('c', 'new', { index: 'a3' })), 'me');
    writeChanges(doc, removed(note('a', '')), 'me');
    const changes = live.flush();
    expect(changes.put.map((record) => record.id)).toEqual(['shape:c']);
    expect(changes.removed).toEqual(['shape:a']);
    expect(live.flush()).toEqual({ put: [], removed: [], quarantined: 0 });
  });

  it('[V12] says nothing of what came and went between two flushes', () => {
    const doc = boardWith();
    const live = new LiveBoardView(doc);
    writeChanges(doc, added(note('a', '')), 'me');
    expect(live.view.records.has('shape:a')).toBe(true);
    writeChanges(doc, removed(note('a', '')), 'me');
    expect(live.flush()).toEqual({ put: [], removed: [], quarantined: 0 });
  });

  it('[V12] counts what cannot be shown', () => {
    const doc = boardWith(note('a', ''));
    const live = new LiveBoardView(doc);
    const map = doc.getMap('records').get('shape:a');
    if (map instanceof Y.Map) map.set('type', 'unheard-of');
    expect(live.flush()).toMatchObject({ removed: ['shape:a'], quarantined: 1 });
  });

  it('[V12] bears values that are nested very deeply, also those that are set again', () => {
    const doc = boardWith(note('a', ''), note('b', '', { index: 'a2' }));
    const live = new LiveBoardView(doc);
    const deep = `${'{"a":'.repeat(2_200)}1${'}'.repeat(2_200)}`;
    const map = doc.getMap('records').get('shape:a');
    if (!(map instanceof Y.Map)) expect.unreachable();
    map.set('meta.deep', JSON.parse(deep));
    expect(live.flush()).toEqual({ put: [], removed: ['shape:a'], quarantined: 1 });
    map.set('meta.deep', JSON.parse(deep));
    expect(live.flush()).toEqual({ put: [], removed: [], quarantined: 1 });
    expect(live.view.records.has('shape:b')).toBe(true);
  });

  it('[V12] follows what is written into a text and a stroke', () => {
    const draw = shape('draw', 'd', { index: 'a2' });
    const doc = boardWith(note('a', 'x'), draw);
    const live = new LiveBoardView(doc);
    const paragraph = textFragment(doc, 'shape:a')?.get(0);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (text instanceof Y.XmlText) text.insert(1, 'yz');
    expect(live.flush().put).toEqual([readBoard(doc).records.get('shape:a')]);
  });

  it('[V13] keeps the very same object for what did not change', () => {
    const doc = boardWith(note('a', 'text'), note('b', '', { index: 'a2' }));
    const live = new LiveBoardView(doc);
    const before = new Map(live.view.records);
    const moved = note('b', '', { index: 'a2' });
    writeChanges(doc, updated([moved, { ...moved, x: 50 }]), 'me');
    expect(live.view.records.get('shape:a')).toBe(before.get('shape:a'));
    expect(live.view.records.get('shape:b')).not.toBe(before.get('shape:b'));
    const [was, is] = [before, live.view.records].map((records) => records.get('shape:b') as TLShape);
    expect(is?.props).toBe(was?.props);
  });

  it('[V12] tells its listeners of each transaction with its origin, until they leave', () => {
    const doc = boardWith();
    const live = new LiveBoardView(doc);
    const origins: unknown[] = [];
    const leave = live.onChange((origin) => origins.push(origin));
    writeChanges(doc, added(note('a', '')), 'mine');
    leave();
    writeChanges(doc, removed(note('a', '')), 'mine');
    expect(origins).toEqual(['mine']);
    live.destroy();
  });

  it('[V14] reads only the record that changed, however large the board', () => {
    const notes = Array.from({ length: 300 }, (_, i) => note(`n${i}`, 'text', { index: `b1${i % 10}${i}V` }));
    const doc = boardWith(...notes);
    const live = new LiveBoardView(doc);
    const reads = vi.spyOn(Y.Map.prototype, 'forEach');
    const before = notes[5] ?? note('n5', '');
    writeChanges(doc, updated([before, { ...before, x: 1 }]), 'me');
    writeChanges(doc, updated([before, { ...before, x: 2 }]), 'me');
    live.flush();
    expect(reads).toHaveBeenCalledTimes(1);
    reads.mockRestore();
  });

  it('[V12] [V11] equals the whole view after any edits by several people, who all see the same', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 60 }), (edits) => {
        const base = boardWith(
          note('0', 'first'),
          shape('arrow', '1', { index: 'a2' }),
          shape('frame', '2', { index: 'a3' }),
        );
        const docs = [base, copyOf(base, 2), copyOf(base, 3)];
        const lives = docs.map((doc) => new LiveBoardView(doc));
        const mirrors = lives.map((live) => new Map(live.view.records));
        for (const one of edits) {
          const doc = docs[one.who] ?? base;
          if (one.kind === 'sync') syncAll(...docs);
          else doc.transact(() => perform(doc, lives[one.who] ?? new LiveBoardView(doc), one));
          if (one.look) lives.forEach((live, i) => follow(live, mirrors[i] ?? new Map()));
        }
        syncAll(...docs);
        const whole = readBoard(base);
        expectSound(whole);
        lives.forEach((live, i) => {
          follow(live, mirrors[i] ?? new Map());
          expect(plain(live.view)).toEqual(plain(whole));
          expect(Object.fromEntries(mirrors[i] ?? [])).toEqual(Object.fromEntries(whole.records));
          live.destroy();
        });
      }),
      { numRuns: 150 },
    );
  });
});

function follow(live: LiveBoardView, mirror: Map<string, TLRecord>): void {
  const { put, removed: gone } = live.flush();
  for (const id of gone) mirror.delete(id);
  for (const record of put) mirror.set(record.id, record);
}

const name = fc.integer({ min: 0, max: 9 }).map(String);
const parent = fc.oneof(
  fc.constantFrom('page:page', 'page:p2', 'page:p3'),
  name.map((id) => `shape:${id}`),
);
const index = fc.constantFrom('a1', 'a2', 'a1V', 'a10V');
const edit = fc.record({
  kind: fc.constantFrom(
    'add',
    'move',
    'nest',
    'order',
    'bind',
    'delete',
    'page',
    'delete page',
    'spoil',
    'retype',
    'sync',
  ),
  who: fc.integer({ min: 0, max: 2 }),
  look: fc.boolean(),
  name,
  other: name,
  parent,
  index,
  type: fc.constantFrom('note', 'arrow', 'frame', 'group', 'geo'),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing, through the tldraw-shaped door where there is one and straight into the document otherwise. */
function perform(doc: Y.Doc, live: LiveBoardView, one: Edit): void {
  const id = `shape:${one.name}`;
  const map = doc.getMap('records').get(id);
  const shown = live.view.records.get(id);
  const overrides = { parentId: one.parent, index: one.index };
  if (one.kind === 'add') writeChanges(doc, added(shape(one.type, one.name, overrides)), 'me');
  else if (one.kind === 'bind') {
    writeChanges(doc, added(binding(`${one.name}${one.who}`, one.name, one.other, one.look ? 'start' : 'end')), 'me');
  } else if (one.kind === 'page') writeChanges(doc, added(page(`p${2 + one.who}`, one.index)), 'me');
  else if (one.kind === 'delete page') doc.getMap('records').delete(one.look ? 'page:page' : `page:p${2 + one.who}`);
  else if (one.kind === 'delete' && shown) writeChanges(doc, removed(shown), 'me');
  else if (map instanceof Y.Map) change(map, one);
}

function change(map: Y.Map<unknown>, one: Edit): void {
  if (one.kind === 'move') map.set('xy', [Number(one.other), 1]);
  else if (one.kind === 'nest') map.set('parentId', one.parent);
  else if (one.kind === 'order') map.set('index', one.index);
  else if (one.kind === 'spoil') map.set('opacity', one.look ? 1 : 7);
  else if (one.kind === 'retype') map.set('type', one.type);
}

/** Indices that are in order and never end in 0. */
const indexOf = (i: number): string => `a1${String(i).padStart(4, '0')}1`;

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => note(`n${i}`, `note ${i}`, { index: indexOf(i) }));

function toEnd<T>(opening: Generator<unknown, T, undefined>): T {
  for (let next = opening.next(); ; next = opening.next()) if (next.done === true) return next.value;
}

describe('opening a view in portions', () => {
  it('[V15] says how far it has come and ends with the same view', () => {
    const doc = boardWith(...many(300));
    const opening = LiveBoardView.opening(doc);
    const steps: unknown[] = [];
    let next = opening.next();
    for (; next.done !== true; next = opening.next()) steps.push(next.value);
    expect(steps.length).toBeGreaterThan(3);
    expect(steps[1]).toEqual({ read: 98, total: 300 });
    expect(plain(next.value.view)).toEqual(plain(readBoard(doc)));
    expect(next.value.flush()).toEqual({ put: [], removed: [], quarantined: 0 });
  });

  it('[V15] takes in what changes between two portions, read already or not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(119), fc.nat(2)), { maxLength: 12 }), (changes) => {
        const notes = many(120);
        const doc = boardWith(...notes);
        const opening = LiveBoardView.opening(doc);
        let at = 0;
        let next = opening.next();
        for (; next.done !== true; next = opening.next(), at++) {
          for (const [when, which, kind] of changes) {
            const target = notes[which];
            if (when !== at || !target) continue;
            if (kind === 0) writeChanges(doc, removed(target), 'peer');
            if (kind === 1) writeChanges(doc, updated([target, { ...target, x: 999 }]), 'peer');
            if (kind === 2) writeIntoText(doc, target.id);
          }
        }
        expect(plain(next.value.view)).toEqual(plain(readBoard(doc)));
        expect(next.value.flush().put).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('[V15] leaves nothing behind when it is given up', () => {
    const doc = boardWith(...many(200));
    const opening = LiveBoardView.opening(doc);
    opening.next();
    opening.return(undefined as never);
    expect(liveViewOf(doc)).toBeUndefined();
    expect(toEnd(LiveBoardView.opening(doc)).view.records.has('shape:n199')).toBe(true);
  });
});

function writeIntoText(doc: Y.Doc, id: string): void {
  const paragraph = textFragment(doc, id)?.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  if (text instanceof Y.XmlText) text.insert(0, 'more ');
}
