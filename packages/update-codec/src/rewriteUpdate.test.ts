import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { edit, history, openPeer, perform, updatesOf } from './peers.testkit.ts';
import { rewriteUpdate, type Replacement, type Rewriting } from './rewriteUpdate.ts';
import { scanUpdate } from './scanUpdate.ts';
import type { DeleteRange, ScannedUpdate } from './ScannedUpdate.ts';
import { between, encodeUpdate, item, text } from './updateBytes.testkit.ts';

const LIMITS = { maxStructs: 100_000, maxNesting: 32, maxClients: 1_000 };
const NOTHING: Rewriting = { replace: [], strip: [] };

function scanned(bytes: Uint8Array): ScannedUpdate {
  const result = scanUpdate(bytes, LIMITS);
  if (!result.ok) throw new Error(result.reason);
  return result.update;
}

/** Free numbers decide what is replaced and what is stripped, out of what there is. */
const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 });

function choose(bytes: Uint8Array, numbers: readonly number[]): Rewriting {
  const { references, deletes } = scanned(bytes);
  let next = 0;
  const pick = (): number => numbers[next++ % numbers.length] as number;
  const replace = references.flatMap(({ client, clock, length }): Replacement[] => {
    const choice = pick();
    return choice < 2 ? [{ client, clock, length, become: choice === 0 ? 'gc' : 'deleted' }] : [];
  });
  const strip = deletes.flatMap(({ client, clock, length }): DeleteRange[] => {
    const from = Math.min(pick(), length - 1);
    const cut = Math.min(1 + pick(), length - from);
    return pick() < 3 ? [{ client, clock: clock + from, length: cut }] : [];
  });
  return { replace, strip };
}

const clocksOf = (ranges: readonly DeleteRange[]): string[] =>
  ranges.flatMap(({ client, clock, length }) => Array.from({ length }, (_, at) => `${client}:${clock + at}`));

const endsOf = ({ ranges }: ScannedUpdate): Map<number, number> =>
  new Map(ranges.map(({ client, clock, length }) => [client, clock + length]));

function bytesOf(struct: Y.Item | Y.GC | Y.Skip): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoder.toUint8Array().slice();
}
const content = (doc: Y.Doc) => [doc.getMap('records').toJSON(), doc.getMap('board').toJSON()];
const pending = (doc: Y.Doc): unknown => doc.store.pendingStructs ?? doc.store.pendingDs;

describe('an update that is written anew', () => {
  it('[R1] is the same bytes where nothing is to be changed', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, gc) => {
        for (const update of updatesOf(steps, gc)) expect(rewriteUpdate(update, NOTHING)).toEqual(update);
      }),
      { numRuns: 20 },
    );
  });

  it('[R2] decodes as Yjs V1, brings every client as far as before, and keeps what is not named as it was', () => {
    fc.assert(
      fc.property(history, choices, (steps, numbers) => {
        for (const update of updatesOf(steps, true)) {
          const rewriting = choose(update, numbers);
          const written = rewriteUpdate(update, rewriting);
          expect(endsOf(scanned(written))).toEqual(endsOf(scanned(update)));
          const replaced = new Set(rewriting.replace.map(({ client, clock }) => `${client}:${clock}`));
          const kept = Y.decodeUpdate(update).structs.filter(({ id }) => !replaced.has(`${id.client}:${id.clock}`));
          const now = new Map(
            Y.decodeUpdate(written).structs.map((struct) => [`${struct.id.client}:${struct.id.clock}`, struct]),
          );
          for (const struct of kept) {
            const { client, clock } = struct.id;
            const same = now.get(`${client}:${clock}`);
            expect(same && bytesOf(same)).toEqual(bytesOf(struct));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('[R3] deletes exactly what it deleted before and what is not stripped', () => {
    fc.assert(
      fc.property(history, choices, (steps, numbers) => {
        for (const update of updatesOf(steps, true)) {
          const rewriting = choose(update, numbers);
          const stripped = new Set(clocksOf(rewriting.strip));
          const left = clocksOf(scanned(update).deletes).filter((clock) => !stripped.has(clock));
          expect(clocksOf(scanned(rewriteUpdate(update, rewriting)).deletes)).toEqual(left);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('[R4] is something on which later updates of the same client build without waiting, and everybody converges', () => {
    const edits = fc.array(fc.tuple(edit, choices), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(edits, fc.boolean(), (script, gc) => {
        const author = openPeer(7);
        const sent: Uint8Array[] = [];
        author.doc.on('update', (update: Uint8Array) => sent.push(update));
        const server = new Y.Doc({ gc });
        const near = new Y.Doc();
        const logged: Uint8Array[] = [];
        server.on('update', (update: Uint8Array) => {
          logged.push(update);
          Y.applyUpdate(near, update);
        });
        for (const [what, numbers] of script) {
          perform(author, what);
          for (const update of sent.splice(0)) Y.applyUpdate(server, rewriteUpdate(update, choose(update, numbers)));
          expect(pending(server)).toBeNull();
        }
        const late = new Y.Doc();
        Y.applyUpdate(late, Y.encodeStateAsUpdate(server));
        const replayed = new Y.Doc();
        for (const update of logged) Y.applyUpdate(replayed, update);
        const merged = new Y.Doc();
        if (logged.length > 0) Y.applyUpdate(merged, Y.mergeUpdates(logged));
        for (const doc of [near, late, replayed, merged]) {
          expect(pending(doc)).toBeNull();
          expect(content(doc)).toEqual(content(server));
          expect(Y.encodeStateVector(doc)).toEqual(Y.encodeStateVector(server));
        }
        expect(Y.decodeStateVector(Y.encodeStateVector(server))).toEqual(
          Y.decodeStateVector(Y.encodeStateVector(author.doc)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('[R5] makes one nothing of those beside each other', () => {
    const update = encodeUpdate([
      [5, 0, [item(8, 'records', [1, 126]), between(8, [5, 0], null, [2, 126, 126]), [0, 4]]],
    ]);
    const replace = [{ client: 5, clock: 0, length: 3, become: 'gc' as const }];
    expect(rewriteUpdate(update, { replace, strip: [] })).toEqual(
      encodeUpdate([
        [
          5,
          0,
          [
            [0, 3],
            [0, 4],
          ],
        ],
      ]),
    );
  });

  it('[R6] leaves deleted content where the content was, so that what was written around it stays around it', () => {
    const doc = new Y.Doc();
    doc.clientID = 5;
    const sent: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => sent.push(update));
    doc.getText('records').insert(0, 'ab');
    doc.getText('records').insert(1, 'secret');
    doc.getText('records').insert(4, '-');
    const redacted = sent.map((update) =>
      rewriteUpdate(update, { replace: [{ client: 5, clock: 2, length: 6, become: 'deleted' }], strip: [] }),
    );
    const reader = new Y.Doc();
    for (const update of redacted) Y.applyUpdate(reader, update);
    expect(reader.getText('records').toJSON()).toBe('a-b');
    for (const update of redacted) expect(Buffer.from(update).includes('secret')).toBe(false);
  });

  it('[R7] throws for bytes that do not scan', () => {
    const cut = encodeUpdate([[5, 0, [item(4, 'records', text('ab'))]]]).slice(0, -1);
    expect(() => rewriteUpdate(cut, NOTHING)).toThrow('do not scan');
    expect(() => rewriteUpdate(Uint8Array.from([0, 0, 0]), NOTHING)).toThrow('do not scan');
  });
});
