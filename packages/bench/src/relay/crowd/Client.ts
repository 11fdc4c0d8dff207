import type { Seat } from '../peers/Peer.ts';
import { WireSocket } from '../wire/WireSocket.ts';
import type { Observation } from './Observation.ts';

/** The people who edit one board, by their number there. */
export type Editors = Map<number, Client>;

export interface ClientOptions {
  readonly port: number;
  readonly seat: Seat;
  readonly observation: Observation;
  readonly editors: Editors;
  /** The number of an editor on the board; null for one who only points. */
  readonly editor: number | null;
  /** A probe reads all that it is sent; others only count it. */
  readonly probe: boolean;
}

const WELCOME_MS = 20_000;
/** Large enough for *saved*, small enough for little else. */
const SMALL_PAYLOAD = 16;

/** One simulated person on one socket. */
export class Client {
  readonly socket: WireSocket;
  /** Resolves with the ms that coming in took; null when the relay did not let this client in. */
  readonly welcome: Promise<number | null>;
  isClosed = false;
  closeCode: number | null = null;
  readonly #options: ClientOptions;
  readonly #welcomed = Promise.withResolvers<number | null>();
  readonly #began = performance.now();
  #isIn = false;
  /** When each move was sent; there is no move 0. */
  readonly #sentAt: number[] = [0];
  #savedMoves = 0;
  /** The newest move that this probe has of each editor. */
  readonly #heard = new Map<number, number>();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.welcome = this.#welcomed.promise;
    const late = setTimeout(() => this.#welcomed.resolve(null), WELCOME_MS);
    void this.welcome.then(() => clearTimeout(late));
    this.socket = new WireSocket(options.port, options.seat.path, {
      onOpen: () => this.#greet(),
      onPayload: (payload) => this.#onPayload(payload),
      onClosed: (code) => {
        this.isClosed = true;
        this.closeCode = code;
        this.#welcomed.resolve(null);
      },
    });
    if (options.editor !== null) options.editors.set(options.editor, this);
  }

  get isProbe(): boolean {
    return this.#options.probe;
  }

  get isEditor(): boolean {
    return this.#options.editor !== null;
  }

  addNote(): void {
    const { seat, editor } = this.#options;
    if (editor !== null) this.socket.send(seat.voice.addNote(editor));
  }

  moveNote(): void {
    const { seat, editor } = this.#options;
    if (editor === null || !this.socket.isOpen) return;
    const frame = seat.voice.moveNote(editor, this.#sentAt.length);
    this.#sentAt.push(performance.now());
    this.socket.send(frame);
  }

  moveCursor(): void {
    this.socket.send(this.#options.seat.voice.moveCursor());
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame);
  }

  leave(): void {
    const { editors, editor } = this.#options;
    if (editor !== null) editors.delete(editor);
    this.socket.close();
  }

  /** Counts what this probe has still not heard as heard only now. @returns how much that is. */
  giveUpOnMissing(now: number): number {
    if (!this.isProbe) return 0;
    let missing = 0;
    for (const [number, editor] of this.#options.editors) {
      for (let move = (this.#heard.get(number) ?? 0) + 1; move < editor.#sentAt.length; move++) {
        const sentAt = editor.#sentAt[move] as number;
        if (!this.#options.observation.covers(sentAt)) continue;
        this.#options.observation.onEdit(sentAt, now);
        missing += 1;
      }
    }
    return missing;
  }

  #greet(): void {
    const { voice } = this.#options.seat;
    for (const frame of voice.greeting) this.socket.send(frame);
    if (voice.isWelcome === null) this.#comeIn();
  }

  #comeIn(): void {
    this.#isIn = true;
    const readsSaved = this.isEditor && this.#options.seat.voice.savedEdits !== undefined;
    this.socket.reader.collectUpTo = this.isProbe ? Infinity : readsSaved ? SMALL_PAYLOAD : 0;
    this.#welcomed.resolve(performance.now() - this.#began);
  }

  #onPayload(payload: Uint8Array): void {
    const { voice } = this.#options.seat;
    if (!this.#isIn) {
      if (voice.isWelcome?.(payload) === true) this.#comeIn();
    } else if (this.isProbe) this.#hear(payload);
    else if (this.isEditor) this.#hearSaved(voice.savedEdits?.(payload) ?? null);
  }

  #hear(payload: Uint8Array): void {
    const { seat, observation, editors } = this.#options;
    const now = performance.now();
    seat.voice.hear(payload, {
      onCursor: () => observation.onCursor(now),
      onMove: (number, move) => {
        const sender = editors.get(number);
        if (sender === undefined || move >= sender.#sentAt.length) return;
        // A relay may leave out a position that a newer one has overtaken: it is there with the newer one.
        const first = (this.#heard.get(number) ?? 0) + 1;
        for (let heard = first; heard <= move; heard++) observation.onEdit(sender.#sentAt[heard] as number, now);
        if (move >= first) this.#heard.set(number, move);
      },
    });
  }

  /** Counts edits: the first one was the note itself. */
  #hearSaved(edits: number | null): void {
    if (edits === null) return;
    const now = performance.now();
    const last = Math.min(edits - 1, this.#sentAt.length - 1);
    for (let move = this.#savedMoves + 1; move <= last; move++) {
      this.#options.observation.onSaved(this.#sentAt[move] as number, now);
    }
    this.#savedMoves = Math.max(this.#savedMoves, last);
  }
}
