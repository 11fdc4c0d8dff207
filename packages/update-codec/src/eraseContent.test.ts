import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { edit, history, openPeer, perform, updatesOf } from './peers.testkit.ts';
import { eraseContent } from './rewriteUpdate.ts';
import { scanUpdate } from './scanUpdate.ts';
import { CONTENT, type DeleteRange, type ScannedUpdate } from './ScannedUpdate.ts';

const LIMITS = { maxStructs: 100_000, maxNesting: 32, maxClients: 1_000 };

function scanned(bytes: Uint8Array): ScannedUpdate {
  const result = scanUpdate(bytes, LIMITS);
  if (!result.ok) throw new Error(result.reason);
  return result.update;
}

/** Some of what was inserted, at any clock and of any length: in the middle of a run as well. */
const choices = fc.array(fc.nat(9), { minLength: 3, maxLength: 40 });

function choose(updates: readonly Uint8Array[], numbers: readonly number[]): DeleteRange[] {
  const chosen = new Map<string, DeleteRange>();
  let next = 0;
  const pick = (): number => numbers[next++ % numbers.length] as number;
  for (const update of updates) {
    for (const { client, clock, length } of scanned(update).references) {
      const from = pick() % length;
      if (pick() > 4) continue;
      for (let at = from; at < Math.min(length, from + 1 + pick()); at += 1) {
        chosen.set(`${client}:${clock + at}`, { client, clock: clock + at, length: 1 });
      }
    }
  }
  return joined([...chosen.values()]);
}

/** Clocks beside each other as one range. */
function joined(clocks: DeleteRange[]): DeleteRange[] {
  const ranges: DeleteRange[] = [];
  for (const { client, clock } of clocks.toSorted((a, b) => a.client - b.client || a.clock - b.clock)) {
    const last = ranges.at(-1);
    if (last?.client === client && last.clock + last.length === clock) {
      ranges[ranges.length - 1] = { ...last, length: last.length + 1 };
    } else ranges.push({ client, clock, length: 1 });
  }
  return ranges;
}

const endsOf = (bytes: Uint8Array): Map<number, number> =>
  new Map(scanned(bytes).ranges.map(({ client, clock, length }) => [client, clock + length]));

/** Which clocks hold what, written out by Yjs: `client:clock` → the kind of content, and of text the character. */
function contentByClock(bytes: Uint8Array): Map<string, string> {
  const held = new Map<string, string>();
  for (const struct of Y.decodeUpdate(bytes).structs) {
    const { client, clock } = struct.id;
    const values = struct instanceof Y.Item ? struct.content.getContent() : [];
    const name = struct instanceof Y.Item ? struct.content.constructor.name : struct.constructor.name;
    for (let at = 0; at < struct.length; at += 1) {
      const value = name === 'ContentType' ? '' : (JSON.stringify(values[at], withBigInts) ?? '');
      held.set(`${client}:${clock + at}`, `${name} ${value}`);
    }
  }
  return held;
}

const withBigInts = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

const isGone = (ranges: readonly DeleteRange[]): ((name: string) => boolean) => {
  const names = new Set(
    ranges.flatMap(({ client, clock, length }) => Array.from({ length }, (_, at) => `${client}:${clock + at}`)),
  );
  return (name) => names.has(name);
};

const content = (doc: Y.Doc) => [doc.getMap('records').toJSON(), doc.getMap('board').toJSON()];
const pending = (doc: Y.Doc): unknown => doc.store.pendingStructs ?? doc.store.pendingDs;

/** What one person wrote, change by change. */
const script = fc.array(edit, { minLength: 10, maxLength: 60 });

function writtenBy(edits: readonly Parameters<typeof perform>[1][], gc: boolean): Uint8Array[] {
  const author = openPeer(7, gc);
  const sent: Uint8Array[] = [];
  author.doc.on('update', (update: Uint8Array) => sent.push(update));
  for (const what of edits) perform(author, what);
  return sent;
}

describe('an update whose content is erased in part', () => {
  it('[R1] is the same bytes where nothing of it is named', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, gc) => {
        for (const update of updatesOf(steps, gc)) {
          expect(eraseContent(update, [])).toEqual(update);
          expect(eraseContent(update, [{ client: 1, clock: 0, length: 1_000 }])).toEqual(update);
        }
      }),
      { numRuns: 10 },
    );
  });

  it('[R8] keeps every clock and every deletion, holds nothing of what is named, and all the rest as it was', () => {
    fc.assert(
      fc.property(history, choices, fc.boolean(), (steps, numbers, gc) => {
        for (const update of updatesOf(steps, gc)) {
          const ranges = choose([update], numbers);
          const gone = isGone(ranges);
          const written = eraseContent(update, ranges);
          expect(endsOf(written)).toEqual(endsOf(update));
          expect(scanned(written).deletes).toEqual(scanned(update).deletes);
          const before = contentByClock(update);
          const after = contentByClock(written);
          expect(after.size).toBe(before.size);
          for (const [name, held] of before) {
            const now = after.get(name);
            if (!gone(name)) expect(now === held || now === 'ContentString "\ufffd"').toBe(true);
            else expect(['ContentDeleted ', 'GC ', 'Skip ']).toContain(now);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('[R8] leaves no byte of a text that stood in the middle of a run, in a change as in a whole state', () => {
    const doc = new Y.Doc();
    doc.clientID = 5;
    doc.getText('records').insert(0, 'before SECRET after');
    const ranges = [{ client: 5, clock: 7, length: 6 }];
    const written = eraseContent(Y.encodeStateAsUpdate(doc), ranges);
    const reader = new Y.Doc();
    Y.applyUpdate(reader, written);
    expect(Buffer.from(written).includes('SECRET')).toBe(false);
    expect(reader.getText('records').toJSON()).toBe('before  after');
    expect(eraseContent(written, ranges)).toEqual(written);
    expect(scanned(written).references.map((item) => item.content)).toEqual([
      CONTENT.string,
      CONTENT.deleted,
      CONTENT.string,
    ]);
  });

  it('[R8] halves a surrogate pair as Yjs does', () => {
    const doc = new Y.Doc();
    doc.clientID = 5;
    doc.getText('records').insert(0, 'a𝄞b');
    const reader = new Y.Doc();
    Y.applyUpdate(reader, eraseContent(Y.encodeStateAsUpdate(doc), [{ client: 5, clock: 1, length: 1 }]));
    expect(reader.getText('records').toJSON()).toBe('a\ufffdb');
  });

  it('[R9] gives everybody the same, change by change, in another order, merged, or as a whole state', () => {
    fc.assert(
      fc.property(script, choices, fc.boolean(), (edits, numbers, gc) => {
        const sent = writtenBy(edits, gc);
        if (sent.length === 0) return;
        const ranges = choose(sent, numbers);
        const erased = sent.map((update) => eraseContent(update, ranges));
        const inOrder = new Y.Doc();
        for (const update of erased) Y.applyUpdate(inOrder, update);
        const backwards = new Y.Doc();
        for (const update of erased.toReversed()) Y.applyUpdate(backwards, update);
        const merged = new Y.Doc();
        Y.applyUpdate(merged, Y.mergeUpdates(erased));
        const afterwards = new Y.Doc();
        Y.applyUpdate(afterwards, eraseContent(Y.mergeUpdates(sent), ranges));
        const late = new Y.Doc();
        Y.applyUpdate(late, Y.encodeStateAsUpdate(inOrder));
        const unchanged = new Y.Doc();
        for (const update of sent) Y.applyUpdate(unchanged, update);
        for (const doc of [inOrder, backwards, merged, afterwards, late]) {
          expect(pending(doc)).toBeNull();
          expect(content(doc)).toEqual(content(inOrder));
          expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(unchanged));
        }
      }),
      { numRuns: 60 },
    );
  });
});
