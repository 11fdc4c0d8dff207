import { writeUint8Array, writeVarString, writeVarUint, type Encoder } from 'lib0/encoding';
import { ByteReader } from './ByteReader.ts';
import { CONTENT } from './ScannedUpdate.ts';
import { skipAny } from './skipAny.ts';
import { CONTENT_BITS } from './structInfo.ts';

/** Where an item's content stands in the bytes. */
interface ContentPlace {
  readonly bytes: Uint8Array;
  readonly info: number;
  readonly contentAt: number;
}

/** Content of several clocks, of which some can be written without the others. */
export const isCuttable = (content: number): boolean =>
  content === CONTENT.string || content === CONTENT.any || content === CONTENT.json;

/** Writes some clocks of an item's content. As in Yjs, what is left of a halved surrogate pair is U+FFFD. */
export function cutContent(encoder: Encoder, place: ContentPlace, from: number, length: number): void {
  const reader = new ByteReader(place.bytes);
  reader.position = place.contentAt;
  const content = place.info & CONTENT_BITS;
  if (content === CONTENT.string) writeVarString(encoder, cutString(reader.string(), from, length));
  else cutValues(encoder, reader, content, from, length);
}

function cutString(text: string, from: number, length: number): string {
  return text
    .slice(from, from + length)
    .replace(/^[\udc00-\udfff]/, '\ufffd')
    .replace(/[\ud800-\udbff]$/, '\ufffd');
}

function cutValues(encoder: Encoder, reader: ByteReader, content: number, from: number, length: number): void {
  const skip = (): void => {
    if (content === CONTENT.any) skipAny(reader, Infinity);
    else reader.skipString();
  };
  reader.varUint();
  for (let value = 0; value < from; value += 1) skip();
  const start = reader.position;
  for (let value = 0; value < length; value += 1) skip();
  writeVarUint(encoder, length);
  writeUint8Array(encoder, reader.bytes.subarray(start, reader.position));
}
