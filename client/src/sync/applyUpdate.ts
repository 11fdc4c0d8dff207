import { readAny, readVarString, readVarUint, type Decoder } from 'lib0/decoding';
import * as Y from 'yjs';

/** Names of properties, colours, words: what is no longer than this is mostly one of few. */
const LONGEST_KEPT = 24;
/** More than these are decoded faster in one go by the browser. */
const LONGEST_BY_HAND = 96;
/** A power of two. */
const PLACES = 2_048;
/** What lib0 writes before a string among values of any kind. */
const STRING_TAG = 119;

/** What is shorter is no board, and not worth the places. */
const SMALL = 4_096;

/**
 * Takes an update into a document as `Y.applyUpdate` does, in some three quarters of the time where it is a whole board.
 *
 * Of the time in which Yjs reads a board of thousands of items, a third goes into its strings: each of a hundred thousand
 * is handed to the browser's decoder, though it is a few letters long and was read a moment before.
 */
export function applyUpdate(doc: Y.Doc, update: Uint8Array, origin?: unknown): void {
  if (update.length < SMALL) Y.applyUpdate(doc, update, origin);
  else Y.applyUpdateV2(doc, update, origin, StringKeepingDecoder);
}

/** Yjs's decoder of V1, which reads short ASCII strings itself and the same one as the same object. */
class StringKeepingDecoder extends Y.UpdateDecoderV1 {
  readonly #kept = Array.from<string | undefined>({ length: PLACES });

  override readString(): string {
    return this.#string();
  }

  override readKey(): string {
    return this.#string();
  }

  override readAny(): unknown {
    const decoder = this.restDecoder;
    if (decoder.arr[decoder.pos] !== STRING_TAG) return readAny(decoder);
    decoder.pos++;
    return this.#string();
  }

  #string(): string {
    const decoder = this.restDecoder;
    const before = decoder.pos;
    const length = readVarUint(decoder);
    const { arr, pos } = decoder;
    const end = pos + length;
    const hash = length <= LONGEST_BY_HAND && end <= arr.length ? asciiHash(arr, pos, end) : -1;
    if (hash < 0) return readAsLib0(decoder, before);
    decoder.pos = end;
    if (length > LONGEST_KEPT) return asciiText(arr, pos, end);
    const place = hash & (PLACES - 1);
    const kept = this.#kept[place];
    if (kept !== undefined && isThere(kept, arr, pos, end)) return kept;
    return (this.#kept[place] = asciiText(arr, pos, end));
  }
}

/** Also where the bytes are no string: it throws as it always did. */
function readAsLib0(decoder: Decoder, from: number): string {
  decoder.pos = from;
  return readVarString(decoder);
}

/** A number for these bytes; -1 where one of them is no ASCII. */
function asciiHash(arr: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let all = 0;
  for (let i = from; i < to; i++) {
    const byte = arr[i] ?? 0;
    all |= byte;
    hash = (hash * 31 + byte) & 0x3fffffff;
  }
  return all > 127 ? -1 : hash;
}

function asciiText(arr: Uint8Array, from: number, to: number): string {
  return String.fromCharCode.apply(null, arr.subarray(from, to) as unknown as number[]);
}

function isThere(text: string, arr: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let i = from; i < to; i++) if (text.charCodeAt(i - from) !== arr[i]) return false;
  return true;
}
