import { ByteReader } from './ByteReader.ts';
import { CONTENT, type ItemReferences } from './ScannedUpdate.ts';
import { ANY } from './skipAny.ts';

/**
 * The values of an item that holds strings, as Yjs writes the values of a map.
 *
 * @param bytes the update that was scanned
 * @returns null where something else is held, or strings in another form
 */
export function readStrings(bytes: Uint8Array, { content, contentAt, length }: ItemReferences): string[] | null {
  if (content !== CONTENT.any) return null;
  const reader = new ByteReader(bytes);
  reader.position = contentAt;
  const strings: string[] = [];
  const count = reader.count(1);
  for (let index = 0; index < count && reader.ok; index += 1) {
    if (reader.uint8() !== ANY.string) return null;
    strings.push(reader.string());
  }
  return reader.ok && strings.length === length ? strings : null;
}
