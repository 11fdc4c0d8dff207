import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoard, seedBoard } from '@weft/board-model';
import type { LogEntry } from '@weft/protocol';
import * as Y from 'yjs';
import { LoggedBoard, type Peer } from '../loggedBoard.testkit.ts';
import { plainCodec } from '../sealing/sealing.testkit.ts';
import { anySteps, perform } from '../workingSteps.testkit.ts';
import { ReplayCursor, type Move } from './ReplayCursor.ts';
import { ReplayLog } from './ReplayLog.ts';
import { StoredHistory } from './storedHistory.testkit.ts';

type Records = Record<string, unknown>;

const liveRecords = (board: LoggedBoard): Records => Object.fromEntries(readBoard(board.live).records);

/** What a canvas holds that was given every move. */
class Shown {
  readonly records = new Map<string, unknown>();

  take({ put, removed }: Move): Records {
    for (const id of removed) expect(this.records.delete(id)).toBe(true);
    for (const record of put) {
      expect(this.records.get(record.id)).not.toEqual(record);
      this.records.set(record.id, record);
    }
    return Object.fromEntries(this.records);
  }
}

interface Replayed {
  readonly board: LoggedBoard;
  readonly stored: StoredHistory;
  readonly log: ReplayLog;
  readonly cursor: ReplayCursor;
  readonly shown: Shown;
}

async function replayOf(board: LoggedBoard, stored: StoredHistory, maxBytes?: number): Promise<Replayed> {
  const log = new ReplayLog({ source: stored, codec: plainCodec, ...(maxBytes === undefined ? {} : { maxBytes }) });
  await log.open();
  return { board, stored, log, cursor: new ReplayCursor(log), shown: new Shown() };
}

/** A note that is moved once an entry: after entry n + 2 it stands at x = n. */
function movedNote(moves: number): { board: LoggedBoard; stored: StoredHistory } {
  const board = new LoggedBoard(1);
  const [ann] = board.peers as [Peer];
  seedBoard(board.live);
  ann.addNote('shape:a', [0, 0], 'abc');
  for (let i = 1; i <= moves; i++) {
    board.now += 1_000;
    ann.set('shape:a', 'xy', [i, 0]);
  }
  return { board, stored: new StoredHistory(board.log) };
}

const xOf = (cursor: ReplayCursor): unknown => (cursor.records.get('shape:a') as { x?: number } | undefined)?.x;

describe('[H7] the board at any moment', () => {
  it('equals the live document then, in whatever order moments are asked for, across seals, keyframes, tracks, cache limits and growth', async () => {
    const seals = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.boolean(), fc.boolean()), { maxLength: 8 });
    const targets = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        anySteps,
        anySteps,
        seals,
        targets,
        fc.constantFrom(0, 2_000, 1e7),
        async (first, second, ...rest) => {
          const [cuts, asked, maxBytes] = rest;
          const board = new LoggedBoard(3);
          const moments = new Map<number, Records>();
          const work = (steps: typeof first) => {
            for (const step of steps) {
              perform(board, step);
              moments.set(board.log.length, liveRecords(board));
            }
          };
          seedBoard(board.live);
          work(first);
          const stored = new StoredHistory(board.log);
          const seal = () => {
            for (const [length, withKeyframe, withTrack] of cuts) {
              stored.seal(stored.sealed + length, withKeyframe);
              if (withTrack) stored.addTrack();
            }
          };
          seal();
          if (maxBytes === 0) stored.prune();
          const { log, cursor, shown } = await replayOf(board, stored, maxBytes);
          const visit = async () => {
            const seqs = [...moments.keys()];
            for (const choice of asked) {
              const seq = seqs[choice % seqs.length] as number;
              const move = await cursor.moveTo(seq);
              expect([move.seq, move.gap]).toEqual([seq, null]);
              expect(shown.take(move)).toEqual(moments.get(seq));
            }
          };
          await visit();
          work(second);
          seal();
          stored.prune();
          await log.refresh();
          expect(log.end).toMatchObject({ seq: board.log.length });
          await visit();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is found by time: the last entry not after it, nothing before the first, everything after the last', async () => {
    const { board, stored } = movedNote(20);
    stored.seal(9, true);
    stored.seal(15, false);
    const { log } = await replayOf(board, stored);
    for (const { at } of board.log) {
      const last = board.log.findLast((entry) => entry.at <= at)?.seq;
      expect(await log.seqAt(at)).toBe(last);
      expect(await log.seqAt(at + 999)).toBe(last);
    }
    expect(await log.seqAt(0)).toBe(0);
    expect(await log.seqAt(board.now + 1e9)).toBe(board.log.length);
    expect(await log.timeOf(12)).toBe(board.log[11]?.at);
    expect([await log.timeOf(0), await log.timeOf(999)]).toEqual([null, null]);
  });

  it('is empty but for a page before the first entry', async () => {
    const { board, stored } = movedNote(3);
    const { cursor } = await replayOf(board, stored);
    await cursor.moveTo(5);
    const move = await cursor.moveTo(0);
    expect(move.removed).toContain('shape:a');
    expect([...cursor.records.values()].map(({ typeName }) => typeName).toSorted()).toEqual(['document', 'page']);
  });
});

describe('[H8] a replay fetches only what it needs, once, and keeps only so much', () => {
  it('goes to a moment by the keyframe before it and the segments between, and on from where it is', async () => {
    const { board, stored } = movedNote(38);
    for (let last = 10; last <= 30; last += 10) stored.seal(last, true);
    const { cursor } = await replayOf(board, stored);
    stored.asked.length = 0;
    await cursor.moveTo(25);
    expect(stored.asked.toSorted()).toEqual(['keyframe 20', 'segment 21']);
    await cursor.moveTo(28);
    await cursor.moveTo(24);
    expect(stored.asked).toHaveLength(2);
    expect(xOf(cursor)).toBe(22);
  });

  it('forgets the least recently used when it is more than the limit, and fetches it again', async () => {
    const { board, stored } = movedNote(38);
    for (let last = 10; last <= 40; last += 10) stored.seal(last, false);
    const { cursor, log } = await replayOf(board, stored, 4_000);
    await cursor.moveTo(40);
    expect(log.bytes).toBeLessThanOrEqual(4_000);
    await cursor.moveTo(5);
    expect(stored.asked.filter((name) => name === 'segment 1')).toHaveLength(2);
    expect(xOf(cursor)).toBe(3);
  });

  it('grows with the board, and asks what was sealed when much of it was not', async () => {
    const { board, stored } = movedNote(8);
    const { cursor, log } = await replayOf(board, stored);
    const [ann] = board.peers as [Peer];
    for (let i = 9; i < 49; i++) {
      ann.set('shape:a', 'xy', [i, 0]);
      stored.seal(board.log.length - 2, false);
      expect(await log.refresh()).toBe(true);
      expect((await cursor.moveTo(board.log.length)).seq).toBe(board.log.length);
      expect(xOf(cursor)).toBe(i);
    }
    expect(await log.refresh()).toBe(false);
    await cursor.moveTo(7);
    expect(xOf(cursor)).toBe(5);
  });
});

describe('[H10] a keyframe that was pruned since it was listed', () => {
  it('is looked for in the list again, and goes no further than it is pruned for', async () => {
    const { board, stored } = movedNote(58);
    for (let last = 10; last <= 30; last += 10) stored.seal(last, true);
    const { cursor, log } = await replayOf(board, stored);
    stored.seal(40, true);
    stored.prune();
    expect(await cursor.moveTo(25)).toMatchObject({ seq: 25, gap: null });
    expect(xOf(cursor)).toBe(23);
    expect(await cursor.moveTo(55)).toMatchObject({ seq: 55, gap: null });
    expect(xOf(cursor)).toBe(53);
    expect(log.damages).toEqual([]);
    expect(stored.asked.filter((name) => name === 'keyframe 20')).toHaveLength(2);
  });

  it('that the list still names and the server has no more is a damaged one', async () => {
    const { board, stored } = movedNote(38);
    for (let last = 10; last <= 30; last += 10) stored.seal(last, true);
    const { cursor, log } = await replayOf(board, stored);
    stored.keyframe = async () => ({ ok: false, why: 'gone', words: 'the server has it no more' });
    expect(await cursor.moveTo(25)).toMatchObject({ seq: 25, gap: null });
    expect(log.damages.map(({ what, seq }) => [what, seq])).toEqual([
      ['keyframe', 10],
      ['keyframe', 20],
    ]);
  });
});

describe('[H9] what is damaged is named, and the rest still plays', () => {
  it('shows the board as it was before a damaged segment until the next keyframe, and from there on everything', async () => {
    const { board, stored } = movedNote(38);
    stored.seal(10, false);
    stored.seal(20, false);
    stored.seal(30, true);
    stored.seal(40, false);
    stored.damage('segment 11');
    const { cursor, log } = await replayOf(board, stored);
    expect(await cursor.moveTo(5)).toMatchObject({ seq: 5, gap: null });
    expect(await cursor.moveTo(25)).toMatchObject({ seq: 10, gap: { what: 'entries', seq: 11, last: 20 } });
    expect(xOf(cursor)).toBe(8);
    expect(await cursor.moveTo(30)).toMatchObject({ seq: 30, gap: null });
    expect(await cursor.moveTo(35)).toMatchObject({ seq: 35, gap: null });
    expect(xOf(cursor)).toBe(33);
    expect(log.damages).toEqual([{ what: 'entries', seq: 11, last: 20, words: 'its bytes do not match its SHA-256' }]);
    expect(await log.seqAt(board.log[14]?.at ?? 0)).toBe(10);
  });

  it('goes by the keyframe before one that is damaged, whole history or none', async () => {
    const { board, stored } = movedNote(38);
    for (let last = 10; last <= 30; last += 10) stored.seal(last, true);
    stored.damage('keyframe 20');
    stored.damage('keyframe 10');
    const { cursor, log } = await replayOf(board, stored);
    expect(await cursor.moveTo(25)).toMatchObject({ seq: 25, gap: null });
    expect(xOf(cursor)).toBe(23);
    expect(log.damages.map(({ what, seq }) => [what, seq])).toEqual([
      ['keyframe', 10],
      ['keyframe', 20],
    ]);
  });

  it('names entries that do not fit what is before them, and stays before them', async () => {
    const { board } = movedNote(18);
    // What came after it refers to an entry that is not there.
    const lacking = board.log.filter(({ seq }) => seq !== 11).map((entry, index) => ({ ...entry, seq: index + 1 }));
    const stored = new StoredHistory(lacking);
    stored.seal(10, false);
    stored.seal(15, false);
    const { cursor } = await replayOf(board, stored);
    expect(await cursor.moveTo(14)).toMatchObject({ seq: 10, gap: { seq: 11, last: 15 } });
    expect(xOf(cursor)).toBe(8);
  });

  it('leaves the replay where it was when the network fails, and goes on when it is back', async () => {
    const { board, stored } = movedNote(18);
    stored.seal(10, true);
    stored.seal(20, true);
    const { cursor } = await replayOf(board, stored);
    await cursor.moveTo(5);
    const fetch = stored.segment.bind(stored);
    stored.segment = () => Promise.reject(new Error('no network'));
    await expect(cursor.moveTo(15)).rejects.toThrow('no network');
    expect(xOf(cursor)).toBe(3);
    stored.segment = fetch;
    expect(await cursor.moveTo(15)).toMatchObject({ seq: 15, gap: null });
  });
});

describe('[H12] what a track tells of', () => {
  it('is shown by it alone, whichever way, and what comes after it by entries again', async () => {
    const { board, stored } = movedNote(38);
    stored.seal(10, true);
    stored.addTrack();
    stored.seal(30, true);
    stored.addTrack();
    const { cursor, shown, log } = await replayOf(board, stored);
    stored.asked.length = 0;
    for (const seq of [25, 12, 30, 5, 10, 29]) {
      expect(shown.take(await cursor.moveTo(seq))).toMatchObject({ 'shape:a': { x: seq - 2 } });
      expect(cursor.seq).toBe(seq);
    }
    expect(stored.asked).toEqual(['track 10', 'track 0']);
    for (const seq of [31, 40, 30, 33]) {
      expect(shown.take(await cursor.moveTo(seq))).toMatchObject({ 'shape:a': { x: seq - 2 } });
    }
    expect(stored.asked).toContain('keyframe 30');
    expect(log.damages).toEqual([]);
  });

  it('shares with what was shown before all that is as it was, so that a canvas draws only what is new', async () => {
    const { board, stored } = movedNote(18);
    stored.seal(10, true);
    stored.addTrack();
    const { cursor } = await replayOf(board, stored);
    const propsAt = async (seq: number) => {
      await cursor.moveTo(seq);
      return (cursor.records.get('shape:a') as { props: object }).props;
    };
    const props = await propsAt(5);
    expect(await propsAt(15)).toBe(props);
    await cursor.moveTo(0);
    expect(cursor.records.has('shape:a')).toBe(false);
    expect(await propsAt(7)).toBe(props);
  });

  it('is played from entries where the track is damaged, and through entries that are damaged by the track', async () => {
    const { board, stored } = movedNote(58);
    for (let last = 10; last <= 50; last += 10) {
      stored.seal(last, true);
      stored.addTrack();
    }
    stored.damage('track 10');
    stored.damage('segment 31');
    const { cursor, log } = await replayOf(board, stored);
    for (const seq of [15, 35]) {
      expect(await cursor.moveTo(seq)).toMatchObject({ seq, gap: null });
      expect(xOf(cursor)).toBe(seq - 2);
    }
    expect(log.damages).toMatchObject([{ what: 'track', seq: 11, last: 20 }]);
  });
});

describe('[H11] what was erased is not shown any more', () => {
  it.each(['sealed', 'not sealed'])('where it was fetched before, %s, and at any moment', async (how) => {
    const { board, stored } = movedNote(38);
    if (how === 'sealed') for (let last = 10; last <= 30; last += 10) stored.seal(last, true);
    if (how === 'sealed') stored.addTrack();
    const { cursor, log, shown } = await replayOf(board, stored);
    for (const seq of [40, 12, 25]) shown.take(await cursor.moveTo(seq));
    const { generation } = log;
    stored.rewrite(emptied(board));
    expect(await log.refresh()).toBe(true);
    expect(log.generation).not.toBe(generation);
    for (const seq of [25, 26, 12, 40]) {
      expect(shown.take(await cursor.moveTo(seq))).not.toHaveProperty('shape:a');
      expect(cursor.seq).toBe(seq);
    }
  });

  it('where it is found out only by what is fetched for a move', async () => {
    const { board, stored } = movedNote(38);
    stored.seal(20, true);
    const { cursor, log } = await replayOf(board, stored, 0);
    await cursor.moveTo(25);
    stored.rewrite(emptied(board));
    await cursor.moveTo(await log.seqAt((board.log[17]?.at ?? 0) + 1));
    expect([cursor.seq, cursor.records.has('shape:a')]).toEqual([18, false]);
  });
});

/** The same times, without what was done. */
function emptied(board: LoggedBoard): LogEntry[] {
  const doc = new Y.Doc();
  doc.getMap('something').set('else', 1);
  const payload = Y.encodeStateAsUpdate(doc);
  return board.log.map((entry) => ({ ...entry, payload }));
}
