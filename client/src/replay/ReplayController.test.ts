import { describe, expect, it, onTestFinished } from 'vitest';
import { seedBoard } from '@weft/board-model';
import type { Move } from '@weft/history';
import { LoggedBoard, type Peer } from '../../../packages/history/src/loggedBoard.testkit.ts';
import { StoredHistory } from '../../../packages/history/src/replay/storedHistory.testkit.ts';
import { plainCodec } from '../../../packages/history/src/sealing/sealing.testkit.ts';
import { ReplayController, type Ticker } from './ReplayController.ts';

const SECOND = 1_000;
/** An update in which nothing is. */
const NOTHING = new Uint8Array([0, 0]);

/** Frames and looks that come when the test says so. */
class TestTicker implements Ticker {
  now = 0;
  readonly #frames = new Set<(now: number) => void>();
  readonly #looks = new Set<() => void>();

  get isAskedForFrames(): boolean {
    return this.#frames.size > 0;
  }

  eachFrame(call: (now: number) => void): () => void {
    this.#frames.add(call);
    return () => this.#frames.delete(call);
  }

  nowAndThen(call: () => void): () => void {
    this.#looks.add(call);
    return () => this.#looks.delete(call);
  }

  look(): void {
    for (const call of this.#looks) call();
  }

  frame(ms: number): void {
    this.now += ms;
    for (const call of this.#frames) call(this.now);
  }
}

/** Lets everything that waits for nothing outside come to its end. */
const rest = () => new Promise((resolve) => setTimeout(resolve));

/** A board with a note that is moved at these seconds after it was made: at the n-th it stands at x = n. */
async function replayOf(moves: readonly number[], { t = null as number | null, open = true } = {}) {
  const board = new LoggedBoard(1);
  const [ann] = board.peers as [Peer];
  const began = board.now;
  const moveAt = (second: number, x: number) => {
    board.now = began + second * SECOND;
    ann.set('shape:a', 'xy', [x, 0]);
  };
  seedBoard(board.live);
  ann.addNote('shape:a', [0, 0], 'abc');
  moves.forEach((second, index) => moveAt(second, index + 1));
  const ticker = new TestTicker();
  const source = new StoredHistory(board.log);
  const replay = new ReplayController({ source, codec: plainCodec, ticker });
  onTestFinished(() => replay.destroy());
  if (open) await replay.open(t === null ? null : began + t * SECOND);
  const seconds = () => (replay.state().at - began) / SECOND;
  const x = () => (replay.records.get('shape:a') as { x?: number } | undefined)?.x;
  return { board, source, replay, ticker, seconds, x, moveAt, at: (second: number) => began + second * SECOND };
}

describe('a replay that is opened', () => {
  it('stands at the live end, or at the time that was asked for', async () => {
    const now = await replayOf([10, 20, 30]);
    expect([now.replay.state().status, now.replay.state().isNow, now.x()]).toEqual(['ready', true, 3]);
    const then = await replayOf([10, 20, 30], { t: 25 });
    expect([then.replay.state().isNow, then.seconds(), then.x()]).toEqual([false, 25, 2]);
  });

  it('goes to the beginning or to now for times outside, and says so until another is asked for', async () => {
    const early = await replayOf([10], { t: -100 });
    expect([early.replay.state().outside, early.seconds(), early.x()]).toEqual(['before', 0, 0]);
    const late = await replayOf([10], { t: 100 });
    expect([late.replay.state().outside, late.replay.state().isNow, late.x()]).toEqual(['after', true, 1]);
    late.replay.toBegin();
    expect(late.replay.state().outside).toBeNull();
  });

  it('of a board without a history is ready and has no range', async () => {
    const replay = new ReplayController({ source: new StoredHistory([]), codec: plainCodec, ticker: new TestTicker() });
    await replay.open(5);
    replay.play();
    expect(replay.state()).toMatchObject({ status: 'ready', range: null, playing: false });
    replay.destroy();
  });

  it('says why when there is no answer, and can be opened again', async () => {
    const { replay, source, x } = await replayOf([10], { open: false });
    const list = source.list.bind(source);
    source.list = () => Promise.reject(new Error('no network'));
    await replay.open(null);
    expect(replay.state()).toMatchObject({ status: 'failed', trouble: new Error('no network') });
    source.list = list;
    await replay.open(null);
    expect([replay.state().status, x()]).toEqual(['ready', 1]);
  });
});

describe('moving a replay', () => {
  it('shows what was asked for last, however quickly one asks, and tells the canvas only differences', async () => {
    const { replay, at, x } = await replayOf([10, 20, 30]);
    const moves: Move[] = [];
    replay.onMove((move) => moves.push(move));
    for (const second of [5, 15, 25, 12]) replay.seek(at(second));
    expect(replay.state()).toMatchObject({ at: at(12), moving: true });
    await rest();
    expect([replay.state().moving, x()]).toEqual([false, 1]);
    expect(moves.length).toBeLessThanOrEqual(2);
    expect(moves.at(-1)?.put.map(({ id }) => id)).toEqual(['shape:a']);
  });

  it('steps from change to change, both ways, and no further than there are any', async () => {
    const { replay, seconds, at } = await replayOf([10, 20, 30], { t: 15 });
    const visited: number[] = [];
    for (const direction of [1, 1, 1, -1, -1] as const) {
      await replay.step(direction);
      await rest();
      visited.push(seconds());
    }
    expect(visited).toEqual([20, 30, 30, 20, 10]);
    replay.seek(at(17));
    await replay.step(-1);
    expect(seconds()).toBe(10);
  });

  it('stays where it is when the network fails, says so, and goes on when somebody asks again', async () => {
    const { replay, source, at, x } = await replayOf([10, 20, 30]);
    const fault = new Error('no network');
    const log = replay.log;
    const seqAt = log.seqAt.bind(log);
    log.seqAt = () => Promise.reject(fault);
    replay.seek(at(15));
    await rest();
    expect(replay.state()).toMatchObject({ trouble: fault, moving: false, playing: false });
    log.seqAt = seqAt;
    replay.seek(at(15));
    await rest();
    expect([replay.state().trouble, x()]).toEqual([null, 1]);
    expect(source.asked).not.toEqual([]);
  });
});

describe('playing', () => {
  it('goes as fast as it is told, frame by frame, and asks for frames only while it plays', async () => {
    const { replay, ticker, seconds, x } = await replayOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], { t: 0 });
    replay.play();
    ticker.frame(0);
    for (let i = 0; i < 4; i++) {
      ticker.frame(250);
      await rest();
    }
    expect([seconds(), x()]).toEqual([1, 1]);
    replay.setSpeed(4);
    ticker.frame(500);
    await rest();
    expect([seconds(), x()]).toEqual([3, 3]);
    replay.pause();
    expect(ticker.isAskedForFrames).toBe(false);
  });

  it('ends at now, and begins anew from there', async () => {
    const { replay, ticker, seconds } = await replayOf([1, 2], { t: 1 });
    replay.play();
    ticker.frame(0);
    ticker.frame(5_000);
    await rest();
    expect(replay.state()).toMatchObject({ playing: false, isNow: true });
    replay.play();
    await rest();
    expect([replay.state().playing, seconds()]).toEqual([true, 0]);
  });

  it('plays only the stretches it is told, from just before each, and ends after the last', async () => {
    const moves = Array.from({ length: 100 }, (_, index) => index + 1);
    const { replay, ticker, seconds, at } = await replayOf(moves, { t: 0 });
    replay.playOnly([
      { from: at(20), to: at(21) },
      { from: at(60), to: at(60) },
    ]);
    replay.play();
    const visited: number[] = [];
    for (let frames = 0; frames < 12; frames++) {
      ticker.frame(frames === 0 ? 0 : 500);
      await rest();
      visited.push(seconds());
    }
    expect(visited.slice(0, 8)).toEqual([19.5, 20, 20.5, 21, 21.5, 22, 59.5, 60]);
    expect(replay.state().playing).toBe(false);
    replay.playOnly(null);
    replay.seek(at(1));
    await rest();
    replay.play();
    ticker.frame(0);
    ticker.frame(1_000);
    await rest();
    expect(seconds()).toBe(2);
  });

  it('passes over pauses, to just before what comes next, and says how long they were', async () => {
    const { replay, ticker, seconds } = await replayOf([1, 3_600], { t: 1 });
    replay.play();
    ticker.frame(0);
    ticker.frame(50);
    await rest();
    expect(seconds()).toBe(3_599.5);
    expect(replay.state().skipped?.ms).toBe(3_599 * SECOND);
    replay.setSkipsPauses(false);
    replay.seek(replay.state().range?.from ?? 0);
    await rest();
    ticker.frame(1_500);
    await rest();
    expect([seconds(), replay.state().skipped]).toEqual([1.5, null]);
  });
});

describe('a board that is worked on', () => {
  it('grows the range; at the live end the replay goes along, elsewhere it stays', async () => {
    const { replay, ticker, moveAt, seconds, x, at } = await replayOf([10]);
    moveAt(20, 2);
    ticker.look();
    await rest();
    expect([replay.state().range?.to, x(), replay.state().isNow]).toEqual([at(20), 2, true]);
    replay.seek(at(12));
    await rest();
    moveAt(30, 3);
    ticker.look();
    await rest();
    expect([replay.state().range?.to, seconds(), x()]).toEqual([at(30), 12, 1]);
  });

  it('takes from what is shown what was erased meanwhile, and stays where it is', async () => {
    const { board, source, replay, ticker, seconds, x, at } = await replayOf([10, 20, 30]);
    replay.seek(at(12));
    await rest();
    expect(x()).toBe(1);
    const gone: string[] = [];
    replay.onMove(({ removed }) => gone.push(...removed));
    source.rewrite(board.log.map((entry) => ({ ...entry, payload: NOTHING })));
    ticker.look();
    await rest();
    expect([seconds(), gone, replay.records.has('shape:a')]).toEqual([12, ['shape:a'], false]);
    expect(replay.state()).toMatchObject({ trouble: null, gap: null });
  });
});
