import { FORMAT_VERSION } from '@weft/board-model';
import {
  encodeEvent,
  encodeHello,
  encodeRejected,
  encodeSaved,
  encodeStorage,
  MESSAGE,
  PROTOCOL_VERSION,
} from '@weft/protocol';
import type { BoardId, ConnectionId, Hello, ItemId, Person, PersonId } from '@weft/protocol';
import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, length, toUint8Array, writeVarUint } from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';

export const ANN: Person = { id: 'p1' as PersonId, name: 'Ann', color: '#b5382a' };
const BROADCAST_MS = 50;

export const BOARD = 'b1' as BoardId;

/** A relay without a network: what it has received is durable when the test says `save`. */
export class FakeRelay {
  doc = new Y.Doc();
  generation = 'g1';
  /** What the board's document says of its version. */
  board: Hello['board'] = { format: FORMAT_VERSION, schema: null };
  readonly locked: ItemId[] = [];
  maxFrameBytes = 1_000_000;
  /** Sockets that were tried while this is false fail as in a lost network. */
  reachable = true;
  readonly sockets: FakeSocket[] = [];

  constructor() {
    this.doc.getMap('records').set('document:document', new Y.Map());
    this.doc.on('update', (update: Uint8Array, from: unknown) => {
      const frame = syncFrame((encoder) => writeUpdate(encoder, update));
      // A moment after the sender hears that it is saved.
      for (const socket of this.sockets) if (socket !== from) setTimeout(() => socket.deliver(frame), BROADCAST_MS);
    });
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has connected');
    return socket;
  }

  /** The class to put in the place of the browser's WebSocket. */
  socketClass(): typeof WebSocket {
    const relay = this as FakeRelay;
    // The part of a WebSocket that the provider uses.
    return class extends FakeSocket {
      constructor() {
        super(relay);
      }
    } as unknown as typeof WebSocket;
  }

  opened(socket: FakeSocket): void {
    const hello = {
      protocol: PROTOCOL_VERSION,
      boardId: BOARD,
      generation: this.generation,
      connectionId: 'c1' as ConnectionId,
      person: ANN,
      role: 'participant' as const,
      board: this.board,
      now: 0,
      limits: { maxFrameBytes: this.maxFrameBytes },
      locked: this.locked,
    };
    socket.deliver(encodeHello(hello));
    socket.deliver(syncFrame((encoder) => writeSyncStep1(encoder, this.doc)));
  }

  received(socket: FakeSocket, frame: Uint8Array): void {
    const decoder = createDecoder(frame);
    if (readVarUint(decoder) !== MESSAGE.sync) return;
    socket.syncFrames.push(frame);
    const answer = syncFrame((encoder) => readSyncMessage(decoder, encoder, this.doc, socket));
    if (answer.length > 1) socket.deliver(answer);
  }

  /** Everything that was received on this connection is durable. */
  save(socket = this.socket): void {
    socket.deliver(encodeSaved({ frames: socket.syncFrames.length, seq: 1 }));
  }

  /** As a server says whose disk is full, or has room again. */
  full(isFull: boolean): void {
    this.socket.deliver(encodeStorage({ fault: isFull ? 'storage_full' : null }));
  }

  reject(socket = this.socket): void {
    socket.deliver(encodeRejected({ code: 'locked', message: 'no', items: ['shape:locked' as ItemId] }));
  }

  /** Tells every connection of it, and who comes later in hello. */
  lock(...itemIds: ItemId[]): void {
    this.locked.push(...itemIds);
    const message = { seq: 1, at: 0, personId: null, event: { type: 'locked' as const, itemIds } };
    for (const socket of this.sockets) socket.deliver(encodeEvent(message));
  }
}

function syncFrame(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, MESSAGE.sync);
  write(encoder);
  return length(encoder) > 0 ? toUint8Array(encoder) : new Uint8Array();
}

class FakeSocket {
  static readonly OPEN = 1;
  readonly OPEN = 1;
  readyState = 0;
  binaryType = 'arraybuffer';
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly syncFrames: Uint8Array[] = [];
  readonly #relay: FakeRelay;

  constructor(relay: FakeRelay) {
    this.#relay = relay;
    relay.sockets.push(this);
    queueMicrotask(() => (relay.reachable ? this.#open() : this.drop(1006)));
  }

  send(data: Uint8Array): void {
    // As a network would: later, and of the bytes as they are now.
    const frame = data.slice();
    queueMicrotask(() => this.#relay.received(this, frame));
  }

  close(): void {
    this.drop(1000);
  }

  /** The connection ends from the other side. */
  drop(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }

  deliver(frame: Uint8Array): void {
    if (this.readyState !== 1) return;
    this.onmessage?.({ data: frame.slice().buffer });
  }

  #open(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.();
    this.#relay.opened(this);
  }
}
