import { decodePresenceNews, encodePresence, MESSAGE, type PresencePatch } from '@weft/protocol';
import * as decoding from 'lib0/decoding';
import { clientFrame, OPCODE } from '../wire/webSocketFrames.ts';
import { PRESENCE_STATE } from './awarenessFrame.ts';
import { cursorPath, type Hearing } from './Voice.ts';
import { YjsVoice } from './YjsVoice.ts';

/** Weft's own client: presence in parts, and word of how much of its work is on disk. */
export class WeftVoice extends YjsVoice {
  readonly #clientId: number;
  readonly #path: Iterator<readonly [string, string], never>;
  #said = false;
  #ownSlot: number | null = null;

  constructor(clientId: number) {
    super({ clientId });
    this.#clientId = clientId;
    this.#path = cursorPath(clientId);
  }

  /** All that there is to say the first time, and then only where the pointer is. */
  override moveCursor(): Uint8Array {
    const [x, y] = this.#path.next().value;
    const pointer = [Number(x), Number(y)] as const;
    const patch: PresencePatch = this.#said
      ? { gone: false, whole: false, fields: {}, pointer }
      : { gone: false, whole: true, fields: { canvas: PRESENCE_STATE }, pointer };
    this.#said = true;
    return clientFrame(encodePresence(this.#clientId, patch), OPCODE.binary).frame;
  }

  override hear(payload: Uint8Array, hearing: Hearing): void {
    if (payload[0] !== MESSAGE.presence) return super.hear(payload, hearing);
    for (const { slot, clientId, pointer } of decodePresenceNews(payload).entries) {
      if (clientId === this.#clientId) this.#ownSlot = slot;
      if (slot !== this.#ownSlot && pointer) hearing.onCursor();
    }
  }

  /** The frames before the edits are those of the greeting: *saved* counts every sync frame of the connection. */
  savedEdits(payload: Uint8Array): number | null {
    if (payload[0] !== MESSAGE.saved) return null;
    const decoder = decoding.createDecoder(payload);
    decoding.readVarUint(decoder);
    return decoding.readVarUint(decoder) - this.greeting.length;
  }
}
