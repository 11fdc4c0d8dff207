import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoardId, ConnectionId, PersonId } from '@weft/protocol';
import type { AppendedEntry, UpdateLog } from './UpdateLog.ts';

const board = 'b1' as BoardId;
const other = 'b2' as BoardId;
const ada = 'ada' as PersonId;
const ben = 'ben' as PersonId;

export function entry(seq: number, change: Partial<AppendedEntry> = {}): AppendedEntry {
  return {
    boardId: board,
    seq,
    at: 1_000 + seq,
    personId: ada,
    connectionId: 'c1' as ConnectionId,
    kind: 'update',
    payload: new Uint8Array([seq, 2, 3]),
    ...change,
  };
}

/** What every `UpdateLog` promises; `reopen` closes the store as a restart would and opens it again. */
export function updateLogContract(
  name: string,
  open: () => Promise<{ log: UpdateLog; reopen: () => Promise<UpdateLog> }>,
): void {
  describe(`${name} keeps the promises of an UpdateLog`, () => {
    let log: UpdateLog;
    let reopen: () => Promise<UpdateLog>;
    beforeEach(async () => {
      ({ log, reopen } = await open());
      await log.create(board, 'g1');
      await log.create(other, 'g2');
    });
    afterEach(() => log.close());

    it('gives entries back as they were handed in, after a restart too', async () => {
      const first = entry(1);
      const second = entry(2, {
        kind: 'event',
        personId: null,
        madeAt: 7,
        intent: { kind: 'undo', sources: ['shape:a'] },
      });
      await log.append({ entries: [first, second], claims: [] });
      log = await reopen();
      expect(await log.read(board, 0, 10)).toEqual([first, second].map(({ boardId: _boardId, ...rest }) => rest));
    });

    it('keeps boards apart and pages by seq', async () => {
      await log.append({ entries: [entry(1), entry(2), entry(3), entry(1, { boardId: other })], claims: [] });
      expect((await log.read(board, 1, 1)).map(({ seq }) => seq)).toEqual([2]);
      expect((await log.read(other, 0, 10)).map(({ seq }) => seq)).toEqual([1]);
    });

    it('refuses a seq that does not follow, and leaves nothing of that batch behind', async () => {
      await log.append({ entries: [entry(1)], claims: [] });
      await expect(log.append({ entries: [entry(2), entry(4)], claims: [] })).rejects.toMatchObject({
        code: 'internal',
      });
      expect((await log.read(board, 0, 10)).map(({ seq }) => seq)).toEqual([1]);
      await log.append({ entries: [entry(2)], claims: [] });
      expect((await log.open(board))?.lastSeq).toBe(2);
    });

    it('fails what was gathered behind a failed commit, so that a log has no gap', async () => {
      const results = await Promise.allSettled([
        log.append({ entries: [entry(2)], claims: [] }),
        new Promise((resolve) => setTimeout(resolve, 1)).then(() => log.append({ entries: [entry(3)], claims: [] })),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(await log.read(board, 0, 10)).toEqual([]);
    });

    it('keeps what others wrote at the same moment as a board whose entries cannot be kept', async () => {
      const results = await Promise.allSettled([
        log.append({ entries: [entry(1, { boardId: other })], claims: [] }),
        log.append({ entries: [entry(2)], claims: [{ boardId: board, clientId: 7, personId: ada }] }),
        log.append({ entries: [entry(2, { boardId: other })], claims: [] }),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await log.read(other, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect(await log.open(board)).toMatchObject({ lastSeq: 0, owners: new Map() });
      await log.ping();
      await log.append({ entries: [entry(1)], claims: [] });
    });

    it('[I3] keeps the first owner of a clientID for ever', async () => {
      await log.append({ entries: [], claims: [{ boardId: board, clientId: 4_000_000_000, personId: ada }] });
      await log.append({ entries: [entry(1)], claims: [{ boardId: board, clientId: 4_000_000_000, personId: ben }] });
      log = await reopen();
      expect([...((await log.open(board))?.owners ?? [])]).toEqual([[4_000_000_000, ada]]);
    });

    it('tells how far a board has come and under which generation', async () => {
      await log.append({ entries: [entry(1), entry(2, { at: 5_000 })], claims: [] });
      expect(await log.open(board)).toMatchObject({ generation: 'g1', lastSeq: 2, lastAt: 5_000 });
      await log.create(board, 'another');
      expect((await log.open(board))?.generation).toBe('g1');
      expect(await log.open('nowhere' as BoardId)).toBeNull();
    });

    it('finds the last entry at a time', async () => {
      const times = [10, 10, 20, 30, 30];
      await log.append({ entries: times.map((at, index) => entry(index + 1, { at })), claims: [] });
      const found = await Promise.all([9, 10, 19, 20, 30, 99].map((t) => log.seqAt(board, t)));
      expect(found).toEqual([0, 2, 2, 3, 5, 5]);
    });

    it('refuses a board that it does not know', async () => {
      await expect(log.read('nowhere' as BoardId, 0, 1)).rejects.toMatchObject({ code: 'board_not_found' });
    });
  });
}
