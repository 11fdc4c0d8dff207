import { boardAge } from '@weft/board-model';
import { encodeIntent, isSameLine, PROTOCOL_VERSION, type Roster } from '@weft/protocol';
import type {
  BoardEvent,
  BoardId,
  ClientId,
  CloseErrorCode,
  EventMessage,
  Hello,
  Intent,
  ItemId,
  Person,
  PersonId,
  Rejected,
  ServerMessage,
  StorageFault,
} from '@weft/protocol';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { deviceStorage, LocalCopies } from './LocalCopies.ts';
import type { LocalCopy } from './LocalCopies.ts';
import { Replica } from './Replica.ts';
import { applyRoster, emptyRoster, rosterOffline } from './roster.ts';
import type { RosterPerson, RosterState } from './roster.ts';
import { saveStatus } from './saveStatus.ts';
import type { SaveStatus } from './saveStatus.ts';
import { UnsentWork } from './UnsentWork.ts';

export interface ConnectionState {
  readonly status: SaveStatus;
  /** Why the server closed for good; null while it may come back. */
  readonly closed: CloseErrorCode | null;
  readonly hello: Hello | null;
  /** In order of arrival; before the first roster only me. */
  readonly people: readonly RosterPerson[];
  readonly clients: ReadonlyMap<ClientId, PersonId>;
  readonly rejected: Rejected | null;
  /** Items that a facilitator locked. What lies in them is locked as well. */
  readonly locked: ReadonlySet<ItemId>;
  /** First content is there, from this device or from the server. */
  readonly loaded: boolean;
  /**
   * Counts up when `doc` and `awareness` were replaced by new ones, because the copy on this device must not go on
   * (another generation, or a rejected change). Whatever is bound to them must be bound anew.
   */
  readonly copy: number;
  /** Whether what is not saved is kept on this device, over a reload too. */
  readonly isKept: boolean;
  /** This device's earlier copy was set aside: it may hold work that never reached the server. */
  readonly setAside: boolean;
  /** How often something was erased from the board while this page had it. */
  readonly erasures: number;
  /** Own words that were not sent yet and had their place in what was erased. */
  readonly unplaced: readonly string[];
}

/** How often is looked whether a copy that holds something refused can be followed by another one. */
const LOOK_MS = 100;
const MAX_BEHIND = 20;

/** A copy that is made ready from the server while the one it follows is still worked on. */
interface Successor {
  readonly copy: LocalCopy;
  readonly replica: Replica;
  /** What the server has said to it so far. */
  readonly heard: ServerMessage[];
  /** How often was looked while it still lacked something that this copy has. */
  behind: number;
}

/**
 * The page's connection to one board: one live copy at a time, and what the server says beside it.
 *
 * **Another generation** (the board was erased in part, or restored from a backup): nothing of the old copy may reach
 * the server, so the socket is cut in the *hello* handler, ahead of the first sync message, and a new copy starts from
 * the server. After a restore the old one keeps its database. After an erasure what was not sent of it is brought into
 * the new one, and it goes.
 *
 * **A rejected change**: the server applied all the rest of what was sent, and only this copy still holds what it
 * refused. The person works on in it while another one is made ready from the server; that one takes over at a moment
 * when everything is counted back and the canvas has nothing in hand, however long that takes. So only the refused
 * change itself goes. The copy is marked until then, so that a reload or another tab does not go on with it.
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
  #erasures = 0;
  #unplaced: readonly string[] = [];
  readonly #unsent: UnsentWork;
  #locked: ReadonlySet<ItemId> = new Set();
  /** The copy in use; null before the first hello on this device. */
  #using: LocalCopy | null;
  #successor: Successor | null = null;
  #lookTimer: ReturnType<typeof setInterval> | null = null;
  readonly #toldAnewListeners = new Set<() => void>();
  readonly #mayReplace = new Set<() => boolean>();
  #destroyed = false;
  #state: ConnectionState;

  constructor(options: { boardId: BoardId; me: Person; origin?: string }) {
    this.boardId = options.boardId;
    this.#me = options.me;
    this.#serverUrl = `${(options.origin ?? location.origin).replace(/^http/, 'ws')}/sync`;
    this.#copies = new LocalCopies(deviceStorage(), options.boardId, options.me.id);
    this.#unsent = new UnsentWork(this.#copies, {
      onUnplaced: (words) => {
        this.#unplaced = words;
      },
      onBrought: () => this.#changed(),
    });
    this.#using = this.#copies.current();
    this.#replica = this.#start(this.#using);
    globalThis.window?.addEventListener('storage', this.#onOtherTab);
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

  /** Everybody is told anew, perhaps in another way: somebody hid, the board shows people otherwise, I was away. */
  onToldAnew(listener: () => void): () => void {
    this.#toldAnewListeners.add(listener);
    return () => this.#toldAnewListeners.delete(listener);
  }

  /**
   * Asks before one copy follows another, which only a rejected change brings about: whoever holds something that is not
   * in the document writes it down, and says whether this is a moment at which nothing is in hand.
   */
  onBeforeReplace(mayReplace: () => boolean): () => void {
    this.#mayReplace.add(mayReplace);
    return () => this.#mayReplace.delete(mayReplace);
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
    this.#closed = null;
    this.#setAside ||= this.#replica.loaded;
    this.#replace(this.#using && this.#copies.successorOf(this.#using));
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    globalThis.window?.removeEventListener('storage', this.#onOtherTab);
    this.#stopLooking();
    this.#replica.destroy();
    this.#listeners.clear();
    this.#eventListeners.clear();
    this.#toldAnewListeners.clear();
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
        else if (replica === this.#successor?.replica) this.#successor.heard.push(message);
      },
      onChange: () => {
        if (replica === this.#replica) this.#changed();
      },
      onClosed: (code) => {
        if (replica === this.#replica) this.#closed = code;
        // The server will say so to the copy in use as well; it is looked again when that has come back.
        else if (replica === this.#successor?.replica) this.#stopLooking();
      },
    });
    return replica;
  }

  /** The old copy stops first: nothing of it may be sent once the decision has fallen. */
  #replace(copy: LocalCopy | null, next?: Replica): void {
    const old = this.#replica;
    old.disconnect();
    if (next === undefined) this.#stopLooking();
    this.#copy += 1;
    this.#hello = null;
    this.#unwritten = false;
    this.#rosterIsWhole = false;
    this.#roster = rosterOffline(this.#roster);
    this.#using = copy;
    if (copy) this.#copies.use(copy);
    this.#replica = next ?? this.#start(copy);
    this.#changed();
    // After the listeners let go of the old document.
    queueMicrotask(() => old.destroy());
  }

  #onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#onHello(message.hello);
      case 'roster':
        this.#hearRoster(message.roster);
        this.#rosterIsWhole = true;
        return;
      case 'rejected':
        // One word is enough for all that comes of one copy.
        if (this.#lookTimer === null) this.#rejected = message.rejected;
        if (this.#using) this.#copies.spoil(this.#using);
        return this.#followWhenSaved();
      case 'event':
        this.#locked = lockedAfter(this.#locked, message.event.event);
        for (const listener of this.#eventListeners) listener(message.event);
        return;
      case 'storage':
        this.#storageFault = message.storage.fault;
        return;
      case 'saved':
        return;
    }
  }

  #hearRoster(roster: Roster): void {
    const isWhole = roster.whole === true || !this.#rosterIsWhole;
    const wasKnown = this.#roster.people.length > 0;
    this.#roster = applyRoster(this.#roster, roster, isWhole);
    if (isWhole && wasKnown) for (const listener of this.#toldAnewListeners) listener();
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
    if (this.#using && this.#using.generation !== hello.generation) {
      this.#leave(this.#using, hello.generation);
      return this.#replace({ generation: hello.generation, number: 0 });
    }
    this.#hello = hello;
    // It says so again if it still cannot.
    this.#storageFault = null;
    this.#rosterIsWhole = false;
    this.#locked = new Set(hello.locked);
    this.#using ??= this.#firstCopy(hello.generation);
    this.#copies.use(this.#using);
    this.#replica.keep(this.#copies.databaseName(this.#using));
    if (this.#copies.isSpoilt(this.#using)) this.#followWhenSaved();
  }

  #leave(copy: LocalCopy, generation: string): void {
    if (!isSameLine(copy.generation, generation)) {
      this.#setAside ||= this.#replica.loaded;
      return;
    }
    // What the canvas has in hand is written down first.
    for (const mayReplace of this.#mayReplace) mayReplace();
    this.#unsent.leave(copy, this.doc);
    this.#erasures += 1;
  }

  /** What another tab has begun meanwhile, or the first of all. */
  #firstCopy(generation: string): LocalCopy {
    const current = this.#copies.current();
    return current?.generation === generation ? current : { generation, number: 0 };
  }

  /** Another tab's copy is this one's: they keep the same database. */
  #onOtherTab = (): void => {
    if (this.#using && this.#hello && this.#copies.isSpoilt(this.#using)) this.#followWhenSaved();
  };

  #followWhenSaved(): void {
    this.#lookTimer ??= setInterval(() => this.#followIfSaved(), LOOK_MS);
  }

  #followIfSaved(): void {
    if (this.#closed || !this.#using) return this.#stopLooking();
    if (this.#state.status === 'offline') return;
    this.#successor ??= this.#prepare(this.#copies.successorOf(this.#using));
    if (!this.#successor.replica.synced) return;
    // Asked first: what is written down now has to be saved as well.
    const isFree = [...this.#mayReplace].every((mayReplace) => mayReplace());
    if (!isFree || this.#state.status !== 'saved') return;
    const { copy, replica, heard } = this.#successor;
    // What was saved a moment ago is on its way to it; what it will never get is what the server refused whole.
    if (!hasAllOf(replica.doc, this.doc) && ++this.#successor.behind < MAX_BEHIND) return;
    this.#successor = null;
    this.#stopLooking();
    this.#replace(copy, replica);
    for (const message of heard) if (replica === this.#replica) this.#onMessage(message);
    this.#changed();
  }

  /** Without a database: it must not be kept as the copy in use before it is that. */
  #prepare(copy: LocalCopy): Successor {
    return { copy, replica: this.#start(null), heard: [], behind: 0 };
  }

  #stopLooking(): void {
    if (this.#lookTimer !== null) clearInterval(this.#lookTimer);
    this.#lookTimer = null;
    this.#successor?.replica.destroy();
    this.#successor = null;
  }

  #changed(): void {
    if (this.#destroyed) return;
    if (this.#replica.socket === 'lost' && this.#rosterIsWhole) {
      this.#rosterIsWhole = false;
      this.#roster = rosterOffline(this.#roster);
    }
    this.#bringUnsent();
    const next = this.#snapshot();
    if (next.status === 'saved') this.#unsent.saved();
    if (isSame(this.#state, next)) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  #bringUnsent(): void {
    if (this.#hello === null) return;
    const { doc, synced } = this.#replica;
    if (synced) this.#unsent.bringInto({ doc, generation: this.#hello.generation });
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
      locked: this.#locked,
      loaded: this.#replica.loaded,
      isKept: this.#replica.isKept,
      copy: this.#copy,
      setAside: this.#setAside,
      erasures: this.#erasures,
      unplaced: this.#unplaced,
    };
  }

  #alone: readonly RosterPerson[] | null = null;

  #onlyMe(): readonly RosterPerson[] {
    return (this.#alone ??= [{ ...this.#me, role: 'participant', here: true }]);
  }
}

/** Whether a document has seen everything that was inserted in another one. */
const hasAllOf = (doc: Y.Doc, other: Y.Doc): boolean =>
  [...Y.decodeStateVector(Y.encodeStateVector(other))].every(
    ([client, clock]) => Y.getState(doc.store, client) >= clock,
  );

function lockedAfter(locked: ReadonlySet<ItemId>, event: BoardEvent): ReadonlySet<ItemId> {
  if (event.type === 'locked') return new Set([...locked, ...event.itemIds]);
  if (event.type !== 'unlocked') return locked;
  const unlocked = new Set(event.itemIds);
  return new Set([...locked].filter((itemId) => !unlocked.has(itemId)));
}

const isSame = (a: ConnectionState, b: ConnectionState): boolean =>
  (Object.keys(b) as (keyof ConnectionState)[]).every((key) => a[key] === b[key]);
