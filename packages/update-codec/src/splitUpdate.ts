import { createEncoder, toUint8Array, writeUint8Array, writeVarUint, type Encoder } from 'lib0/encoding';
import { ByteReader } from './ByteReader.ts';
import { ClockRanges } from './ClockRanges.ts';
import { inCausalOrder, type PlacedStruct, type StructsOfClient } from './inCausalOrder.ts';
import { CONTENT, type DeleteRange, type StructId } from './ScannedUpdate.ts';
import { skipContent } from './skipContent.ts';
import { CONTENT_BITS, HAS_KEY, HAS_ORIGIN, HAS_RIGHT_ORIGIN } from './structInfo.ts';
import { writeDeleteSet } from './writeDeleteSet.ts';

/** The most that a client takes in a piece beside its structs and deletions, and that a deletion takes. */
const CLIENT_BYTES = 40;
const DELETE_BYTES = 16;

/**
 * Splits an update into pieces that take effect one after the other, each of at most so many bytes, or of one struct where
 * that is larger. All of them together do what the whole does; what is deleted comes with what it deletes, where that is in
 * the update as well.
 *
 * @param bytes an update as Yjs writes it
 */
export function splitUpdate(bytes: Uint8Array, maxBytes: number): Uint8Array[] {
  if (bytes.byteLength <= maxBytes) return [bytes];
  const { clients, deletes } = readUpdate(bytes);
  const made = new ClockRanges(clients.map(spanOf));
  const deleted = new ClockRanges(deletes);
  const structs = inPieces(inCausalOrder(clients), bytesOf, maxBytes);
  const elsewhere = inPieces(
    deletes.flatMap((range) => made.without(range)),
    () => DELETE_BYTES,
    maxBytes,
  );
  return [...structs.map((piece) => pieceOf(bytes, piece, deleted)), ...elsewhere.map((ranges) => deletionOf(ranges))];
}

/** Whatever a struct takes in a piece, its deletion and its client included, at most. */
const bytesOf = ({ from, to }: PlacedStruct, isNewClient: boolean): number =>
  to - from + DELETE_BYTES + (isNewClient ? CLIENT_BYTES : 0);

function inPieces<T extends { readonly client: number }>(
  parts: Iterable<T>,
  sizeOf: (part: T, isNewClient: boolean) => number,
  maxBytes: number,
): T[][] {
  const pieces: T[][] = [];
  let clients = new Set<number>();
  let left = 0;
  for (const part of parts) {
    if (pieces.length === 0 || sizeOf(part, !clients.has(part.client)) > left) {
      pieces.push([]);
      clients = new Set();
      left = maxBytes - CLIENT_BYTES;
    }
    left -= sizeOf(part, !clients.has(part.client));
    clients.add(part.client);
    pieces.at(-1)?.push(part);
  }
  return pieces;
}

function pieceOf(bytes: Uint8Array, structs: readonly PlacedStruct[], deleted: ClockRanges<DeleteRange>): Uint8Array {
  const encoder = createEncoder();
  const byClient = [...Map.groupBy(structs, ({ client }) => client)].toSorted(([left], [right]) => right - left);
  writeVarUint(encoder, byClient.length);
  for (const [client, own] of byClient) writeStructs(encoder, bytes, client, own);
  const spans = byClient.map(([client, own]) => spanOf({ client, structs: own }));
  const ranges = spans.map((span) => [span.client, deleted.within(span)] as const);
  writeDeleteSet(
    encoder,
    ranges.filter(([, own]) => own.length > 0),
  );
  return toUint8Array(encoder);
}

function writeStructs(encoder: Encoder, bytes: Uint8Array, client: number, structs: readonly PlacedStruct[]): void {
  writeVarUint(encoder, structs.length);
  writeVarUint(encoder, client);
  writeVarUint(encoder, structs[0]?.clock ?? 0);
  for (const { from, to } of structs) writeUint8Array(encoder, bytes.subarray(from, to));
}

function deletionOf(ranges: readonly DeleteRange[]): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  writeDeleteSet(encoder, [...Map.groupBy(ranges, ({ client }) => client)]);
  return toUint8Array(encoder);
}

/** All clocks of one client's structs, which follow on each other. */
function spanOf({ client, structs }: StructsOfClient): DeleteRange {
  const clock = structs[0]?.clock ?? 0;
  const last = structs.at(-1);
  return { client, clock, length: last === undefined ? 0 : last.clock + last.length - clock };
}

function readUpdate(bytes: Uint8Array): { clients: StructsOfClient[]; deletes: DeleteRange[] } {
  const reader = new ByteReader(bytes);
  const clients: StructsOfClient[] = [];
  for (let left = reader.varUint(); left > 0 && reader.ok; left -= 1) clients.push(readClient(reader));
  const deletes: DeleteRange[] = [];
  for (let left = reader.varUint(); left > 0 && reader.ok; left -= 1) deletes.push(...readDeletes(reader));
  // A caller's mistake: nobody else's bytes get here.
  if (!reader.ok || reader.left > 0) throw new Error('splitUpdate was given bytes that are no update');
  return { clients, deletes };
}

function readClient(reader: ByteReader): StructsOfClient {
  const structs: PlacedStruct[] = [];
  const count = reader.varUint();
  const client = reader.varUint();
  let clock = reader.varUint();
  for (let read = 0; read < count && reader.ok; read += 1) {
    const struct = readStruct(reader, client, clock);
    structs.push(struct);
    clock += struct.length;
  }
  return { client, structs };
}

function readStruct(reader: ByteReader, client: number, clock: number): PlacedStruct {
  const from = reader.position;
  const info = reader.uint8();
  const isItem = info !== CONTENT.gc && info !== CONTENT.skip;
  const needs = isItem ? readReferences(reader, info) : [];
  const length = isItem ? skipContent(reader, info & CONTENT_BITS, Infinity) : reader.varUint();
  return { client, clock, length, from, to: reader.position, needs };
}

function readReferences(reader: ByteReader, info: number): StructId[] {
  const needs: StructId[] = [];
  const readId = (): void => void needs.push({ client: reader.varUint(), clock: reader.varUint() });
  if ((info & HAS_ORIGIN) !== 0) readId();
  if ((info & HAS_RIGHT_ORIGIN) !== 0) readId();
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) return needs;
  if (reader.varUint() === 1) reader.skipString();
  else readId();
  if ((info & HAS_KEY) !== 0) reader.skipString();
  return needs;
}

function readDeletes(reader: ByteReader): DeleteRange[] {
  const ranges: DeleteRange[] = [];
  const client = reader.varUint();
  const count = reader.varUint();
  for (let read = 0; read < count && reader.ok; read += 1) {
    ranges.push({ client, clock: reader.varUint(), length: reader.varUint() });
  }
  return ranges;
}
