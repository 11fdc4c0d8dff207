import { expect } from '@playwright/test';
import * as Y from 'yjs';
import type { HistoryEntry, WeftApi } from '../WeftApi.ts';
import { Peer } from './Peer.ts';
import { notesFrom, notesOf } from './notes.ts';
import type { SeededRandom } from './seededRandom.ts';
import { Writer } from './Writer.ts';

const BACK_WITHIN_MS = 20_000;

export interface WrittenBoardOptions {
  readonly api: WeftApi;
  /** The server itself. */
  readonly origin: string;
  /** The way to it that can be shut; the writers take this one. */
  readonly gateOrigin: string;
  readonly name: string;
  readonly writers: number;
  readonly random: SeededRandom;
}

/** A board with people who write on it, and the checks of what a kill may not cost them. */
export class WrittenBoard {
  readonly #options: WrittenBoardOptions;
  readonly #boardId: string;
  readonly #witnessToken: string;
  readonly #people: ReadonlySet<string>;
  readonly #writers: readonly Writer[];
  /** The log as it was when it was last looked at. */
  #log: readonly HistoryEntry[] = [];

  private constructor(options: WrittenBoardOptions, board: { id: string; token: string; guests: Guests }) {
    this.#options = options;
    this.#boardId = board.id;
    this.#witnessToken = board.token;
    this.#people = new Set(board.guests.map(({ person }) => person.id));
    this.#writers = board.guests.map(
      ({ token }, at) =>
        new Writer(`${options.name}${at}`, options.random, { origin: options.gateOrigin, boardId: board.id, token }),
    );
  }

  /** Makes a board, lets guests join it by its code, and connects them. */
  static async open(options: WrittenBoardOptions): Promise<WrittenBoard> {
    const { api, name, writers } = options;
    const maker = await api.guest(`Maker of ${name}`);
    const { id } = await api.board(maker.token, `Board ${name}`);
    const { code } = await api.link(maker.token, id, 'participant');
    const others = await Promise.all(
      Array.from({ length: writers - 1 }, (_, at) => api.guest(`Writer ${name}${at + 1}`)),
    );
    for (const { token } of others) await api.join(token, code);
    const board = new WrittenBoard(options, { id, token: maker.token, guests: [maker, ...others] });
    await board.everyoneIsBack();
    return board;
  }

  start(): void {
    for (const writer of this.#writers) writer.start();
  }

  pause(): void {
    for (const writer of this.#writers) writer.pause();
  }

  /** How many entries the log had when it was last looked at. */
  get logged(): number {
    return this.#log.length;
  }

  /** Waits until every writer is connected again, all of its work is saved and all copies are equal. */
  async everyoneIsBack(): Promise<void> {
    const closed = this.#writers.map((writer) => writer.closed);
    expect(closed, 'no writer was turned away').toEqual(this.#writers.map(() => null));
    await expect
      .poll(() => this.#writers.filter((writer) => writer.closed !== null || !writer.allSaved).map(waitingFor), {
        message: 'every writer comes back by itself and all of its work is saved',
        timeout: BACK_WITHIN_MS,
      })
      .toEqual([]);
    const states = () => new Set(this.#writers.map(({ doc }) => JSON.stringify(sorted(notesOf(doc)))));
    await expect.poll(() => states().size, { message: 'all copies are equal', timeout: BACK_WITHIN_MS }).toBe(1);
  }

  /** Right after a restart, with the writers shut out: compares what the server has with what it owes. */
  async verifyKept(): Promise<void> {
    const witness = new Peer({ origin: this.#options.origin, boardId: this.#boardId, token: this.#witnessToken });
    try {
      await expect.poll(() => witness.closed ?? witness.provider.synced, { intervals: [10] }).toBe(true);
      this.#verifyWork(witness.doc);
      verifyNothingTwice(witness.doc);
      await this.#verifyLog(witness.doc);
    } finally {
      witness.destroy();
    }
  }

  destroy(): void {
    for (const writer of this.#writers) writer.destroy();
  }

  #verifyWork(kept: Y.Doc): void {
    const deleted = Y.createDeleteSetFromStructStore(kept.store);
    const isGone = (client: number, clock: number) => Y.isDeleted(deleted, Y.createID(client, clock));
    for (const writer of this.#writers) {
      const own = writer.acknowledged();
      const has = Y.getState(kept.store, writer.doc.clientID);
      expect(has, `[I2] what writer ${writer.doc.clientID} was told is saved`).toBeGreaterThanOrEqual(own.clock);
      const back = own.deletions.flatMap(clocksOf).filter(([client, clock]) => !isGone(client, clock));
      expect(back, '[I2] no deletion that was told saved is undone').toEqual([]);
      const { clocks, deletions } = writer.delivered();
      for (const [client, clock] of clocks)
        expect(Y.getState(kept.store, client), `[I2] what was delivered of ${client}`).toBeGreaterThanOrEqual(clock);
      const undone = [...deletions].flatMap(([client, set]) => [...set].filter((clock) => !isGone(client, clock)));
      expect(undone, '[I2] no delivered deletion is undone').toEqual([]);
    }
  }

  async #verifyLog(live: Y.Doc): Promise<void> {
    const { api } = this.#options;
    const log = await api.history(this.#witnessToken, this.#boardId, 0);
    expect(log.slice(0, this.#log.length), 'what was logged stays as it was').toEqual(this.#log);
    expect(
      log.findIndex(({ seq }, at) => seq !== at + 1),
      'seq is gap-free from 1',
    ).toBe(-1);
    expect(
      log.findIndex(({ at }, i) => at < (log[i - 1]?.at ?? 0)),
      'time never goes back',
    ).toBe(-1);
    const strangers = log.filter(
      ({ kind, personId }) => kind === 'update' && personId !== null && !this.#people.has(personId),
    );
    expect(strangers, '[I3] every update has its person').toEqual([]);
    const savedSeq = Math.max(...this.#writers.map((writer) => writer.savedSeq));
    expect(log.length, '[I2] every entry told durable is in the log').toBeGreaterThanOrEqual(savedSeq);
    this.#log = log;

    const replayed = await api.boardAt(this.#witnessToken, this.#boardId, Date.now() + 60_000);
    expect(replayed.seq, '[I1] the whole log was replayed').toBe(log.length);
    expect(sorted(notesFrom(replayed.records)), '[I1] replaying the log gives the live document').toEqual(
      sorted(notesOf(live)),
    );
  }
}

type Guests = readonly { readonly person: { readonly id: string }; readonly token: string }[];

const sorted = (notes: ReadonlyMap<string, unknown>) => [...notes].toSorted(byId);

const byId = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

const waitingFor = ({ doc, provider, closed }: Writer) => ({ client: doc.clientID, synced: provider.synced, closed });

const clocksOf = ({ client, clock, length }: { client: number; clock: number; length: number }) =>
  Array.from({ length }, (_, offset) => [client, clock + offset] as const);

function verifyNothingTwice(doc: Y.Doc): void {
  const words = [...notesOf(doc).values()].flatMap(({ text }) => text.match(/<[^>]*>/g) ?? []);
  const twice = words.filter((word, at) => words.indexOf(word) !== at);
  expect(twice, 'no word came back a second time').toEqual([]);
}
