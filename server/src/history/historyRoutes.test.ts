import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { HistoryAtSchema, HistorySchema } from '@weft/protocol';
import { BOARD, startBoardServer } from './boardServer.testkit.ts';

const LOG = `/api/boards/${BOARD}/history`;

describe('GET /api/boards/:id/history', () => {
  it('lists the log oldest first, with who and when and how large, but not what', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'hello');
    board.addNote('Ben', 'shape:b', 'world');
    const answer = await get(LOG, 'Ben');
    expect(answer.statusCode).toBe(200);
    const history = HistorySchema.strict().parse(answer.json());
    expect(history.entries).toEqual(
      board.entries.map(({ seq, at, personId, kind, payload }) => ({ seq, at, personId, kind, bytes: payload.length })),
    );
    expect(history).toMatchObject({ next: null, segments: [], keyframes: [], end: { seq: 4, at: board.now } });
    expect(answer.body).not.toContain('hello');
  });

  it('tells who did it as far as they are told of', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'hello');
    board.addNote('Ben', 'shape:b', 'world');
    board.hidden.add('ann');
    const told = async (name: string) =>
      HistorySchema.parse((await get(LOG, name)).json()).entries.map(({ personId }) => personId);
    expect(await told('Ben')).toEqual([null, null, 'someone', 'ben']);
    expect(await told('Ann')).toEqual([null, null, 'ann', 'ben']);
  });

  it('comes in pages that end where the log ends', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    for (let i = 0; i < 4; i++) board.addNote('Ann', `shape:${i}`, 'note');
    const seqs: number[][] = [];
    for (let after: number | null = 0; after !== null;) {
      const page = HistorySchema.parse((await get(`${LOG}?after=${after}&limit=3`, 'Ann')).json());
      seqs.push(page.entries.map(({ seq }) => seq));
      after = page.next;
    }
    expect(seqs).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('refuses pages without bounds', async () => {
    const { get } = await startBoardServer(['Ann']);
    for (const query of ['limit=0', 'limit=1001', 'limit=many', 'after=-1', 'after=1.5']) {
      const answer = await get(`${LOG}?${query}`, 'Ann');
      expect([query, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([query, 400, 'bad_request']);
    }
  });
});

describe('GET /api/boards/:id/history/at', () => {
  it('shows the board as it was at each time, normalised', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    const before = board.now;
    board.addNote('Ann', 'shape:a', 'hello', [10, 20]);
    const made = board.now;
    board.does('Ann', (records) => (records.get('shape:a') as Y.Map<unknown>).set('xy', [30, 40]));
    const moved = board.now;
    board.does('Ann', (records) => records.delete('shape:a'));

    const at = async (t: number) => HistoryAtSchema.parse((await get(`${LOG}/at?t=${t}`, 'Ann')).json());
    expect((await at(before)).records).not.toHaveProperty('shape:a');
    expect(await at(made)).toMatchObject({ seq: 3, records: { 'shape:a': { type: 'note', x: 10, y: 20 } } });
    expect(await at(moved - 1)).toEqual(await at(made));
    expect(await at(moved)).toMatchObject({ seq: 4, records: { 'shape:a': { x: 30, y: 40 } } });
    expect(await at(board.now + 60_000)).toMatchObject({ seq: 5 });
    expect((await at(board.now)).records).not.toHaveProperty('shape:a');
  });

  it('is nothing at all before the beginning', async () => {
    const { get } = await startBoardServer(['Ann']);
    expect((await get(`${LOG}/at?t=0`, 'Ann')).json()).toEqual({ seq: 0, records: {} });
  });

  it('reads a long log in pages and several times at once, never past the time asked for', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    board.addNote('Ann', 'shape:a', 'here', [0, 0]);
    for (let i = 1; i <= 2_500; i++) {
      board.does('Ann', (records) => (records.get('shape:a') as Y.Map<unknown>).set('xy', [i, 0]));
    }
    const times = [3, 700, 1_400, 2_100, 2_503].map((seq) => board.entries[seq - 1]?.at ?? 0);
    const answers = await Promise.all(
      times.map(async (t) => HistoryAtSchema.parse((await get(`${LOG}/at?t=${t}`, 'Ann')).json())),
    );
    expect(answers.map(({ seq, records }) => [seq, records['shape:a']?.['x']])).toEqual([
      [3, 0],
      [700, 697],
      [1_400, 1_397],
      [2_100, 2_097],
      [2_503, 2_500],
    ]);
    expect(Math.max(...board.reads)).toBeLessThanOrEqual(1_000);
  });

  it('refuses a time that is none', async () => {
    const { get } = await startBoardServer(['Ann']);
    for (const query of ['', '?t=yesterday', '?t=-1', '?t=Infinity']) {
      const answer = await get(`${LOG}/at${query}`, 'Ann');
      expect([query, answer.statusCode, answer.json<{ code: string }>().code]).toEqual([query, 400, 'bad_request']);
    }
  });

  it('names a log that cannot be read, or whose entries do not fit together, and goes on afterwards', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    board.addNote('Ann', 'shape:a', 'hello');
    board.failing = true;
    expect((await get(`${LOG}/at?t=${board.now}`, 'Ann')).json()).toMatchObject({ code: 'storage_failed' });
    board.failing = false;
    const [lost] = board.entries.splice(2, 1);
    board.entries.push({ ...(lost as (typeof board.entries)[number]), payload: new Uint8Array([1, 2, 3]) });
    const damaged = await get(`${LOG}/at?t=${board.now}`, 'Ann');
    expect([damaged.statusCode, damaged.json<{ code: string }>().code]).toEqual([503, 'storage_failed']);
    board.entries.pop();
    expect((await get(`${LOG}/at?t=${board.now}`, 'Ann')).statusCode).toBe(200);
  });
});

describe('The history of a board', () => {
  it.each([
    [BOARD, undefined, 401, 'not_signed_in'],
    [BOARD, 'Eve', 403, 'not_member'],
    ['nowhere', 'Ann', 404, 'board_not_found'],
    ['..%2F..', 'Ann', 404, 'board_not_found'],
    ['deleted', 'Ann', 410, 'board_deleted'],
  ])('of %s answers %s with %d %s', async (board, name, status, code) => {
    const { get } = await startBoardServer(['Ann']);
    for (const path of ['history', 'history/at?t=1']) {
      const answer = await get(`/api/boards/${board}/${path}`, name);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    }
  });
});
