import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { packKeyframe } from '@weft/history/sealing';
import { ReplayCursor, ReplayLog, type Fetched, type PieceSource } from '@weft/history';
import { readBoard, seedBoard } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import * as Y from 'yjs';
import { LoggedBoard } from '../../../packages/history/src/loggedBoard.testkit.ts';
import { anySteps, perform } from '../../../packages/history/src/workingSteps.testkit.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { DirectUpdateLog, EAGER } from '../log/sealing.testkit.ts';
import { zstdCodec } from '../log/zstdCodec.ts';

const boardId = 'b1' as BoardId;

/** The log's file as the source of a replay, as its endpoints hand it out. */
const sourceOf = (log: () => DirectUpdateLog): PieceSource => ({
  list: () => log().pieces(boardId, 0),
  segment: async ({ seq }) => whole((await log().segment(boardId, seq))?.bytes),
  keyframe: async ({ seq }) => whole((await log().keyframePiece(boardId, seq))?.bytes),
  track: async ({ seq }) => whole((await log().track(boardId, seq))?.bytes),
  tail: async (after, generation) => {
    const bytes = await log().tail(boardId, after, generation);
    return bytes === null ? null : whole(bytes);
  },
});

const whole = (bytes: Uint8Array | undefined): Fetched =>
  bytes === undefined ? { ok: false, why: 'gone', words: 'gone' } : { ok: true, bytes };

/** A keyframe of all that is sealed, due or not. */
async function addKeyframe(log: DirectUpdateLog): Promise<void> {
  const seq = (await log.pieces(boardId, 0)).segments.at(-1)?.last ?? 0;
  if (seq === 0) return;
  const doc = new Y.Doc();
  const entries = await log.read(boardId, 0, seq);
  doc.transact(() => {
    for (const { kind, payload } of entries) if (kind === 'update') Y.applyUpdate(doc, payload);
  });
  log.keep({
    kind: 'keyframe',
    board: 1,
    generation: 'generation',
    seq,
    ...packKeyframe(Y.encodeStateAsUpdate(doc), zstdCodec),
  });
}

it('[I1] [H7] the stored log replays to the live board at every moment, through seals, keyframes and restarts', async () => {
  const moves = fc.array(fc.constantFrom('seal', 'keyframe', 'restart', 'nothing'), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(anySteps, moves), { minLength: 1, maxLength: 3 }),
      fc.gen(),
      async (parts, pick) => {
        const file = join(await temporaryDirectory(), 'log.db');
        let log = new DirectUpdateLog(file);
        await log.create(boardId, 'g');
        const board = new LoggedBoard(3);
        const live = new Map<number, unknown>();
        seedBoard(board.live);
        const replayed = new ReplayLog({ source: sourceOf(() => log), codec: zstdCodec });
        const cursor = new ReplayCursor(replayed);
        let kept = 0;
        for (const [steps, what] of parts) {
          for (const step of steps) {
            // Each is a burst of its own: what is taken back within one is not kept [P1].
            board.now += 60_000;
            perform(board, step);
            live.set(board.log.length, Object.fromEntries(readBoard(board.live).records));
          }
          await log.append({ entries: board.log.slice(kept).map((entry) => ({ ...entry, boardId })), claims: [] });
          kept = board.log.length;
          for (const one of what) {
            if (one === 'seal')
              log.sealAll({ ...EAGER, coldEntries: 3, tracks: { entries: 4, payloadBytes: Infinity } });
            if (one === 'keyframe') await addKeyframe(log);
            if (one !== 'restart') continue;
            await log.close();
            log = new DirectUpdateLog(file);
          }
          await (replayed.end === null ? replayed.open() : replayed.refresh());
          for (let i = 0; i < 6; i++) {
            const seqs = [...live.keys()];
            const seq = seqs[pick(fc.nat, 10_000) % seqs.length] as number;
            expect((await cursor.moveTo(seq)).seq).toBe(seq);
            expect(Object.fromEntries(cursor.records)).toEqual(live.get(seq));
          }
        }
        await log.close();
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);
