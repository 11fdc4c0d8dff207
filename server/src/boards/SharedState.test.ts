import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { SharedState } from './SharedState.ts';

const NOTHING = new Uint8Array([0]);

/** A board that tells its shared state of every change, as a host does. */
function board() {
  const doc = new Y.Doc();
  const shared = new SharedState(doc);
  doc.on('update', (update: Uint8Array) => shared.changed(update));
  return { doc, shared, records: doc.getMap('records') };
}

function asked(doc: Y.Doc, { state, since }: ReturnType<SharedState['answer']>): Y.Doc {
  Y.applyUpdate(doc, state);
  if (since !== null) Y.applyUpdate(doc, since);
  return doc;
}

describe('the shared state of a board', () => {
  it('gives those who come while nothing changes the very same bytes', () => {
    const { records, shared } = board();
    records.set('a', 1);
    expect(shared.answer(NOTHING).state).toBe(shared.answer(NOTHING).state);
    expect(shared.answer(NOTHING).since).toBeNull();
  });

  it('keeps the bytes while a few changes come, which follow as one update', () => {
    const { doc, records, shared } = board();
    records.set('a', 1);
    const first = shared.answer(NOTHING);
    records.set('a', 2);
    records.set('b', 1);
    const second = shared.answer(NOTHING);
    expect(second.state).toBe(first.state);
    expect(asked(new Y.Doc(), second).getMap('records').toJSON()).toEqual(doc.getMap('records').toJSON());
  });

  it('is written down anew when what came since has grown, and gathers nothing while nobody comes', () => {
    const { records, shared } = board();
    const first = shared.answer(NOTHING);
    for (let i = 0; i < 1_000; i++) records.set('a', i);
    const second = shared.answer(NOTHING);
    expect(second.state).not.toBe(first.state);
    expect(second.since).toBeNull();
  });

  it('gives everybody the board, whatever they know and whenever they ask', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.nat(9),
      ask: fc.boolean(),
      old: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { doc, records, shared } = board();
        const copies = [new Y.Doc()];
        for (const { key, value, ask, old } of steps) {
          if (value === 0) records.delete(key);
          else records.set(key, value);
          if (!ask) continue;
          const known = copies[old % copies.length] as Y.Doc;
          const copy = new Y.Doc();
          Y.applyUpdate(copy, Y.encodeStateAsUpdate(known));
          copies.push(asked(copy, shared.answer(Y.encodeStateVector(copy))));
          expect(copy.getMap('records').toJSON()).toEqual(records.toJSON());
          expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
          expect(copy.store.pendingStructs).toBeNull();
        }
      }),
    );
  });
});
