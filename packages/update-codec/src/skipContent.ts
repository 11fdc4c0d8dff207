import type { ByteReader } from './ByteReader.ts';
import { JsonText } from './JsonText.ts';
import { CONTENT } from './ScannedUpdate.ts';
import { isAnyObject, skipAny } from './skipAny.ts';

/** Type references of Yjs: array 0, map 1, text 2, XML element 3, XML fragment 4, XML hook 5, XML text 6. */
const XML_ELEMENT = 3;
const XML_HOOK = 5;
const LAST_TYPE = 6;

/**
 * Passes over an item's content.
 * @returns its length in clocks; 0 when the reader failed
 */
export function skipContent(reader: ByteReader, content: number, maxNesting: number): number {
  switch (content) {
    case CONTENT.deleted:
      return reader.varUint();
    case CONTENT.string:
      return reader.skipString();
    case CONTENT.any:
      return skipEach(reader, () => skipAny(reader, maxNesting));
    case CONTENT.json:
      return skipEach(reader, () => skipJson(reader, maxNesting, true));
    default:
      skipSingle(reader, content, maxNesting);
      return 1;
  }
}

function skipEach(reader: ByteReader, skipValue: () => void): number {
  const count = reader.count(1);
  for (let index = 0; index < count && reader.ok; index += 1) skipValue();
  return count;
}

/** Content that is always one clock long. */
function skipSingle(reader: ByteReader, content: number, maxNesting: number): void {
  switch (content) {
    case CONTENT.binary:
      reader.skip(reader.varUint());
      return;
    case CONTENT.embed:
      skipJson(reader, maxNesting, false);
      return;
    case CONTENT.format:
      reader.skipString();
      skipJson(reader, maxNesting, false);
      return;
    case CONTENT.type:
      skipType(reader);
      return;
    case CONTENT.doc:
      reader.skipString();
      // Yjs reads options off this value, and throws on null.
      if (isAnyObject(reader)) skipAny(reader, maxNesting);
      else reader.fail('document options are no object');
      return;
    default:
      reader.fail('unknown content');
  }
}

function skipType(reader: ByteReader): void {
  const type = reader.varUint();
  if (type > LAST_TYPE) reader.fail('unknown type');
  else if (type === XML_ELEMENT || type === XML_HOOK) reader.skipString();
}

/** A string of JSON. The old list content also knows the bare word `undefined`. */
function skipJson(reader: ByteReader, maxNesting: number, orUndefined: boolean): void {
  const bytes = reader.varUint();
  reader.skipUtf8(bytes);
  if (!reader.ok) return;
  const end = reader.position;
  const start = end - bytes;
  if (orUndefined && isUndefined(reader.bytes, start, end)) return;
  const wrong = new JsonText(reader.bytes, start, end).check(maxNesting);
  if (wrong !== null) reader.fail(wrong);
}

function isUndefined(bytes: Uint8Array, start: number, end: number): boolean {
  const word = 'undefined';
  if (end - start !== word.length) return false;
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[start + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}
