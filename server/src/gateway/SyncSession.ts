import * as decoding from 'lib0/decoding';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import {
  closeCodeOf,
  decodeIntent,
  encodeHello,
  encodeRejected,
  encodeSaved,
  encodeStorage,
  ERRORS,
  ItemIdSchema,
  MESSAGE,
  PROTOCOL_VERSION,
  WeftError,
  type ClientId,
  type CloseErrorCode,
  type ConnectionId,
  type Intent,
  type Limits,
  type OfflineWork,
  type PersonId,
  type Role,
  type StorageFault,
} from '@weft/protocol';
import { formatOf } from '@weft/board-model';
import { readStateVector } from '@weft/update-codec';
import type { DurableBatch } from '../boards/BoardSession.ts';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { Logger } from '../http/logger.ts';
import type { Author } from '../log/UpdateLog.ts';
import type { BoardMember } from '../ports.ts';
import type { BoardRoom, RoomSession } from './BoardRoom.ts';
import type { GatewayMetrics } from './GatewayMetrics.ts';
import { Brake } from './Brake.ts';
import { BoardFeed } from './BoardFeed.ts';
import { EarlyUpdates, type EarlyUpdate } from './EarlyUpdates.ts';
import { FrameWriter } from './FrameWriter.ts';
import { Outbox, type OutboxLimits } from './Outbox.ts';
import { readCompactPresence, readPresence } from './presenceFrames.ts';
import { SavedFrames } from './SavedFrames.ts';
import { syncFrame } from '../boards/syncFrame.ts';
import { SendingRate } from './SendingRate.ts';
import type { TokenBucket } from './TokenBucket.ts';

export interface SyncSessionOptions {
  readonly socket: WebSocket;
  /** What lies under the socket. */
  readonly stream: Duplex;
  readonly room: BoardRoom;
  readonly member: BoardMember;
  readonly connectionId: ConnectionId;
  /** True for a client that asked for Weft's own messages with `?weft=1`. */
  readonly weft: boolean;
  /** Asked for compact presence in the place of y-protocols awareness, with `?presence=1`. */
  readonly compactPresence: boolean;
  /** The rate of this person over all connections. */
  readonly personRate: TokenBucket;
  readonly limits: Limits;
  readonly rateLimits: boolean;
  /** What the clients are told; the machine's clock may jump, so nothing is measured by it. */
  readonly now: () => number;
  readonly logger: Logger;
  readonly metrics: GatewayMetrics;
  readonly onEnded: () => void;
}

/** The items that a rejection names; there may be many, and one is enough to say what it was about. */
const MAX_ITEMS_NAMED = 20;

/**
 * One socket on one board: reads frames, holds the person to rates and sizes, and answers. What a frame means for the
 * board is the host's to decide. Every frame that closes the socket is logged once, with its code and no content.
 */
export class SyncSession implements RoomSession {
  readonly connectionId: ConnectionId;
  #member: BoardMember;
  readonly clientIds = new Set<ClientId>();
  readonly presenceIds = new Set<ClientId>();
  readonly introduced = new Set<ClientId>();
  readonly #options: SyncSessionOptions;
  readonly #rate: SendingRate;
  readonly #outbox: Outbox;
  readonly #early: EarlyUpdates;
  readonly #brake: Brake;
  /** Something was not taken since nothing can be saved: what follows has a gap, until the client's SyncStep2 fills it. */
  #owesAgain = false;
  readonly #feed: BoardFeed;
  #ended = false;
  /** How the next update came about, or that it was done without a connection. */
  #intent: Intent | OfflineWork | null = null;
  readonly #saved = new SavedFrames();
  #savedScheduled = false;

  constructor(options: SyncSessionOptions) {
    this.#options = options;
    this.#member = options.member;
    this.connectionId = options.connectionId;
    const { limits, personRate, rateLimits } = options;
    this.#early = new EarlyUpdates(limits.maxFrameBytes);
    this.#brake = new Brake(options.socket);
    this.#rate = new SendingRate({ personRate, brake: this.#brake, limits, holds: rateLimits });
    this.#outbox = new Outbox(new FrameWriter(options.socket, options.stream), outboxLimits(options.limits), () =>
      performance.now(),
    );
    this.#feed = new BoardFeed({
      host: options.room.host,
      recipient: this,
      outbox: this.#outbox,
      send: (frame) => this.#send(frame),
      close: (code, detail) => this.close(code, detail),
      charge: (frame) => this.#rate.asked(frame) || this.#tooFast(),
      onCutOff: () => options.metrics.cutOff.inc(),
    });
  }

  get hearsCompact(): boolean {
    return this.#options.compactPresence;
  }

  get member(): BoardMember {
    return this.#member;
  }

  get personId(): PersonId {
    return this.member.id;
  }

  get role(): Role {
    return this.member.role;
  }

  start(): void {
    const { room, limits, now } = this.#options;
    const { id, name, color, role } = this.member;
    this.sendWeft(
      encodeHello({
        protocol: PROTOCOL_VERSION,
        boardId: room.host.boardId,
        generation: room.host.generation,
        connectionId: this.connectionId,
        person: { id, name, color },
        role,
        board: formatOf(room.host.doc),
        now: now(),
        limits: { maxFrameBytes: limits.maxFrameBytes },
        locked: [...room.host.lockedItems],
      }),
    );
    const { storageFault } = room.host;
    if (storageFault !== null) this.sendWeft(encodeStorage({ fault: storageFault }));
    room.join(this);
    this.#askForAll();
    this.#tellPresence();
  }

  /** One frame as it came. Never throws. */
  onFrame(frame: Uint8Array, isBinary: boolean): void {
    if (this.#ended) return;
    if (!this.#rate.sent(frame)) return void this.#tooFast();
    if (!isBinary) return this.close('malformed_frame', 'text frame');
    if (frame.byteLength > this.#options.limits.maxFrameBytes)
      return this.close('frame_too_large', `${frame.byteLength}`);
    const began = performance.now();
    try {
      this.#dispatch(frame);
      if (!this.#ended && !this.#rate.took(performance.now() - began)) this.#tooFast();
    } catch (error) {
      if (error instanceof WeftError) this.close(error.code as CloseErrorCode, error.detail ?? '');
      // Its name only: what a decoder or JSON says quotes what people sent.
      else this.close('malformed_frame', error instanceof Error ? error.name : '');
    }
  }

  /** Closes the socket with the code's number, once. */
  close(code: CloseErrorCode, detail = ''): void {
    if (this.#ended) return;
    const { logger, room, socket, metrics } = this.#options;
    logger.info({ boardId: room.host.boardId, connectionId: this.connectionId, code, detail }, 'socket closed');
    metrics.refusals.inc({ code });
    this.end();
    socket.close(closeCodeOf(code), code);
  }

  /** The socket is gone, or about to be. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#feed.end();
    this.#options.room.leave(this);
    this.#options.onEnded();
  }

  sendWeft(frame: Uint8Array): void {
    if (this.#options.weft) this.#send(frame);
  }

  // Called by the host

  onDurable(batch: DurableBatch): void {
    this.#feed.onDurable(batch);
    if (!this.#options.weft) return;
    for (const frame of this.#options.room.eventFrames(batch, this)) this.#send(frame);
    this.#tellSaved();
  }

  onRenamed(name: string): void {
    this.#member = { ...this.#member, name };
    this.#options.room.showAgain(this);
  }

  onDisclosure(facts: DisclosureFacts): void {
    this.#options.room.disclose(facts);
  }

  /** Once all can be saved again the client is asked for what was not taken meanwhile. */
  onStorage(fault: StorageFault | null): void {
    this.sendWeft(encodeStorage({ fault }));
    if (fault === null && this.#owesAgain) this.#askForAll();
  }

  onHostClosed(code: CloseErrorCode): void {
    this.close(code);
  }

  // Called by the presence hub

  mayUse(clientId: ClientId): boolean {
    if (!this.#options.room.host.claim(this, clientId)) return false;
    this.#introduce(clientId);
    return true;
  }

  isFree(clientId: ClientId): boolean {
    return this.#options.room.host.ownerOf(clientId) === undefined;
  }

  sendPresence(frame: Uint8Array): boolean {
    if (this.#outbox.room !== 'free') {
      this.#options.metrics.presenceLeftOut.inc();
      return false;
    }
    this.#send(frame);
    return true;
  }

  #dispatch(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    switch (type) {
      case MESSAGE.sync:
        return this.#onSync(decoder);
      case MESSAGE.awareness:
        return this.#onPresence(decoding.readVarUint8Array(decoder));
      case MESSAGE.queryAwareness:
        return this.#tellPresence();
      case MESSAGE.presence:
        if (this.#options.compactPresence) return this.#onCompactPresence(decoder);
        break;
      case MESSAGE.intent:
        if (this.#options.weft) {
          this.#intent = decodeIntent(frame);
          return;
        }
        break;
    }
    this.close('unknown_message_type', String(type));
  }

  #onSync(decoder: decoding.Decoder): void {
    const kind = decoding.readVarUint(decoder);
    const body = decoding.readVarUint8Array(decoder);
    if (decoding.hasContent(decoder)) return this.close('malformed_frame', 'bytes after the message');
    this.#saved.came();
    switch (kind) {
      case messageYjsSyncStep1:
        this.#answerSyncStep1(body);
        break;
      case messageYjsSyncStep2:
        this.#owesAgain = false;
        if (!this.#takeUpdate({ body, intent: this.#takeIntent() })) return;
        for (const early of this.#early.release()) if (!this.#takeUpdate(early)) return;
        break;
      case messageYjsUpdate:
        if (!this.#takeInOrder({ body, intent: this.#takeIntent() })) return;
        break;
      default:
        return this.close('malformed_frame', `sync kind ${kind}`);
    }
    // A stock client is not told, so nothing is kept for it. Another SyncStep1 saves nothing of what still waits for the
    // client's SyncStep2.
    if (!this.#options.weft || this.#early.waiting || this.#owesAgain) return;
    this.#saved.tookAll(this.#options.room.host.seq);
    this.#tellSaved();
  }

  /** Everybody may know whose a clientID is once that is on disk: else somebody could take it after a crash. */
  #introduce(clientId: ClientId): void {
    const { room } = this.#options;
    const claimed = room.host.claimed(clientId);
    if (claimed === null) return room.introduce(this, [clientId]);
    void claimed.then(() => {
      if (!this.#ended) room.introduce(this, [clientId]);
    });
  }

  #takeIntent(): Intent | OfflineWork | null {
    const intent = this.#intent;
    this.#intent = null;
    return intent;
  }

  /** @returns false when the update waits for the client's SyncStep2, or the session was closed. */
  #takeInOrder(update: EarlyUpdate): boolean {
    if (!this.#early.waiting) return this.#takeUpdate(update, () => this.#early.keep(update));
    if (!this.#early.keep(update)) this.close('clock_gap', 'too much ahead of SyncStep2');
    return false;
  }

  /**
   * @param mayWait asked when something is missing that the update builds on
   * @returns false when it waits or the session was closed
   */
  #takeUpdate({ body, intent }: EarlyUpdate, mayWait: () => boolean = () => false): boolean {
    const { room } = this.#options;
    const author = { personId: this.personId, connectionId: this.connectionId, ...circumstancesOf(intent) };
    const receipt = room.host.receive(this, body, author);
    if (receipt.taken) {
      for (const clientId of receipt.claimed) this.#introduce(clientId);
      if (room.host.backlog !== null) this.#slowDown(room.host.backlog);
      return receipt.rejected === null || this.#reject(receipt.rejected.code, receipt.rejected.records);
    }
    const { code } = receipt;
    if (code === 'storage_full' || code === 'storage_failed') return this.#leave(code);
    if (code === 'clock_gap' && this.#owesAgain) return true;
    if (code === 'clock_gap' && mayWait()) return false;
    if (code === 'read_only') return this.#reject(code);
    this.close(code, receipt.detail);
    return false;
  }

  /**
   * Nothing can be saved: the change stays with its sender. Weft's own client says so and is asked for it again later; a
   * stock one is closed with a code that makes it come back and bring it.
   */
  #leave(fault: StorageFault): boolean {
    if (!this.#options.weft) {
      this.close(fault);
      return false;
    }
    this.#options.metrics.refusals.inc({ code: fault });
    this.#owesAgain = true;
    return true;
  }

  /** The disk takes less than what comes in: rather than that memory grows, the senders wait. */
  #slowDown(backlog: Promise<void>): void {
    if (this.#brake.hold('log', backlog)) this.#options.metrics.slowedByLog.inc();
  }

  /** SyncStep1: the client answers with all that the board lacks. */
  #askForAll(): void {
    this.#send(syncFrame(messageYjsSyncStep1, Y.encodeStateVector(this.#options.room.host.doc)));
  }

  /**
   * The sender's copy holds what the board does not. Weft's own client makes it anew; a stock one cannot, and is closed.
   * @returns whether the session goes on
   */
  #reject(code: 'locked' | 'read_only' | 'board_full', records: readonly string[] = []): boolean {
    if (!this.#options.weft) {
      this.close(code);
      return false;
    }
    this.#options.metrics.refusals.inc({ code });
    const items = records.flatMap((id) => ItemIdSchema.safeParse(id).data ?? []).slice(0, MAX_ITEMS_NAMED);
    this.#send(encodeRejected({ code, message: ERRORS[code].message, items }));
    return true;
  }

  #answerSyncStep1(stateVector: Uint8Array): void {
    const { host } = this.#options.room;
    const theirs = readStateVector(stateVector);
    if (theirs === null) throw new WeftError('malformed_frame', 'state vector');
    this.#early.onStateVector(theirs, (client) => Y.getState(host.doc.store, client));
    this.#feed.ask(stateVector);
  }

  #onPresence(update: Uint8Array): void {
    const entries = readPresence(update, {
      // A stock client repeats what it hears, so a frame may name everybody who is here.
      maxEntries: 4096,
      maxStateBytes: this.#options.limits.maxPresenceBytes,
    });
    if (entries === null) return this.close('presence_invalid');
    this.#options.room.presence.receive(this, entries);
  }

  #onCompactPresence(decoder: decoding.Decoder): void {
    const said = readCompactPresence(decoder);
    if (said === null) return this.close('presence_invalid');
    const { presence } = this.#options.room;
    if (!presence.receiveCompact(this, said.clientId, said.patch))
      this.close('presence_invalid', 'not its own, or large');
  }

  #tellPresence(): void {
    const present = this.#options.room.presence.whole(this.hearsCompact);
    if (present !== null) this.#send(present);
  }

  /** Tells the client once per turn how many of its sync frames are on disk. */
  #tellSaved(): void {
    if (!this.#options.weft || this.#savedScheduled) return;
    this.#savedScheduled = true;
    setImmediate(() => {
      this.#savedScheduled = false;
      const seq = this.#options.room.host.durableSeq;
      const frames = this.#saved.durableUpTo(seq);
      if (frames !== null) this.#send(encodeSaved({ frames, seq }));
    });
  }

  #tooFast(): false {
    this.close('rate_limited');
    return false;
  }

  #send(frame: Uint8Array): void {
    if (this.#ended) return;
    if (this.#outbox.room === 'hopeless') return this.close('too_slow', `${this.#outbox.waiting}`);
    this.#outbox.send(frame);
  }
}

function circumstancesOf(intent: Intent | OfflineWork | null): Pick<Author, 'intent' | 'madeAt'> {
  if (intent === null) return {};
  return intent.kind === 'offline' ? { madeAt: intent.madeAt } : { intent };
}

const outboxLimits = (limits: Limits): OutboxLimits => ({
  maxPresenceBytes: limits.maxPresenceQueueBytes,
  maxFedBytes: limits.maxFedQueueBytes,
  maxQueuedBytes: limits.maxQueuedBytes,
  patienceMs: limits.slowReaderMs,
});
