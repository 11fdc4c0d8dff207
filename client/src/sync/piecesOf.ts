import { splitUpdate } from '@weft/update-codec';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { messageYjsSyncStep1 } from 'y-protocols/sync';

/** What a frame takes beside its update, at most. */
const HEADER_BYTES = 8;

/**
 * A sync frame that is longer than the server takes, in several. Hours of drawing without a connection are, or a page of
 * thousands that one undo brings back: sent as one, the server would close for good, again after each reload.
 */
export function piecesOf(frame: Uint8Array<ArrayBuffer>, maxBytes: number): readonly Uint8Array<ArrayBuffer>[] {
  if (frame.byteLength <= maxBytes) return [frame];
  const decoder = createDecoder(frame);
  const type = readVarUint(decoder);
  const kind = readVarUint(decoder);
  if (kind === messageYjsSyncStep1) return [frame];
  return splitUpdate(readVarUint8Array(decoder), maxBytes - HEADER_BYTES).map((update) => {
    const encoder = createEncoder();
    writeVarUint(encoder, type);
    writeVarUint(encoder, kind);
    writeVarUint8Array(encoder, update);
    return toUint8Array(encoder);
  });
}
