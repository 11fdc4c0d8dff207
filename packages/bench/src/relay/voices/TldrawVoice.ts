import { InstancePresenceRecordType } from '@tldraw/tlschema';
import { SCHEMA } from '@weft/board-model';
import { noteRecord } from '../../board/boardRecords.ts';
import { clientFrame, OPCODE } from '../wire/webSocketFrames.ts';
import { cursorPath, numberIn, positionOf, type Hearing, type Voice } from './Voice.ts';

/** Of `@tldraw/sync-core` 5.4. */
const PROTOCOL_VERSION = 8;
/** The room passes on only what is different, so the note's number is read from its id. */
const MOVE = /"shape:(\d+)[a-z]*":\["patch",\{"x":\["put",([\d.]+)\]/g;
const PRESENCE = /"instance_presence:[^"]+":\["p/g;
const TEXT = new TextEncoder();

/** A client of tldraw's own sync protocol: records as JSON, changes as diffs of them. */
export class TldrawVoice implements Voice {
  readonly greeting: readonly Uint8Array[];
  readonly #path: Iterator<readonly [string, string], never>;
  readonly #person: number;
  #clock = 0;
  #present = false;

  constructor(person: number) {
    this.#person = person;
    this.#path = cursorPath(person);
    const schema = SCHEMA.serialize();
    this.greeting = [
      frameOf({
        type: 'connect',
        connectRequestId: `bench-${person}`,
        lastServerClock: -1,
        protocolVersion: PROTOCOL_VERSION,
        schema,
      }),
    ];
  }

  isWelcome(payload: Uint8Array): boolean {
    return Buffer.from(payload.subarray(0, 40)).toString('utf8').startsWith('{"type":"connect"');
  }

  addNote(editor: number): Uint8Array {
    const note = noteRecord(editor, '');
    return this.#push({ diff: { [note.id]: ['put', note] } });
  }

  moveNote(editor: number, move: number): Uint8Array {
    const to = { x: ['put', positionOf(move)], y: ['put', positionOf(editor)] };
    return this.#push({ diff: { [noteRecord(editor, '').id]: ['patch', to] } });
  }

  moveCursor(): Uint8Array {
    const [x, y] = this.#path.next().value.map(Number);
    const cursor = { x, y, type: 'default', rotation: 0 };
    const lastActivityTimestamp = 1_790_000_000_000 + this.#clock;
    if (this.#present) {
      const presence = { cursor: ['put', cursor], lastActivityTimestamp: ['put', lastActivityTimestamp] };
      return this.#push({ presence: ['patch', presence] });
    }
    this.#present = true;
    const record = InstancePresenceRecordType.create({
      id: InstancePresenceRecordType.createId(String(this.#person)),
      currentPageId: noteRecord(0, '').parentId as never,
      userId: `user:${this.#person}` as never,
      userName: `Person ${this.#person}`,
      camera: { x: -412.5, y: -220.1, z: 1 },
      screenBounds: { x: 0, y: 0, w: 1440, h: 900 },
      lastActivityTimestamp,
    });
    return this.#push({ presence: ['put', { ...record, cursor }] });
  }

  hear(payload: Uint8Array, hearing: Hearing): void {
    const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('latin1');
    for (const [, note, x] of text.matchAll(MOVE)) hearing.onMove(Number(note), numberIn(Number(x)));
    // The room does not send a client its own presence.
    for (let match = PRESENCE.exec(text); match !== null; match = PRESENCE.exec(text)) hearing.onCursor();
  }

  #push(change: object): Uint8Array {
    this.#clock += 1;
    return frameOf({ type: 'push', clientClock: this.#clock, ...change });
  }
}

const frameOf = (message: object): Uint8Array => clientFrame(TEXT.encode(JSON.stringify(message)), OPCODE.text).frame;
