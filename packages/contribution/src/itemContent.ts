import type * as Y from 'yjs';
import { typeUnder, valuesUnder } from './structs.ts';

/** What an item says beside its text, and no change of looks alters. */
const SAYING = new Set(['props.name', 'props.url', 'props.assetId', 'props.altText']);
const STROKE = 'props.segments';
const POINT = 'props.points.';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A mark of what an item says beside its text: its name, image, address, strokes and points. Equal for equal content; may
 * be read while the item is being removed.
 */
export function contentMark(id: string, records: Y.Map<unknown>): string {
  const record = typeUnder(records, id);
  const said: string[] = [];
  for (const [key, values] of record === null ? [] : valuesUnder(record)) {
    if (key === STROKE) said.push(values.map(strokePiece).join(''));
    else if ((SAYING.has(key) && values.some(isSaid)) || key.startsWith(POINT))
      said.push(JSON.stringify([key, values]));
  }
  return said.length === 0 ? '' : fingerprint(said.toSorted().join(' '));
}

/** No name and no address are the same, whether they are kept (as boards of format 1 do) or not. */
const isSaid = (value: unknown): boolean => value !== '' && value !== null && value !== undefined;

/** A stroke lies in pieces of base64, cut where it happened to be written; the bytes in them are the same in a copy. */
function strokePiece(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  let bytes = '';
  let bits = 0;
  let kept = 0;
  for (const letter of value) {
    const six = BASE64.indexOf(letter);
    if (six === -1) continue;
    kept = ((kept << 6) | six) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode((kept >> bits) & 0xff);
  }
  return bytes;
}

/** FNV-1a over UTF-16 code units, with the length: a stroke can be long, and only its likeness is asked for. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${text.length}.${(hash >>> 0).toString(36)}`;
}
