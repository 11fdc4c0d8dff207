import { MESSAGE } from '@weft/protocol';
import * as decoding from 'lib0/decoding';
import { YjsVoice } from './YjsVoice.ts';

/** A client that asked for Weft's own messages: it also hears how much of its work is on disk. */
export class WeftVoice extends YjsVoice {
  constructor(clientId: number) {
    super({ clientId });
  }

  /** The frames before the edits are those of the greeting: *saved* counts every sync frame of the connection. */
  savedEdits(payload: Uint8Array): number | null {
    if (payload[0] !== MESSAGE.saved) return null;
    const decoder = decoding.createDecoder(payload);
    decoding.readVarUint(decoder);
    return decoding.readVarUint(decoder) - this.greeting.length;
  }
}
