import { connect, type Socket } from 'node:net';
import { clientFrame, FrameReader, OPCODE } from './webSocketFrames.ts';

export interface WireSocketEvents {
  readonly onOpen: () => void;
  /** `payload` is valid only during the call. */
  readonly onPayload: (payload: Uint8Array) => void;
  /** The close code, where the server said one. */
  readonly onClosed: (code: number | null) => void;
}

/** All sockets read into one buffer: a chunk is dealt with before the next one is read. */
const READ_BUFFER = new Uint8Array(256 * 1024);
const HEADERS_END = '\r\n\r\n';
/** What may wait in one socket of the generator. A server that does not read gets no more until it does. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** A WebSocket client that costs as little as one can: it counts what it is sent and decodes only what is asked for. */
export class WireSocket {
  bytesIn = 0;
  /** Frames that were not sent because the server did not read. */
  heldBack = 0;
  readonly reader: FrameReader;
  readonly #events: WireSocketEvents;
  readonly #socket: Socket;
  #open = false;
  #closed = false;
  #head = '';
  #code: number | null = null;

  constructor(port: number, path: string, events: WireSocketEvents) {
    this.#events = events;
    this.reader = new FrameReader((payload, opcode) => this.#onPayload(payload, opcode));
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      onread: { buffer: READ_BUFFER, callback: (length, buffer) => this.#onRead(buffer.subarray(0, length)) },
    });
    this.#socket.setNoDelay(true);
    this.#socket.on('connect', () => this.#socket.write(upgradeRequest(port, path)));
    // 'close' follows, and says all that a benchmark wants to know.
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#end());
  }

  get isOpen(): boolean {
    return this.#open && !this.#closed;
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.writableLength > MAX_WAITING_BYTES) this.heldBack += 1;
    else this.#socket.write(frame);
  }

  close(): void {
    this.#socket.destroy();
  }

  #onRead(chunk: Uint8Array): boolean {
    this.bytesIn += chunk.length;
    if (this.#open) this.reader.push(chunk);
    else this.#readHead(chunk);
    return true;
  }

  #readHead(chunk: Uint8Array): void {
    this.#head += Buffer.from(chunk).toString('latin1');
    const end = this.#head.indexOf(HEADERS_END);
    if (end < 0) return;
    if (!this.#head.startsWith('HTTP/1.1 101')) return this.close();
    this.#open = true;
    const rest = Buffer.from(this.#head.slice(end + HEADERS_END.length), 'latin1');
    this.#head = '';
    this.#events.onOpen();
    if (rest.length > 0) this.reader.push(rest);
  }

  #onPayload(payload: Uint8Array, opcode: number): void {
    if (opcode === OPCODE.ping) this.send(clientFrame(payload, OPCODE.pong).frame);
    else if (opcode === OPCODE.close) this.#onClose(payload);
    else if (opcode !== OPCODE.pong) this.#events.onPayload(payload);
  }

  #onClose(payload: Uint8Array): void {
    if (payload.length >= 2) this.#code = ((payload[0] as number) << 8) | (payload[1] as number);
    this.close();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events.onClosed(this.#code);
  }
}

/** The key is RFC 6455's own example: nobody here has to be convinced that the other side speaks WebSocket. */
function upgradeRequest(port: number, path: string): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  return `${lines.join('\r\n')}${HEADERS_END}`;
}
