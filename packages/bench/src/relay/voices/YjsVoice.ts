import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writeChanges } from '@weft/board-model';
import * as Y from 'yjs';
import { asAdded, noteRecord } from '../../board/boardRecords.ts';
import { clientFrame, OPCODE } from '../wire/webSocketFrames.ts';
import { AwarenessFrame } from './awarenessFrame.ts';
import { movesIn } from './movesIn.ts';
import { cursorPath, positionOf, type Hearing, type Voice } from './Voice.ts';

const SYNC = 0;
const AWARENESS = 1;
const KIND = { step1: 0, step2: 1, update: 2 } as const;
/** The state vector, and the update, of a document with nothing in it. */
const NOTHING_KNOWN = Uint8Array.of(0);
const NOTHING_NEW = Uint8Array.of(0, 0);

export interface YjsVoiceOptions {
  /** Different for everybody on a board. */
  readonly clientId: number;
  /** What this relay wants before every message; nothing by default. */
  readonly prefix?: Uint8Array;
  /** Messages before the first one of sync. */
  readonly before?: readonly Uint8Array[];
  /** False for a relay that has no document of its own. */
  readonly syncs?: boolean;
}

/** A client of a y-websocket server, or of one that differs from it in what stands before a message. */
export class YjsVoice implements Voice {
  readonly greeting: readonly Uint8Array[];
  readonly isWelcome: Voice['isWelcome'];
  readonly #clientId: number;
  readonly #prefix: Uint8Array;
  readonly #cursor: AwarenessFrame;
  readonly #path: Iterator<readonly [string, string], never>;
  readonly #clocks = new Map<number, number>();
  #note: { readonly map: Y.Map<unknown>; readonly updates: Uint8Array[] } | null = null;

  constructor({ clientId, prefix = new Uint8Array(0), before = [], syncs = true }: YjsVoiceOptions) {
    this.#clientId = clientId;
    this.#prefix = prefix;
    this.#cursor = new AwarenessFrame(clientId, prefix);
    this.#path = cursorPath(clientId);
    this.greeting = syncs
      ? [...before, this.#sync(KIND.step1, NOTHING_KNOWN), this.#sync(KIND.step2, NOTHING_NEW)]
      : before;
    this.isWelcome = syncs ? (payload) => this.#isSync(payload, KIND.step2) : null;
  }

  addNote(editor: number): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = this.#clientId;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const note = noteRecord(editor, '');
    writeChanges(doc, { added: asAdded([note]), updated: {}, removed: {} }, null);
    this.#note = { map: doc.getMap('records').get(note.id) as Y.Map<unknown>, updates };
    return this.#sync(KIND.update, updates.pop() as Uint8Array);
  }

  moveNote(editor: number, move: number): Uint8Array {
    if (this.#note === null) throw new Error('an editor moves a note of its own');
    this.#note.map.set('xy', [positionOf(move), positionOf(editor)]);
    return this.#sync(KIND.update, this.#note.updates.pop() as Uint8Array);
  }

  /** Any update as this client sends it. */
  update(update: Uint8Array): Uint8Array {
    return this.#sync(KIND.update, update);
  }

  moveCursor(): Uint8Array {
    return this.#cursor.at(this.#path.next().value);
  }

  hear(payload: Uint8Array, hearing: Hearing): void {
    const decoder = decoding.createDecoder(payload.subarray(this.#prefix.length));
    const type = decoding.readVarUint(decoder);
    if (type === SYNC) movesIn(payload, (editor, move) => hearing.onMove(editor, move));
    else if (type === AWARENESS) this.#hearPresence(decoding.readVarUint8Array(decoder), hearing);
  }

  #hearPresence(body: Uint8Array, hearing: Hearing): void {
    const decoder = decoding.createDecoder(body);
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const clientId = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const stateBytes = decoding.readVarUint(decoder);
      decoder.pos += stateBytes;
      if (clientId === this.#clientId || (this.#clocks.get(clientId) ?? -1) >= clock) continue;
      this.#clocks.set(clientId, clock);
      hearing.onCursor();
    }
  }

  #isSync(payload: Uint8Array, kind: number): boolean {
    const at = this.#prefix.length;
    return payload[at] === SYNC && payload[at + 1] === kind;
  }

  #sync(kind: number, body: Uint8Array): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeUint8Array(encoder, this.#prefix);
    encoding.writeVarUint(encoder, SYNC);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, body);
    return clientFrame(encoding.toUint8Array(encoder), OPCODE.binary).frame;
  }
}
