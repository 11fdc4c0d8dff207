import * as encoding from 'lib0/encoding';
import { MESSAGE } from '@weft/protocol';

/** A y-protocols sync message as one frame. `kind`: 0 SyncStep1, 1 SyncStep2, 2 Update. */
export function syncFrame(kind: number, body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}
