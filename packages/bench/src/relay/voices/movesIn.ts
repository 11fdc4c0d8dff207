import { numberIn } from './Voice.ts';

/** lib0's `any` encoding of an array of two 32-bit floats: 117, 2, 124 and four bytes, 124 and four bytes. */
const ARRAY = 117;
const FLOAT32 = 124;
const LENGTH = 12;

/**
 * Finds the moves in a Yjs update by how a position is encoded, without decoding the rest: a probe reads thousands of
 * updates a second beside everything else that the generator does.
 */
export function movesIn(bytes: Uint8Array, onMove: (editor: number, move: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(ARRAY); at >= 0; at = bytes.indexOf(ARRAY, at)) {
    const found = bytes[at + 1] === 2 && bytes[at + 2] === FLOAT32 && bytes[at + 7] === FLOAT32;
    if (!found || at + LENGTH > bytes.length) {
      at += 1;
      continue;
    }
    onMove(numberIn(view.getFloat32(at + 8)), numberIn(view.getFloat32(at + 3)));
    at += LENGTH;
  }
}
