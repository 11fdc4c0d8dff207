import * as Y from 'yjs';
import {
  WeftError,
  type BoardEvent,
  type BoardId,
  type ClientId,
  type CloseErrorCode,
  type ConnectionId,
  type ItemId,
  type PersonId,
  type StorageFault,
} from '@weft/protocol';
import { recordsOf } from '@weft/board-model';
import { rewriteUpdate } from '@weft/update-codec';
import { judgeUpdate, type Verdict } from '@weft/update-guard';
import { encodeEventPayload } from '../log/eventPayload.ts';
import type { SavingState } from '../log/SavingState.ts';
import type { AppendedEntry, Author, StoredBoard, UpdateLog } from '../log/UpdateLog.ts';
import type { BoardSession, DurableEntry, EditTiming, Receipt, StateVector } from './BoardSession.ts';
import type { BoardSize } from './BoardSize.ts';
import { ClientIdOwners } from './ClientIdOwners.ts';
import { DurableWaits } from './DurableWaits.ts';
import { SharedState, type StateAnswer } from './SharedState.ts';
import type { BoardLocks } from './BoardLocks.ts';
import { guardContextOf } from './guardContext.ts';

/** Owns the clientIDs with which the server itself writes; no person can have this id. */
export const SERVER_PERSON = 'weft' as PersonId;
/** The connection of what the server does itself. */
export const SERVER_CONNECTION = 'server' as ConnectionId;

export interface BoardHostOptions {
  readonly boardId: BoardId;
  readonly stored: StoredBoard;
  /** The document as the log has it; the host owns it from here on. */
  readonly doc: Y.Doc;
  /** As the log has them; the host keeps them up to date. */
  readonly locks: BoardLocks;
  readonly log: UpdateLog;
  readonly saving: SavingState;
  readonly now: () => number;
  readonly maxClientIds: number;
  /** How large the document is, and may become; the host tells it of every change. */
  readonly size: BoardSize;
  /** How far apart batches leave with so many sessions, in ms; 0: in the same turn. */
  readonly pace: (sessions: number) => number;
  readonly batchFrames: (entries: readonly DurableEntry[]) => (recipient: BoardSession) => Uint8Array | null;
  readonly timing?: EditTiming;
  /** Called once, when the log failed or the document can no longer be trusted. */
  readonly onFailed: (host: BoardHost, error: WeftError) => void;
}

/**
 * The one owner of a live board: guard, document, order, log.
 *
 * 1. An update is judged, applied, stamped with seq, time and author, and handed to the log, all in one synchronous step:
 *    the order of the log is the order of application. [I1, I3]
 * 2. Nothing of it leaves before its commit: sessions hear only `onDurable`. [I2]
 * 3. What is logged is what Yjs reports as new, never the bytes as received. [I5]
 * 4. A failed commit ends the host, since its document is ahead of the log. Clients come back, find the board as the log
 *    has it, and send again what it lacks.
 */
export class BoardHost {
  readonly boardId: BoardId;
  readonly generation: string;
  readonly doc: Y.Doc;
  readonly #options: BoardHostOptions;
  readonly #owners: ClientIdOwners;
  readonly #sessions = new Set<BoardSession>();
  /** Called when a batch went out: what else everybody is to be told may leave with it. */
  onDelivered: () => void = () => undefined;
  #stateVector: StateVector;
  /** Of all that was delivered. */
  #toldStateVector: StateVector;
  readonly #shared: SharedState;
  #seq: number;
  #lastAt: number;
  #emitted: Uint8Array[] = [];
  #ready: DurableEntry[] = [];
  #deliveredAt = -Infinity;
  readonly #waits: DurableWaits;
  #failed: WeftError | null = null;

  constructor(options: BoardHostOptions) {
    const { stored, doc } = options;
    this.#options = options;
    this.boardId = options.boardId;
    this.generation = stored.generation;
    this.doc = doc;
    this.#owners = new ClientIdOwners(options.boardId, stored.owners);
    this.#seq = stored.lastSeq;
    this.#waits = new DurableWaits(stored.lastSeq);
    this.#lastAt = stored.lastAt;
    this.#stateVector = Y.decodeStateVector(Y.encodeStateVector(doc));
    this.#toldStateVector = this.#stateVector;
    this.#shared = new SharedState(doc, (bytes) => options.size.measured(bytes));
    doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      this.#emitted.push(update);
      this.#shared.changed(update);
      options.size.changed(update.byteLength);
      this.#stateVector = transaction.afterState;
    });
  }

  get seq(): number {
    return this.#seq;
  }

  get durableSeq(): number {
    return this.#waits.durableSeq;
  }

  get sessions(): ReadonlySet<BoardSession> {
    return this.#sessions;
  }

  /** False once it was let go of or failed: whoever comes needs another one. */
  get isOpen(): boolean {
    return this.#failed === null;
  }

  /** True when letting go of the host loses nothing: nobody is on it and every entry is durable. */
  get isIdle(): boolean {
    return this.#sessions.size === 0 && this.durableSeq === this.#seq;
  }

  attach(session: BoardSession): void {
    this.#sessions.add(session);
  }

  detach(session: BoardSession): void {
    this.#sessions.delete(session);
  }

  /** What one with this state vector lacks; it may leave once `seq` is durable. */
  stateFor(stateVector: Uint8Array): StateAnswer {
    return this.#shared.answer(stateVector);
  }

  get lockedItems(): readonly ItemId[] {
    return this.#options.locks.items;
  }

  ownerOf(clientId: ClientId): PersonId | undefined {
    return this.#owners.of(clientId);
  }

  /** Resolves when it is on disk whose a clientID is, so that others may know [I2]; null when it is by now. */
  claimed(clientId: ClientId): Promise<void> | null {
    return this.#owners.whenKept(clientId);
  }

  /** Judges, applies and logs one update as it came over the wire. */
  receive(session: BoardSession, bytes: Uint8Array, author: Author): Receipt {
    this.#assertAlive();
    const { maxClientIds, locks, size } = this.#options;
    const guarded = {
      doc: this.doc,
      stateVector: this.#stateVector,
      owners: this.#owners.all,
      locks,
      maxClientIds,
      room: size,
    };
    const verdict = judgeUpdate(bytes, guardContextOf(guarded, session));
    const { fault } = this.#options.saving;
    // What was not taken before leaves a gap before what follows it.
    if (fault !== null && (isChange(verdict) || isGap(verdict))) return { taken: false, code: fault, detail: '' };
    if (verdict.kind === 'refuse') return { taken: false, code: verdict.code, detail: verdict.detail };
    if (verdict.kind === 'nothing-new') return { taken: true, seq: this.#seq, claimed: [], rejected: null };
    const fresh = permittedPart(bytes, verdict, this.doc);
    // In a transaction of our own Yjs does not tidy up formatting: its tidying is a second change, made by nobody.
    const update = this.#apply(() => this.doc.transact(() => Y.applyUpdate(this.doc, fresh, session), session));
    for (const clientId of verdict.claims) session.clientIds.add(clientId);
    if (update !== null) this.#append('update', update, author, session, verdict.claims);
    return { taken: true, seq: this.#seq, claimed: verdict.claims, rejected: rejectionOf(verdict) };
  }

  /** Gives a clientID to a person by presence alone. @returns false when it is somebody else's. */
  claim(session: BoardSession, clientId: ClientId): boolean {
    this.#assertAlive();
    const owner = this.#owners.of(clientId);
    if (owner !== undefined) return owner === session.personId;
    this.#owners.claimAlone(clientId, session.personId);
    session.clientIds.add(clientId);
    if (this.#options.saving.fault === null) this.#logOwed();
    return true;
  }

  /**
   * Changes the document as the server, on behalf of `author.personId` (null: nobody), with a clientID of the server's:
   * the document's own unless the edit applies what was written elsewhere. Resolves when durable.
   */
  async change(author: Author, edit: (doc: Y.Doc) => void, writer: ClientId = this.doc.clientID): Promise<void> {
    this.#assertAlive();
    this.#options.saving.assertSaves();
    if ((this.#owners.of(writer) ?? SERVER_PERSON) !== SERVER_PERSON) throw new WeftError('foreign_client_id');
    const update = this.#apply(() => this.doc.transact(() => edit(this.doc), SERVER_PERSON));
    if (update === null) return;
    const claims = this.#owners.all.has(writer) ? [] : [writer];
    this.#append('update', update, author, null, claims, SERVER_PERSON);
    await this.durable(this.#seq);
  }

  /** @throws WeftError `board_full` when so many more bytes do not fit */
  assertRoomFor(bytes: number): void {
    if (!this.#options.size.hasRoom('adding', bytes, 0)) throw new WeftError('board_full');
  }

  /** As it would be encoded, in bytes: an upper bound. */
  get bytes(): number {
    return this.#options.size.bytes;
  }

  /** Logs a board event and tells everybody once it is durable. */
  async record(personId: PersonId | null, event: BoardEvent): Promise<void> {
    this.#assertAlive();
    this.#options.saving.assertSaves();
    // With its place in the log: what is received from here on is judged by it.
    this.#options.locks.apply(event);
    this.#append('event', encodeEventPayload(event), { personId, connectionId: SERVER_CONNECTION }, null, []);
    await this.durable(this.#seq);
  }

  /**
   * Locks or unlocks items. Passes over those that are so already, and does not lock what is not there.
   * @throws `item_not_found` when none of those to be locked is there
   */
  async setLocked(personId: PersonId, items: readonly ItemId[], locked: boolean): Promise<void> {
    this.#assertAlive();
    const there = locked ? items.filter((itemId) => isItem(this.doc, itemId)) : items;
    if (there.length === 0) throw new WeftError('item_not_found');
    const itemIds = there.filter((itemId) => this.#options.locks.has(itemId) !== locked);
    if (itemIds.length > 0) await this.record(personId, { type: locked ? 'locked' : 'unlocked', itemIds });
  }

  /** Null when all can be saved. While there is a fault the board can be read, and nothing is taken. */
  get storageFault(): StorageFault | null {
    return this.#options.saving.fault;
  }

  /** While it is not null, more comes in than the disk takes. */
  get backlog(): Promise<void> | null {
    return this.#options.log.backlog;
  }

  /** The server cannot save any more, or (null) it can again. */
  storageChanged(fault: StorageFault | null): void {
    if (fault === null) this.#logOwed();
    for (const session of this.#sessions) session.onStorage(fault);
  }

  /** Resolves when all entries up to `seq` are on disk; rejects when they never will be. */
  durable(seq: number): Promise<void> {
    return this.#failed === null ? this.#waits.until(seq) : Promise.reject(this.#failed);
  }

  /** Ends every session with a code and lets go of the document. */
  close(code: CloseErrorCode): void {
    this.#failed ??= new WeftError(code);
    for (const session of this.#sessions) session.onHostClosed(code);
    this.#sessions.clear();
    this.#waits.fail(this.#failed);
    this.doc.destroy();
  }

  #logOwed(): void {
    const claims = this.#owners.takeOwed();
    if (claims.length === 0) return;
    this.#options.log.append({ entries: [], claims }).then(
      () => this.#owners.kept(claims),
      (error: unknown) => this.#fail(error),
    );
  }

  #assertAlive(): void {
    if (this.#failed !== null) throw this.#failed;
  }

  /** @returns what was new, or null. The guard let it through, so a throw or a pending struct is a fault of ours. */
  #apply(edit: () => void): Uint8Array | null {
    this.#emitted = [];
    try {
      edit();
    } catch (error) {
      this.#fail(new WeftError('malformed_update', `applying threw: ${String(error)}`));
      throw error;
    }
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null) {
      const error = new WeftError('malformed_update', 'the guard let a change through that has to wait for another');
      this.#fail(error);
      throw error;
    }
    return this.#emitted.length > 1 ? Y.mergeUpdates(this.#emitted) : (this.#emitted[0] ?? null);
  }

  #append(
    kind: 'update' | 'event',
    payload: Uint8Array,
    author: Author,
    from: BoardSession | null,
    claimed: readonly ClientId[],
    owner: PersonId | null = author.personId,
  ): void {
    const { boardId } = this;
    this.#seq += 1;
    // The clock of the machine may jump back; the log's time does not.
    this.#lastAt = Math.max(this.#lastAt, this.#options.now());
    const { personId, connectionId, intent, madeAt } = author;
    const stateVector = this.#stateVector;
    const receivedAt = performance.now();
    const entry: AppendedEntry = {
      boardId,
      seq: this.#seq,
      at: this.#lastAt,
      personId,
      connectionId,
      kind,
      payload,
      ...(intent === undefined ? {} : { intent }),
      // A clock may be wrong; what is to come has not been made.
      ...(madeAt === undefined ? {} : { madeAt: Math.min(madeAt, this.#lastAt) }),
    };
    const claims = owner === null ? [] : this.#owners.claim(claimed, owner);
    this.#options.log.append({ entries: [entry], claims }).then(
      () => {
        this.#owners.kept(claims);
        this.#becameDurable({ ...entry, from, stateVector, receivedAt });
      },
      (error: unknown) => this.#fail(error),
    );
  }

  /**
   * Entries of one commit arrive one after the other in the same turn. After a rest they leave at the end of it; in a
   * stream, batches leave so far apart as the pace says.
   */
  #becameDurable(entry: DurableEntry): void {
    if (this.#failed !== null) return;
    this.#ready.push(entry);
    if (entry.from !== null) this.#options.timing?.durable(performance.now() - entry.receivedAt);
    if (this.#ready.length > 1) return;
    const wait = this.#deliveredAt + this.#options.pace(this.#sessions.size) - performance.now();
    if (wait > 0) setTimeout(() => this.#deliver(), wait);
    else setImmediate(() => this.#deliver());
  }

  #deliver(): void {
    const entries = this.#ready;
    const last = entries.at(-1)?.seq;
    this.#ready = [];
    if (last === undefined || this.#failed !== null) return;
    this.#deliveredAt = performance.now();
    this.#waits.reached(last);
    const frameFor = this.#options.batchFrames(entries);
    const before = this.#toldStateVector;
    this.#toldStateVector = entries.at(-1)?.stateVector ?? before;
    for (const session of this.#sessions) session.onDurable({ last, entries, before, frameFor });
    const now = performance.now();
    for (const { from, receivedAt } of entries) if (from !== null) this.#options.timing?.fannedOut(now - receivedAt);
    this.onDelivered();
    this.#waits.tell();
  }

  #fail(cause: unknown): void {
    if (this.#failed !== null) return;
    const error = cause instanceof WeftError ? cause : new WeftError('internal', String(cause));
    this.#failed = error;
    this.#options.onFailed(this, error);
  }
}

/** What the sender has to hear: nothing where all was permitted, or only Yjs itself tidied up on its device. */
function rejectionOf(verdict: Verdict): (Receipt & { taken: true })['rejected'] {
  if (verdict.kind !== 'neutralise') return null;
  if (verdict.code === 'locked' && verdict.refused.length === 0) return null;
  return { code: verdict.code, records: verdict.refused };
}

/** What of an update is new and may be applied. */
function permittedPart(
  bytes: Uint8Array,
  verdict: Extract<Verdict, { kind: 'accept' | 'neutralise' }>,
  doc: Y.Doc,
): Uint8Array {
  const fresh = verdict.partlyKnown ? Y.diffUpdate(bytes, Y.encodeStateVector(doc)) : bytes;
  return verdict.kind === 'neutralise' ? rewriteUpdate(fresh, verdict.rewriting) : fresh;
}

const isItem = (doc: Y.Doc, itemId: ItemId): boolean => itemId.startsWith('shape:') && recordsOf(doc).has(itemId);

const isChange = ({ kind }: Verdict): boolean => kind === 'accept' || kind === 'neutralise';

const isGap = (verdict: Verdict): boolean => verdict.kind === 'refuse' && verdict.code === 'clock_gap';
