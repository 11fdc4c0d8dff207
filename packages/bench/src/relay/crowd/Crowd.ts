import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerBoard, RunningPeer, Seat } from '../peers/Peer.ts';
import { ProcessMeter } from '../processUsage.ts';
import { Client, type Editors } from './Client.ts';
import { Observation } from './Observation.ts';
import { Pacer } from './Pacer.ts';
import type { Histogram } from '../Histogram.ts';

export interface Load {
  readonly boards: number;
  /** On each board; so are the others. */
  readonly people: number;
  readonly editors: number;
  readonly probes: number;
  readonly cursorHz: number;
  readonly editHz: number;
}

export interface LoadResult {
  readonly people: number;
  readonly serverCores: number;
  readonly edits: Histogram;
  readonly saved: Histogram;
  /** Edits that a probe had not got well after the end. */
  readonly missing: number;
  readonly editsPerSecond: number;
  /** How often one sees each other cursor move. */
  readonly cursorHz: number;
  /** What all clients together were sent. */
  readonly megabytesPerSecond: number;
  /** Sockets that the relay closed or never let in. */
  readonly lost: number;
  readonly generatorCores: number;
  readonly generatorLateMs: number;
}

interface Board {
  readonly place: PeerBoard;
  readonly editors: Editors;
  readonly clients: Set<Client>;
}

interface Part {
  readonly editor?: boolean;
  readonly probe?: boolean;
  readonly cursorHz?: number;
  readonly editHz?: number;
}

const BEAT_MS = 1;
const SETTLE_MS = 1_500;
/** So long after the end an edit may still arrive before it counts as missing. */
const DRAIN_MS = 1_500;
/** So many come in at the same time while a crowd gathers. */
const DOOR = 10;

/** All simulated people of one load on one relay. */
export class Crowd {
  readonly observation = new Observation();
  readonly #peer: RunningPeer;
  readonly #load: Load;
  readonly #pacer = new Pacer();
  readonly #boards: Board[] = [];
  readonly #endings = new Map<Client, (() => void)[]>();
  #timer: NodeJS.Timeout | null = null;
  #lost = 0;
  /** Numbers never repeat, also not when somebody leaves. */
  #lastEditor = 0;

  private constructor(peer: RunningPeer, load: Load) {
    this.#peer = peer;
    this.#load = load;
  }

  /** Brings all people of a load onto their boards; they begin when everybody is there. */
  static async gather(peer: RunningPeer, load: Load): Promise<Crowd> {
    const crowd = new Crowd(peer, load);
    for (let number = 0; number < load.boards; number++) {
      const board = { place: await peer.board(), editors: new Map(), clients: new Set<Client>() };
      crowd.#boards.push(board);
      await crowd.growTo(load.people, number);
    }
    crowd.#timer = setInterval(() => crowd.#pacer.run(performance.now()), BEAT_MS);
    return crowd;
  }

  /** The people of one board. */
  peopleOn(board: number): readonly Client[] {
    return [...(this.#boards[board]?.clients ?? [])];
  }

  seat(board: number): Promise<Seat> {
    return this.#board(board).place.seat();
  }

  /** More people come to a board, until there are so many. Editors come first, then probes. */
  async growTo(people: number, number = 0): Promise<void> {
    const board = this.#board(number);
    const { editors, probes, cursorHz, editHz } = this.#load;
    for (let count = board.clients.size; count < people; count += DOOR) {
      const group = Array.from({ length: Math.min(DOOR, people - count) }, (_, i) => count + i);
      const seats: Seat[] = [];
      for (const _ of group) seats.push(await board.place.seat());
      const comers = group.map((place, i) => {
        const part = { editor: place < editors, probe: place >= editors && place < editors + probes };
        return this.enter(number, seats[i] as Seat, { ...part, cursorHz, editHz });
      });
      await Promise.all(comers.map(({ welcome }) => welcome));
    }
  }

  /** One person comes to a board, and acts as soon as they are in. */
  enter(number: number, seat: Seat, { editor = false, probe = false, cursorHz = 0, editHz = 0 }: Part): Client {
    const board = this.#board(number);
    const client = new Client({
      port: this.#peer.server.port,
      seat,
      observation: this.observation,
      editors: board.editors,
      editor: editor ? (this.#lastEditor += 1) : null,
      probe,
    });
    board.clients.add(client);
    void client.welcome.then((took) => {
      if (took === null) return this.#lose(board, client);
      const now = performance.now();
      client.addNote();
      const cursor = cursorHz > 0 ? [this.#pacer.add(cursorHz, now, () => client.moveCursor())] : [];
      const edits = editor && editHz > 0 ? [this.#pacer.add(editHz, now, () => client.moveNote())] : [];
      this.#endings.set(client, [...cursor, ...edits]);
    });
    return client;
  }

  leave(number: number, client: Client): void {
    for (const end of this.#endings.get(client) ?? []) end();
    this.#endings.delete(client);
    this.#board(number).clients.delete(client);
    client.leave();
  }

  /** Lets the load run, and says what became of what was sent in these seconds. */
  async measure(seconds: number, meanwhile: () => Promise<void> = async () => undefined): Promise<LoadResult> {
    await sleep(SETTLE_MS);
    const server = new ProcessMeter(this.#peer.server.pid);
    const generator = new ProcessMeter(process.pid);
    const [began, bytesBefore] = [performance.now(), this.#bytesIn()];
    this.#pacer.lateness = new Pacer().lateness;
    this.observation.begin(began);
    await Promise.all([sleep(seconds * 1_000), meanwhile()]);
    const took = (performance.now() - began) / 1_000;
    const usage = { serverCores: server.cores(), generatorCores: generator.cores() };
    const generatorLateMs = this.#pacer.lateness.percentile(0.99);
    const bytes = this.#bytesIn() - bytesBefore;
    this.observation.end(performance.now());
    await sleep(DRAIN_MS);
    return {
      ...usage,
      ...this.#tally(took),
      megabytesPerSecond: bytes / took / 1e6,
      generatorLateMs,
    };
  }

  /** Everybody leaves. */
  disperse(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const { clients } of this.#boards) for (const client of clients) client.leave();
  }

  #tally(seconds: number) {
    const clients = this.#boards.flatMap((board) => [...board.clients]);
    const probes = clients.filter(({ isProbe }) => isProbe);
    const now = performance.now();
    const missing = probes.reduce((sum, probe) => sum + probe.giveUpOnMissing(now), 0);
    const pairs = this.#boards.reduce((sum, board) => {
      const here = [...board.clients];
      return sum + here.filter(({ isProbe }) => isProbe).length * (here.length - 1);
    }, 0);
    const { edits, saved, cursors } = this.observation;
    const ended = clients.filter(({ isClosed }) => isClosed).length;
    return {
      people: clients.length,
      edits,
      saved,
      missing,
      editsPerSecond: edits.count / seconds / Math.max(1, this.#load.probes),
      cursorHz: cursors / seconds / Math.max(1, pairs),
      lost: this.#lost + ended,
    };
  }

  #lose(board: Board, client: Client): void {
    this.#lost += 1;
    board.clients.delete(client);
    client.leave();
  }

  #bytesIn(): number {
    return this.#boards.reduce(
      (sum, { clients }) => [...clients].reduce((inner, { socket }) => inner + socket.bytesIn, sum),
      0,
    );
  }

  #board(number: number): Board {
    const board = this.#boards[number];
    if (board === undefined) throw new Error(`there is no board ${number}`);
    return board;
  }
}
