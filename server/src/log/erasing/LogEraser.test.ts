import * as fc from 'fast-check';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { openTrack } from '@weft/history';
import { openKeyframe, openSegment, packKeyframe } from '@weft/history/sealing';
import type { BoardId, PersonId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { temporaryDirectory } from '../../database/temporaryDirectory.testkit.ts';
import { DirectUpdateLog, EAGER } from '../sealing.testkit.ts';
import { entry } from '../updateLogContract.testkit.ts';
import { zstdCodec } from '../zstdCodec.ts';

const BOARD = 'b1' as BoardId;
const ADA = 'ada' as PersonId;
const BO = 'bo' as PersonId;

/** Who does it, to which of four items, and what: 0 puts it there anew, 1 writes, 2 takes out, 3 moves, 4 removes. */
const act = fc.record({ by: fc.constantFrom(ADA, BO), item: fc.nat(3), what: fc.nat(4), at: fc.nat(20) });

/** Two people at work on one board, each with a document of their own that always has all. */
function work(acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[]) {
  const docs = new Map([ADA, BO].map((person, index) => [person, docOf(index + 1)]));
  return acts.flatMap(({ by, item, what, at }) => {
    const doc = docs.get(by) as Y.Doc;
    const sent: Uint8Array[] = [];
    const listen = (update: Uint8Array): void => void sent.push(update);
    doc.on('update', listen);
    doc.transact(() => perform(doc.getMap('records'), `shape:${item}`, what, at, by.toUpperCase()));
    doc.off('update', listen);
    for (const update of sent) for (const other of docs.values()) if (other !== doc) Y.applyUpdate(other, update);
    return sent.map((payload) => ({ by, payload }));
  });
}

function docOf(clientId: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

function perform(records: Y.Map<unknown>, id: string, what: number, at: number, words: string): void {
  const record = records.get(id);
  if (what === 0 || !(record instanceof Y.Map)) {
    records.set(
      id,
      new Y.Map<unknown>([
        ['type', 'note'],
        ['props.name', `NAME${words}`],
        ['text', new Y.Text(words)],
      ]),
    );
    return;
  }
  const text = record.get('text') as Y.Text;
  if (what === 1) text.insert(Math.min(at, text.length), `${words}! `);
  else if (what === 2) text.delete(Math.min(at, text.length), Math.min(2, text.length - Math.min(at, text.length)));
  else if (what === 3) record.set('xy', [at, at]);
  else records.delete(id);
}

async function logOf(acts: Parameters<typeof work>[0], directory: string, name = 'log.db') {
  const file = join(directory, name);
  const log = new DirectUpdateLog(file);
  await log.create(BOARD, 'before');
  const done = work(acts);
  const entries = done.map(({ by, payload }, index) =>
    entry(index + 1, { boardId: BOARD, personId: by, at: 1_000 + index, payload }),
  );
  const claims = [ADA, BO].map((personId, index) => ({ boardId: BOARD, clientId: index + 1, personId }));
  await log.append({ entries, claims });
  return { log, file, count: entries.length };
}

const NONE = { hash: '', bytes: new Uint8Array() };

describe('erasing from a log', () => {
  it('[I1] leaves nothing of a person in rows, segments, signatures and keyframes, and a log that replays clean', async () => {
    const directory = await temporaryDirectory();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 12, maxLength: 40 }), fc.nat(12), async (acts, hot) => {
        const { log, count } = await logOf(acts, directory, `log-${round++}.db`);
        const policy = {
          ...EAGER,
          segmentBytes: 10_000,
          coldMs: Infinity,
          tracks: { entries: 6, payloadBytes: Infinity },
        };
        const piece = log.sealAll(policy);
        const last = piece.findLast(({ kind }) => kind === 'segment');
        if (last?.kind === 'segment') await keep(log, last.last - (last.last % 3), hot);
        const before = await log.open(BOARD);
        log.erase(BOARD, { personId: ADA }, 10_000);
        expect(log.faults()).toEqual([]);
        const entries = await log.read(BOARD, 0, 1_000);
        expect(entries.filter(({ personId }) => personId === ADA)).toEqual([]);
        for (const { payload } of entries) expect(Buffer.from(payload).includes('ADA')).toBe(false);
        for (const { seq } of (await log.pieces(BOARD, 0)).keyframes) {
          const sealed = await log.keyframePiece(BOARD, seq);
          const opened = openKeyframe(sealed ?? NONE, zstdCodec);
          expect(opened.ok && Buffer.from(opened.value).includes('ADA')).toBe(false);
        }
        for (const when of ['before', 'after'] as const) {
          if (when === 'after') log.sealAll(policy);
          for (const { seq } of (await log.pieces(BOARD, 0)).tracks) {
            const opened = openTrack((await log.track(BOARD, seq)) ?? NONE, zstdCodec);
            expect(opened.ok && JSON.stringify(opened.value).includes('ADA')).toBe(false);
          }
        }
        expect(log.faults()).toEqual([]);
        const after = await log.open(BOARD);
        expect([...(after?.owners.keys() ?? [])]).toEqual([...(before?.owners.keys() ?? [])]);
        expect([...(after?.owners.values() ?? [])]).not.toContain(ADA);
        const wasThere = acts.some(({ by }) => by === ADA) && entries.length > count;
        expect(after?.generation === before?.generation).toBe(!wasThere);
        expect(log.erase(BOARD, { personId: ADA }, 10_001)).toBe(false);
        await log.close();
      }),
      { numRuns: 15 },
    );
  });

  it('[H6] gives segments new names, under which others find what is left', async () => {
    const { log, file } = await logOf(
      [
        { by: ADA, item: 0, what: 0, at: 0 },
        { by: BO, item: 1, what: 0, at: 0 },
        { by: BO, item: 1, what: 1, at: 0 },
      ],
      await temporaryDirectory(),
    );
    log.sealAll();
    const before = (await log.pieces(BOARD, 0)).segments;
    log.erase(BOARD, { personId: ADA }, 10_000);
    const after = (await log.pieces(BOARD, 0)).segments;
    expect(after.map(({ seq, last }) => [seq, last])).toEqual(before.map(({ seq, last }) => [seq, last]));
    expect(after[0]?.hash).not.toBe(before[0]?.hash);
    const piece = await log.segment(BOARD, 1);
    expect(openSegment(piece ?? { hash: '', bytes: new Uint8Array() }, zstdCodec).ok).toBe(true);
    expect(readFileSync(file).includes('ADA')).toBe(false);
    await log.close();
  });

  it('does not let a segment in that was read before the erasure', async () => {
    const { log } = await logOf(
      [
        { by: ADA, item: 0, what: 0, at: 0 },
        { by: ADA, item: 0, what: 1, at: 0 },
        { by: ADA, item: 0, what: 1, at: 0 },
      ],
      await temporaryDirectory(),
    );
    const stale = log.nextPiece();
    expect(stale?.kind).toBe('segment');
    log.erase(BOARD, { personId: ADA }, 10_000);
    if (stale !== null) log.keep(stale);
    expect((await log.pieces(BOARD, 0)).segments).toEqual([]);
    for (const { payload } of await log.read(BOARD, 0, 10)) expect(Buffer.from(payload).includes('ADA')).toBe(false);
    expect(log.faults()).toEqual([]);
    await log.close();
  });
});

/** A keyframe where a segment ends, as the log gives it. */
async function keep(log: DirectUpdateLog, seq: number, spare: number): Promise<void> {
  const at = seq - (spare % 2) * 3;
  if (at <= 0) return;
  const doc = new Y.Doc();
  for (const { kind, payload } of await log.read(BOARD, 0, at)) if (kind === 'update') Y.applyUpdate(doc, payload);
  const sealed = packKeyframe(Y.encodeStateAsUpdate(doc), zstdCodec);
  log.keep({ kind: 'keyframe', board: 1, generation: 'before', seq: at, ...sealed });
}
