import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ConnectionId } from '@weft/protocol';
import { seal, unseal, type Opened, type OpenCodec, type SealCodec, type Sealed } from './seal.ts';
import type { SealedEntry } from './SealedEntry.ts';
import { readNamed, writeNamed } from './segmentColumns.ts';

/**
 * Who did it, kept apart from what was done. Segments are sent to everybody on the board and stay in their caches, so they
 * may hold nothing that a person who hides can be told by: no author, be it a number (two people who hide would be two),
 * no connection, and nothing of events, which name people. All that is in a board's signatures, which stay on the server.
 */
export interface Signature {
  readonly author: number;
  readonly connectionId: ConnectionId;
  /** An event's payload; empty for an update. */
  readonly event: Uint8Array;
}

const FORMAT = { name: 'WSIG', version: 1 };
const NOTHING = new Uint8Array();
const NO_CONNECTION = '' as ConnectionId;

/**
 * How much of a payload says which lane it packs in. That of an update begins with the clientID that wrote it: whoever can
 * read the payload has it, and it is as good a guess as the author at which payload is alike.
 */
const LANE_BYTES = 7;

/** The entries as they may be sent. In the place of authors are lanes, which follow from the payloads alone. */
export function unsigned(entries: readonly SealedEntry[]): readonly SealedEntry[] {
  const lanes = new Map<string, number>();
  return entries.map((entry) => {
    const payload = entry.kind === 'event' ? NOTHING : entry.payload;
    const start = String(payload.subarray(0, LANE_BYTES));
    const lane = lanes.get(start) ?? lanes.size;
    lanes.set(start, lane);
    return { ...entry, author: lane, connectionId: NO_CONNECTION, payload };
  });
}

/** Columns: varUint count, authors (varUint), connections (each name once), payloads of events (varUint8Array). */
export function packSignatures(entries: readonly SealedEntry[], codec: SealCodec): Sealed {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { author } of entries) encoding.writeVarUint(encoder, author);
  writeNamed(
    encoder,
    entries.map(({ connectionId }) => connectionId),
  );
  for (const { kind, payload } of entries) {
    encoding.writeVarUint8Array(encoder, kind === 'event' ? payload : NOTHING);
  }
  return seal(FORMAT, encoding.toUint8Array(encoder), codec);
}

/** @param count how many entries the segment has; signatures of another number are damaged */
export function openSignatures(sealed: Sealed, count: number, codec: OpenCodec): Opened<readonly Signature[]> {
  return unseal(FORMAT, sealed, codec, (content) => readSignatures(content, count));
}

function readSignatures(content: Uint8Array, count: number): readonly Signature[] {
  const decoder = decoding.createDecoder(content);
  if (decoding.readVarUint(decoder) !== count) throw new RangeError('it does not sign as many entries as there are');
  const authors = Array.from({ length: count }, () => decoding.readVarUint(decoder));
  const connections = readNamed(decoder, count);
  const signatures = authors.map((author, index) => ({
    author,
    connectionId: connections[index] as ConnectionId,
    event: decoding.readVarUint8Array(decoder).slice(),
  }));
  if (decoding.hasContent(decoder)) throw new RangeError('bytes after the last signature');
  return signatures;
}

/** The entries as they were before {@link unsigned}. */
export const signed = (entries: readonly SealedEntry[], signatures: readonly Signature[]): SealedEntry[] =>
  entries.map((entry, index) => {
    const { author, connectionId, event } = signatures[index] as Signature;
    return { ...entry, author, connectionId, payload: entry.kind === 'event' ? event : entry.payload };
  });
