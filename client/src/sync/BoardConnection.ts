import { boardAge } from '@weft/board-model';
import { encodeIntent, PROTOCOL_VERSION } from '@weft/protocol';
import type {
  BoardId,
  ClientId,
  CloseErrorCode,
  EventMessage,
  Hello,
  Intent,
  Person,
  PersonId,
  Rejected,
  ServerMessage,
  StorageFault,
} from '@weft/protocol';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { LocalCopies, memoryStorage } from './LocalCopies.ts';
import type { LocalCopy } from './LocalCopies.ts';
import { Replica } from './Replica.ts';
import { applyRoster, emptyRoster, rosterOffline } from './roster.ts';
import type { RosterPerson, RosterState } from './roster.ts';
import { saveStatus } from './saveStatus.ts';
import type { SaveStatus } from './saveStatus.ts';

export interface ConnectionState {
  readonly status: SaveStatus;
  /** Why the server closed for good; null while it may come back. */
  readonly closed: CloseErrorCode | null;
  readonly hello: Hello | null;
  /** In order of arrival; before the first roster only me. */
  readonly people: readonly RosterPerson[];
  readonly clients: ReadonlyMap<ClientId, PersonId>;
  readonly rejected: Rejected | null;
  /** First content is there, from this device or from the server. */
  readonly loaded: boolean;
  /**
   * Counts up when `doc` and `awareness` were replaced by new ones, because the copy on this device must not go on
   * (another generation, or a rejected change). Whatever is bound to them must be bound anew.
   */
  readonly copy: number;
  /** This device's earlier copy was set aside: it may hold work that never reached the server. */
  readonly setAside: boolean;
}

/** How long a rejected change waits for the good ones beside it to be saved before the document is rebuilt. */
const REBUILD_PATIENCE_MS = 5_000;

/**
 * The page's connection to one board: one live copy at a time, and what the server says beside it.
 *
 * **Another generation** (the board was erased in part, or restored from a backup): nothing of the old copy may reach
 * the server, so the socket is cut in the *hello* handler, ahead of the first sync message; the old copy keeps its
 * database, and a new one starts from the server.
 *
 * **A rejected change**: the server applied all the rest of what was sent, and only this copy still holds what it
 * refused. So the copy is kept until everything else is counted back (or for 5 s), then set aside with its database,
 * and a new one starts from the server. Lost on screen is only the refused change itself and, where the 5 s ran out,
 * what was not saved by then; both are still in the set-aside database.
 */
export class BoardConnection {
  readonly boardId: BoardId;
  readonly #me: Person;
  readonly #serverUrl: string;
  readonly #copies: LocalCopies;
  readonly #listeners = new Set<() => void>();
  readonly #eventListeners = new Set<(message: EventMessage) => void>();
  #replica: Replica;
  #hello: Hello | null = null;
  #rejected: Rejected | null = null;
  #closed: CloseErrorCode | null = null;
  #roster: RosterState = emptyRoster;
  #rosterIsWhole = false;
  #unwritten = false;
  #storageFault: StorageFault | null = null;
  #copy = 0;
  #setAside = false;
  #rebuildTimer: ReturnType<typeof setTimeout> | null = null;
  #destroyed = false;
  #state: ConnectionState;

  constructor(options: { boardId: BoardId; me: Person; origin?: string }) {
    this.boardId = options.boardId;
    this.#me = options.me;
    this.#serverUrl = `${(options.origin ?? location.origin).replace(/^http/, 'ws')}/sync`;
    this.#copies = new LocalCopies(deviceStorage(), options.boardId, options.me.id);
    this.#replica = this.#start(this.#copies.current());
    this.#state = this.#snapshot();
  }

  get doc(): Y.Doc {
    return this.#replica.doc;
  }

  get awareness(): Awareness {
    return this.#replica.awareness;
  }

  /** An immutable snapshot, the same object until something changes. */
  state = (): ConnectionState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  onEvent(listener: (message: EventMessage) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** Says how the next change came about. Offline nothing is said: what was made then arrives as one piece. */
  sendIntent(intent: Intent): void {
    this.#replica.send(encodeIntent(intent));
  }

  /** The canvas says whether it holds changes that are not in the document yet. */
  setUnwritten(unwritten: boolean): void {
    if (this.#unwritten === unwritten) return;
    this.#unwritten = unwritten;
    this.#changed();
  }

  /** Sets this device's copy aside and starts a new one from the server, for instance after a close that is for good. */
  startOver(): void {
    if (this.#destroyed) return;
    const old = this.#copies.current();
    this.#closed = null;
    this.#replace(old ? { ...old, number: old.number + 1 } : null);
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    if (this.#rebuildTimer !== null) clearTimeout(this.#rebuildTimer);
    this.#replica.destroy();
    this.#listeners.clear();
    this.#eventListeners.clear();
  }

  #start(copy: LocalCopy | null): Replica {
    // Unset while the constructor runs, which may already call back.
    let replica: Replica | null = null;
    replica = new Replica({
      serverUrl: this.#serverUrl,
      room: this.boardId,
      database: copy && this.#copies.databaseName(copy),
      onMessage: (message) => {
        if (replica === this.#replica) this.#onMessage(message);
      },
      onChange: () => {
        if (replica === this.#replica) this.#changed();
      },
      onClosed: (code) => {
        if (replica === this.#replica) this.#closed = code;
      },
    });
    return replica;
  }

  /** The old copy stops first: nothing of it may be sent once the decision has fallen. */
  #replace(copy: LocalCopy | null): void {
    const old = this.#replica;
    old.disconnect();
    this.#setAside ||= old.loaded;
    this.#copy += 1;
    this.#hello = null;
    this.#unwritten = false;
    this.#rosterIsWhole = false;
    this.#roster = rosterOffline(this.#roster);
    if (copy) this.#copies.use(copy);
    this.#replica = this.#start(copy);
    this.#changed();
    // After the listeners let go of the old document.
    queueMicrotask(() => old.destroy());
  }

  #onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#onHello(message.hello);
      case 'roster':
        this.#roster = applyRoster(this.#roster, message.roster, !this.#rosterIsWhole);
        this.#rosterIsWhole = true;
        return;
      case 'rejected':
        this.#rejected = message.rejected;
        return this.#rebuildWhenSaved();
      case 'event':
        for (const listener of this.#eventListeners) listener(message.event);
        return;
      case 'storage':
        this.#storageFault = message.storage.fault;
        return;
      case 'saved':
        return;
    }
  }

  #onHello(hello: Hello): void {
    // Ahead of the first sync message: nothing that this page would write in an older way reaches the board, and what
    // it holds stays on this device for the page of today.
    if (hello.protocol !== PROTOCOL_VERSION || (hello.board && boardAge(hello.board) === 'newer')) {
      this.#closed = 'client_too_old';
      this.#replica.disconnect();
      this.#replica.socket = 'closed';
      return;
    }
    const current = this.#copies.current();
    if (current && current.generation !== hello.generation) {
      return this.#replace({ generation: hello.generation, number: 0 });
    }
    this.#hello = hello;
    // It says so again if it still cannot.
    this.#storageFault = null;
    this.#rosterIsWhole = false;
    const copy = current ?? { generation: hello.generation, number: 0 };
    this.#copies.use(copy);
    this.#replica.keep(this.#copies.databaseName(copy));
  }

  #rebuildWhenSaved(): void {
    if (this.#rebuildTimer !== null) return;
    const deadline = Date.now() + REBUILD_PATIENCE_MS;
    const look = () => {
      if (this.#state.status === 'saved' || Date.now() >= deadline) {
        this.#rebuildTimer = null;
        this.startOver();
      } else {
        this.#rebuildTimer = setTimeout(look, 100);
      }
    };
    this.#rebuildTimer = setTimeout(look, 100);
  }

  #changed(): void {
    if (this.#destroyed) return;
    if (this.#replica.socket === 'lost' && this.#rosterIsWhole) {
      this.#rosterIsWhole = false;
      this.#roster = rosterOffline(this.#roster);
    }
    const next = this.#snapshot();
    if (isSame(this.#state, next)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #snapshot(): ConnectionState {
    const { ledger, socket } = this.#replica;
    const { people, clients } = this.#roster;
    return {
      status: saveStatus({
        socket: this.#closed ? 'closed' : socket,
        handshake: ledger.handshake,
        framesSent: ledger.framesSent,
        framesSaved: ledger.framesSaved,
        edits: ledger.edits,
        editsSent: ledger.editsSent,
        editsSaved: ledger.editsSaved,
        unwritten: this.#unwritten,
        storageFault: this.#storageFault,
      }),
      closed: this.#closed,
      hello: this.#hello,
      people: people.length > 0 ? people : this.#onlyMe(),
      clients,
      rejected: this.#rejected,
      loaded: this.#replica.loaded,
      copy: this.#copy,
      setAside: this.#setAside,
    };
  }

  #alone: readonly RosterPerson[] | null = null;

  #onlyMe(): readonly RosterPerson[] {
    return (this.#alone ??= [{ ...this.#me, role: 'participant', here: true }]);
  }
}

const isSame = (a: ConnectionState, b: ConnectionState): boolean =>
  (Object.keys(b) as (keyof ConnectionState)[]).every((key) => a[key] === b[key]);

/** The browser's storage, or a stand-in for this page where it is forbidden (it throws on mere access then). */
function deviceStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return globalThis.localStorage ?? memoryStorage();
  } catch {
    return memoryStorage();
  }
}
