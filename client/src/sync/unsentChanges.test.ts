import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { unsentChanges } from './unsentChanges.ts';
import { wordsWithoutPlace } from './wordsWithoutPlace.ts';

function docOf(clientId: number, state?: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  if (state !== undefined) Y.applyUpdate(doc, state);
  return doc;
}

const stateOf = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc);
const textOf = (doc: Y.Doc, key: string): Y.Text => doc.getMap('records').get(key) as Y.Text;
const put = (doc: Y.Doc, key: string, words: string): unknown => doc.getMap('records').set(key, new Y.Text(words));
const unsentOf = (copy: Y.Doc, board: Y.Doc): Uint8Array =>
  unsentChanges(stateOf(copy), Y.encodeStateVector(board), 'g~1');

/** What somebody does in one of three texts: 0 puts one there, 1 writes, 2 takes out. */
const act = fc.record({ key: fc.constantFrom('a', 'b', 'c'), what: fc.nat(2), at: fc.nat(9) });
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

function perform(doc: Y.Doc, { key, what, at }: Act): void {
  const text = doc.getMap('records').get(key);
  if (what === 0 || !(text instanceof Y.Text)) put(doc, key, `new ${at}`);
  else if (what === 1) text.insert(Math.min(at, text.length), `<${at}>`);
  else text.delete(Math.min(at, text.length), Math.min(2, text.length - Math.min(at, text.length)));
}

describe('what a copy holds that the board has not got', () => {
  it('gives the board what the copy shows, on clientIDs that nobody had, whatever was done before and after', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.array(act, { maxLength: 12 }), (sent, unsent) => {
        const copy = docOf(7);
        for (const one of sent) perform(copy, one);
        const board = docOf(99, stateOf(copy));
        for (const one of unsent) perform(copy, one);
        const known = Y.decodeStateVector(Y.encodeStateVector(board));
        const changes = unsentOf(copy, board);
        const { structs } = Y.decodeUpdate(changes);
        expect(structs.filter(({ id }) => known.has(id.client))).toEqual([]);
        Y.applyUpdate(board, changes);
        expect(board.getMap('records').toJSON()).toEqual(copy.getMap('records').toJSON());
        expect(board.store.pendingStructs).toBeNull();
      }),
    );
  });

  it('is the same when it is asked again, from another tab that knows less of it as well', () => {
    const copy = docOf(7);
    put(copy, 'a', 'known');
    const board = docOf(99, stateOf(copy));
    textOf(copy, 'a').insert(5, ' and');
    const early = docOf(8, stateOf(copy));
    textOf(copy, 'a').insert(9, ' more');
    for (const one of [early, copy, copy, early]) Y.applyUpdate(board, unsentOf(one, board));
    expect(textOf(board, 'a').toJSON()).toBe('known and more');
  });

  it('is empty where everything was sent', () => {
    const copy = docOf(7);
    put(copy, 'a', 'known');
    const board = docOf(99, stateOf(copy));
    const told: unknown[] = [];
    board.on('update', (update) => told.push(update));
    Y.applyUpdate(board, unsentOf(copy, board));
    expect(told).toEqual([]);
  });

  it('takes out what was taken out, of others’ writing too', () => {
    const ada = docOf(3);
    put(ada, 'a', 'Ada wrote this');
    const copy = docOf(7, stateOf(ada));
    const board = docOf(99, stateOf(ada));
    textOf(copy, 'a').delete(3, 6);
    Y.applyUpdate(board, unsentOf(copy, board));
    expect(textOf(board, 'a').toJSON()).toBe('Ada this');
  });
});

describe('words that have no place any more', () => {
  it('are told run by run where what they were written into is gone, and only then', () => {
    const ada = docOf(3);
    put(ada, 'gone', 'Ada began');
    put(ada, 'stays', 'Ada stays');
    const copy = docOf(7, stateOf(ada));
    textOf(copy, 'gone').insert(9, ', ');
    textOf(copy, 'gone').insert(11, 'and I');
    textOf(copy, 'gone').insert(16, ' not this');
    textOf(copy, 'gone').delete(16, 9);
    textOf(copy, 'stays').insert(0, 'With me ');
    ada.getMap('records').delete('gone');
    const board = docOf(99, stateOf(ada));
    const changes = unsentOf(copy, board);
    const before = Y.encodeStateVector(board);
    Y.applyUpdate(board, changes);
    expect(wordsWithoutPlace(board, changes, before)).toEqual([', and I']);
    expect(textOf(board, 'stays').toJSON()).toBe('With me Ada stays');
    expect(wordsWithoutPlace(board, changes, Y.encodeStateVector(board))).toEqual([]);
  });
});
