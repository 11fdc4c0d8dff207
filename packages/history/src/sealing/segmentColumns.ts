import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ConnectionId, Intent } from '@weft/protocol';
import { readPayloads, writePayloads } from './payloadPlanes.ts';
import type { SealedEntry } from './SealedEntry.ts';

/**
 * One column after the other, since what stands in one column is alike and packs well:
 *
 * 1. varUint first seq, varUint number of entries
 * 2. `at`: varUint first, then varUint differences
 * 3. `madeAt`: varUint 0 for none, else 1 and varInt difference to `at`
 * 4. authors: varUint
 * 5. kinds: varUint, 0 update, 1 event
 * 6. connections: names (varUint count, varStrings), then varUint index per entry
 * 7. intents: JSON in the same way, an empty string for none
 * 8. payloads (`payloadPlanes.ts`)
 */
export function writeColumns(entries: readonly SealedEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  const first = entries[0]?.seq ?? 0;
  encoding.writeVarUint(encoder, first);
  encoding.writeVarUint(encoder, entries.length);
  entries.forEach(({ seq, at }, index) => {
    const before = entries[index - 1]?.at ?? 0;
    if (seq !== first + index || at < before) throw new RangeError(`entry ${seq} does not follow`);
    encoding.writeVarUint(encoder, at - before);
  });
  for (const { at, madeAt } of entries) writeMadeAt(encoder, at, madeAt);
  for (const { author } of entries) encoding.writeVarUint(encoder, author);
  for (const { kind } of entries) encoding.writeVarUint(encoder, KINDS.indexOf(kind));
  writeNamed(
    encoder,
    entries.map(({ connectionId }) => connectionId),
  );
  writeNamed(
    encoder,
    entries.map(({ intent }) => (intent === undefined ? '' : JSON.stringify(intent))),
  );
  writePayloads(encoder, entries);
  return encoding.toUint8Array(encoder);
}

/** @throws an error on anything that `writeColumns` did not write */
export function readColumns(content: Uint8Array): readonly SealedEntry[] {
  const decoder = decoding.createDecoder(content);
  const first = decoding.readVarUint(decoder);
  const count = decoding.readVarUint(decoder);
  // Every entry has bytes in several columns: a count beyond that is no segment, and must not become an allocation.
  if (count > content.byteLength) throw new RangeError('more entries than bytes');
  const column = <T>(read: () => T): T[] => Array.from({ length: count }, read);
  let at = 0;
  const times = column(() => (at += decoding.readVarUint(decoder)));
  const madeAts = times.map((time) => readMadeAt(decoder, time));
  const authors = column(() => decoding.readVarUint(decoder));
  const kinds = column(() => kindOf(decoding.readVarUint(decoder)));
  const connections = readNamed(decoder, count);
  const intents = readNamed(decoder, count);
  const payloads = readPayloads(decoder, authors);
  if (decoding.hasContent(decoder)) throw new RangeError('bytes after the last entry');
  return times.map((time, index) => ({
    seq: first + index,
    at: time,
    ...(madeAts[index] === undefined ? {} : { madeAt: madeAts[index] }),
    author: authors[index] as number,
    connectionId: connections[index] as ConnectionId,
    kind: kinds[index] as SealedEntry['kind'],
    ...(intents[index] === '' ? {} : { intent: JSON.parse(intents[index] as string) as Intent }),
    payload: payloads[index] as Uint8Array,
  }));
}

const KINDS = ['update', 'event'] as const;

function kindOf(number: number): SealedEntry['kind'] {
  const kind = KINDS[number];
  if (kind === undefined) throw new RangeError(`kind ${number}`);
  return kind;
}

function writeMadeAt(encoder: encoding.Encoder, at: number, madeAt: number | undefined): void {
  encoding.writeVarUint(encoder, madeAt === undefined ? 0 : 1);
  if (madeAt !== undefined) encoding.writeVarInt(encoder, madeAt - at);
}

function readMadeAt(decoder: decoding.Decoder, at: number): number | undefined {
  return decoding.readVarUint(decoder) === 0 ? undefined : at + decoding.readVarInt(decoder);
}

/** Few different strings for many entries: each once, in order of appearance, then which one an entry has. */
export function writeNamed(encoder: encoding.Encoder, strings: readonly string[]): void {
  const numbers = new Map<string, number>();
  for (const string of strings) if (!numbers.has(string)) numbers.set(string, numbers.size);
  encoding.writeVarUint(encoder, numbers.size);
  for (const string of numbers.keys()) encoding.writeVarString(encoder, string);
  for (const string of strings) encoding.writeVarUint(encoder, numbers.get(string) ?? 0);
}

export function readNamed(decoder: decoding.Decoder, count: number): string[] {
  const size = decoding.readVarUint(decoder);
  if (size > count) throw new RangeError('more names than entries');
  const names = Array.from({ length: size }, () => decoding.readVarString(decoder));
  return Array.from({ length: count }, () => {
    const name = names[decoding.readVarUint(decoder)];
    if (name === undefined) throw new RangeError('a name that is not there');
    return name;
  });
}
