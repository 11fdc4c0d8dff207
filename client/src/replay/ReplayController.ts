import { ReplayCursor, ReplayLog, type Damage, type Move, type OpenCodec, type PieceSource } from '@weft/history';
import { applyUpdate } from '../sync/applyUpdate.ts';
import type { Stretch } from '@weft/history/timeline';

export const SPEEDS = [1, 2, 4, 8, 16, 32, 64] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where a replay stands. Times are ms since the epoch. */
export interface ReplayState {
  /** `failed`: there was no answer when it was opened; {@link ReplayState.trouble} says why. */
  readonly status: 'opening' | 'ready' | 'failed';
  /** From the first entry to the last; null while nothing has happened on the board. */
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Where it is, or is going. */
  readonly at: number;
  /** The last entry that is shown. */
  readonly seq: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Stretches in which nobody did anything are passed over. */
  readonly skipsPauses: boolean;
  /** At the live end, and going along with it. */
  readonly isNow: boolean;
  /** What is shown is not yet what was asked for. */
  readonly moving: boolean;
  /** The pause that was passed over last. */
  readonly skipped: { readonly at: number; readonly ms: number } | null;
  /** What is shown stands before a damaged stretch. */
  readonly gap: Damage | null;
  /** It was asked for a time before the beginning, or one that is still to come; until it is asked for another. */
  readonly outside: 'before' | 'after' | null;
  /** Why the last move was not made; it is made again when somebody asks. */
  readonly trouble: unknown;
}

/** What the outside does for a replay: frames to draw in, and a call every so often. Each gives what stops it. */
export interface Ticker {
  /** Calls with the time in ms, once a frame. */
  eachFrame(call: (now: number) => void): () => void;
  /** Calls now and then, while somebody looks. */
  nowAndThen(call: () => void): () => void;
}

export interface ReplayControllerOptions {
  readonly source: PieceSource;
  readonly codec: OpenCodec;
  readonly ticker: Ticker;
}

/** Twenty moves a second: people's hands write four times a second, and drawing a board sixty times takes a whole core. */
const MOVE_EVERY_MS = 48;
/** In playing time: a pause that takes longer than this is passed over. */
const PAUSE_MS = 2_000;
/** So much of the pause is played before the next thing happens. */
const LEAD_MS = 500;

/**
 * Plays a board's history: holds the position, moves it by time or step by step, and tells whoever listens what changes on the
 * canvas. No more than one move is under way; whatever is asked for meanwhile, the last wish counts.
 */
export class ReplayController {
  readonly log: ReplayLog;
  readonly #cursor: ReplayCursor;
  readonly #ticker: Ticker;
  readonly #listeners = new Set<() => void>();
  readonly #moveListeners = new Set<(move: Move) => void>();
  #state: ReplayState = {
    status: 'opening',
    range: null,
    at: 0,
    seq: 0,
    playing: false,
    speed: 1,
    skipsPauses: true,
    isNow: false,
    moving: false,
    skipped: null,
    gap: null,
    outside: null,
    trouble: null,
  };
  #isMoving = false;
  #moves: Promise<void> = Promise.resolve();
  #shownAt: number | null = null;
  #stretches: readonly Stretch[] | null = null;
  #lastFrame: number | null = null;
  #stopFrames: (() => void) | null = null;
  #stopLooking: (() => void) | null = null;
  #destroyed = false;

  constructor({ source, codec, ticker }: ReplayControllerOptions) {
    this.log = new ReplayLog({ source, codec });
    this.#cursor = new ReplayCursor(this.log, applyUpdate);
    this.#ticker = ticker;
  }

  readonly state = (): ReplayState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is shown; it changes with every move. */
  get records(): ReplayCursor['records'] {
    return this.#cursor.records;
  }

  /** Told of each move, after {@link ReplayController.records} has changed. */
  onMove(listener: (move: Move) => void): () => void {
    this.#moveListeners.add(listener);
    return () => this.#moveListeners.delete(listener);
  }

  /** @param t where to begin; null for the live end */
  async open(t: number | null): Promise<void> {
    this.#set({ status: 'opening', trouble: null });
    try {
      await this.log.open();
    } catch (error) {
      this.#set({ status: 'failed', trouble: error });
      return;
    }
    if (this.#destroyed) return;
    this.#set({ range: this.#range() });
    this.#stopLooking = this.#ticker.nowAndThen(() => void this.refresh());
    if (t === null) this.toNow();
    else this.seek(t);
    await this.#moves;
    if (!this.#destroyed) this.#set({ status: this.#state.trouble === null ? 'ready' : 'failed' });
  }

  /** Goes to a time; before the beginning to the beginning, in the future to now. */
  seek(t: number): void {
    const { range } = this.#state;
    if (range === null) return;
    const outside = t < range.from ? 'before' : t > range.to ? 'after' : null;
    this.#go({ at: within(range, t), isNow: t >= range.to, outside, skipped: null });
  }

  toNow(): void {
    const { range } = this.#state;
    if (range !== null) this.#go({ at: range.to, isNow: true, outside: null, skipped: null, playing: false });
    this.#follow();
  }

  toBegin(): void {
    if (this.#state.range !== null) this.seek(this.#state.range.from);
  }

  /** To the next change, or the one before. */
  async step(direction: 1 | -1): Promise<void> {
    this.pause();
    const { at, seq } = this.#state;
    try {
      const next = direction === 1 ? await this.#timeAfter(seq, at) : await this.#timeBefore(at);
      if (next !== null) this.seek(next);
    } catch (error) {
      this.#stumble(error);
    }
  }

  /** At the live end playing begins anew. */
  play(): void {
    const { range, at } = this.#state;
    if (range === null || this.#state.playing) return;
    this.#set({ playing: true, outside: null });
    if (at >= range.to) this.#go({ at: range.from, isNow: false, skipped: null });
    this.#follow();
  }

  pause(): void {
    this.#set({ playing: false });
    this.#follow();
  }

  setSpeed(speed: Speed): void {
    this.#set({ speed });
  }

  setSkipsPauses(skipsPauses: boolean): void {
    this.#set({ skipsPauses });
  }

  /** Plays these stretches and passes over what lies between; null plays all. @param stretches in order */
  playOnly(stretches: readonly Stretch[] | null): void {
    this.#stretches = stretches;
  }

  /** Asks for what happened since. At the live end it is shown; what was erased goes from any moment. */
  async refresh(): Promise<void> {
    const { generation } = this.log;
    try {
      if (!(await this.log.refresh()) || this.#destroyed) return;
    } catch {
      // No network for a moment: what is here can be played, and it is asked again soon.
      return;
    }
    const range = this.#range();
    this.#set({ range });
    if (range === null) return;
    if (generation !== this.log.generation) this.#shownAt = null;
    if (this.#state.isNow) this.#go({ at: range.to });
    else if (this.#shownAt === null) this.#go({});
  }

  destroy(): void {
    this.#destroyed = true;
    this.#stopFrames?.();
    this.#stopLooking?.();
    this.#cursor.destroy();
    this.#listeners.clear();
    this.#moveListeners.clear();
  }

  #range(): ReplayState['range'] {
    const { begin, end } = this.log;
    return begin === null || end === null ? null : { from: begin.at, to: end.at };
  }

  #set(change: Partial<ReplayState>): void {
    const names = Object.keys(change) as (keyof ReplayState)[];
    if (this.#destroyed || names.every((name) => change[name] === this.#state[name])) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #go(change: Partial<ReplayState>, moving = true): void {
    this.#set({ ...change, moving });
    if (!this.#isMoving) this.#moves = this.#move();
  }

  /** Until what is shown is what was asked for last. */
  async #move(): Promise<void> {
    this.#isMoving = true;
    try {
      while (!this.#destroyed && this.#shownAt !== this.#state.at) await this.#moveOnce(this.#state.at);
      this.#set({ trouble: null });
    } catch (error) {
      this.#shownAt = null;
      this.#stumble(error);
    } finally {
      this.#isMoving = false;
      this.#set({ moving: false });
    }
  }

  #stumble(error: unknown): void {
    this.#set({ trouble: error, playing: false });
    this.#follow();
  }

  async #moveOnce(at: number): Promise<void> {
    const seq = await this.log.seqAt(at);
    const move = await this.#cursor.moveTo(seq);
    if (this.#destroyed) return;
    this.#shownAt = at;
    this.log.prefetch(seq);
    this.#set({ seq: move.seq, gap: move.gap });
    for (const listener of this.#moveListeners) listener(move);
  }

  /** Frames are asked for only while it plays. */
  #follow(): void {
    if (this.#state.playing && this.#stopFrames === null) {
      this.#lastFrame = null;
      this.#stopFrames = this.#ticker.eachFrame((now) => {
        this.#frame(now).catch((error: unknown) => this.#stumble(error));
      });
    } else if (!this.#state.playing) {
      this.#stopFrames?.();
      this.#stopFrames = null;
    }
  }

  /** A frame in which the last move is still under way lets time stand still: nothing is left out. */
  async #frame(now: number): Promise<void> {
    const passed = this.#lastFrame === null ? 0 : now - this.#lastFrame;
    if (this.#lastFrame !== null && passed < MOVE_EVERY_MS) return;
    this.#lastFrame = now;
    const { range, at, speed, seq, skipsPauses, playing } = this.#state;
    if (range === null || this.#isMoving || !playing) return;
    const on = at + passed * speed;
    if (this.#stretches !== null && this.#passOver(this.#stretches, on)) return;
    const next = skipsPauses ? await this.#timeAfter(seq, at) : null;
    // Somebody may have asked for something else meanwhile.
    if (this.#state.at !== at || !this.#state.playing) return;
    const lead = LEAD_MS * speed;
    if (next !== null && next - on > PAUSE_MS * speed) {
      this.#go({ at: next - lead, isNow: false, skipped: { at, ms: next - at } }, false);
    } else if (on >= range.to) {
      this.toNow();
    } else this.#go({ at: on, isNow: false }, false);
  }

  /** Goes on to the next stretch, or ends after the last. @returns false while in one of them */
  #passOver(stretches: readonly Stretch[], on: number): boolean {
    const { at, speed } = this.#state;
    const lead = LEAD_MS * speed;
    const next = stretches.find(({ to }) => at <= to + lead);
    if (next === undefined) this.pause();
    else if (on < next.from - lead) this.#go({ at: next.from - lead, isNow: false, skipped: null }, false);
    else return false;
    return true;
  }

  /** When the next thing happens after a time at which `seq` is the last. */
  async #timeAfter(seq: number, at: number): Promise<number | null> {
    for (let next = seq + 1; ; next++) {
      const time = await this.log.timeOf(next);
      if (time === null || time > at) return time;
    }
  }

  async #timeBefore(at: number): Promise<number | null> {
    const last = await this.log.seqAt(at);
    const time = await this.log.timeOf(last);
    // Between two changes, the one before is where it came from.
    if (time === null || time < at) return time;
    return await this.log.timeOf(await this.log.seqAt(time - 1));
  }
}

const within = ({ from, to }: { readonly from: number; readonly to: number }, t: number): number =>
  Math.min(Math.max(t, from), to);
