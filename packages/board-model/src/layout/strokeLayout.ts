import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { isObject, sameJson, withoutPrototypes } from './json.ts';

/**
 * A stroke is one flat `Y.Array`: an object begins a segment and says its `type` and `dim`; every string after it is
 * a piece of that segment's path, base64 of the bytes that were added. Pieces are encoded each on its own, because
 * tldraw's paths grow by 4 or 6 bytes a point and base64 of the whole would change its last characters with every
 * point; so a stroke that grows only ever pushes strings, which Yjs merges into one struct.
 */
interface StoredSegment {
  /** Where the header stands in the array. */
  readonly at: number;
  readonly header: Readonly<Record<string, unknown>>;
  readonly pieces: string[];
}

/** Reads a stroke's segments. What is not a segment is passed on as it is, for the validator to refuse. */
export function segmentsOf(array: Y.Array<unknown>): unknown[] {
  const { segments, strays } = storedSegments(array);
  return [...segments.map(segmentOf), ...strays];
}

/**
 * Makes the stored stroke equal to `segments`: appends where they continue what is there, rewrites from the first
 * segment that does not.
 */
export function writeSegments(map: Y.Map<unknown>, key: string, segments: readonly unknown[]): void {
  const array = map.get(key);
  if (!(array instanceof Y.Array)) {
    map.set(key, strokeOf(segments));
    return;
  }
  const { segments: stored, strays } = storedSegments(array);
  if (strays.length > 0) {
    array.delete(0, array.length);
    array.push(entriesOf(segments));
    return;
  }
  const kept = commonSegments(stored, segments);
  const last = stored[kept];
  const piece = last && kept === stored.length - 1 ? continuation(last, segments[kept]) : null;
  if (piece !== null) {
    array.push([piece, ...entriesOf(segments.slice(kept + 1))]);
    return;
  }
  if (last) array.delete(last.at, array.length - last.at);
  if (kept < segments.length) array.push(entriesOf(segments.slice(kept)));
}

/** A new stroke that holds `segments`. */
export function strokeOf(segments: readonly unknown[]): Y.Array<unknown> {
  const array = new Y.Array<unknown>();
  array.push(entriesOf(segments));
  return array;
}

function storedSegments(array: Y.Array<unknown>): { segments: StoredSegment[]; strays: unknown[] } {
  const segments: StoredSegment[] = [];
  const strays: unknown[] = [];
  array.toArray().forEach((stored, at) => {
    const entry = withoutPrototypes(stored);
    const current = segments.at(-1);
    if (typeof entry === 'string' && current) current.pieces.push(entry);
    else if (isObject(entry)) segments.push({ at, header: entry, pieces: [] });
    else strays.push(entry);
  });
  return { segments, strays };
}

function segmentOf({ header, pieces }: StoredSegment): object {
  return { ...header, path: typeof header['path'] === 'string' ? header['path'] : joinPieces(pieces) };
}

function joinPieces(pieces: readonly string[]): string {
  if (pieces.length <= 1) return pieces[0] ?? '';
  const decoded = pieces.map(decodeBase64);
  const parts = decoded.filter((part) => part !== null);
  // A piece that is no base64 makes a path that is none either, and the record is then quarantined.
  if (parts.length < decoded.length) return pieces.join('=');
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return encodeBase64(bytes);
}

function entriesOf(segments: readonly unknown[]): unknown[] {
  return segments.flatMap((segment) => {
    if (!isObject(segment)) return [];
    const { path, ...header } = withoutUndefined(segment);
    if (typeof path !== 'string' || decodeBase64(path) === null) return [{ ...header, path }];
    return path === '' ? [header] : [header, path];
  });
}

function commonSegments(stored: readonly StoredSegment[], segments: readonly unknown[]): number {
  const differs = stored.findIndex((segment, i) => !sameJson(segmentOf(segment), segments[i]));
  return differs < 0 ? stored.length : differs;
}

/** The bytes by which `next` continues the stored segment, encoded; `null` where it does not continue it. */
function continuation(stored: StoredSegment, next: unknown): string | null {
  if (!isObject(next) || typeof next['path'] !== 'string' || 'path' in stored.header) return null;
  const { path, ...header } = withoutUndefined(next);
  if (!sameJson(header, stored.header) || typeof path !== 'string') return null;
  const before = decodeBase64(joinPieces(stored.pieces));
  const after = decodeBase64(path);
  if (!before || !after || after.length <= before.length) return null;
  return before.every((byte, i) => byte === after[i]) ? encodeBase64(after.subarray(before.length)) : null;
}

function withoutUndefined(value: object): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined));
}
