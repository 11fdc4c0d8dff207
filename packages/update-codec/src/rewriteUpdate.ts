import { createEncoder, toUint8Array, writeUint8, writeUint8Array, writeVarUint, type Encoder } from 'lib0/encoding';
import { ByteReader } from './ByteReader.ts';
import { ClockRanges } from './ClockRanges.ts';
import { cutContent, isCuttable } from './cutContent.ts';
import { CONTENT, type DeleteRange, type StructId } from './ScannedUpdate.ts';
import { skipContent } from './skipContent.ts';
import { CONTENT_BITS, HAS_KEY, HAS_ORIGIN, HAS_RIGHT_ORIGIN } from './structInfo.ts';
import { writeDeleteSet } from './writeDeleteSet.ts';

/**
 * What structs are to be:
 *
 * - `gc`: nothing, of the same length. Whatever is built on it later becomes nothing as well, on every device.
 * - `deleted`: deleted content of the same length, in its place. What was written around it stays around it.
 */
export type Replacement = DeleteRange & { readonly become: 'gc' | 'deleted' };

/** How an update is to be changed. Whatever is not named is kept as it is. */
export interface Rewriting {
  /** Disjoint. Structs that begin in one are replaced whole. */
  readonly replace: readonly Replacement[];
  /** Deletions that are not to be made. Disjoint. */
  readonly strip: readonly DeleteRange[];
}

/**
 * Writes an update anew with some structs replaced and some deletions left out; the clocks stay as they are, so that
 * what follows on them still does.
 *
 * @param bytes an update that `scanUpdate` accepts
 */
export function rewriteUpdate(bytes: Uint8Array, { replace, strip }: Rewriting): Uint8Array<ArrayBuffer> {
  const rewriter = new UpdateRewriter(bytes, new ClockRanges(replace));
  rewriter.structs();
  rewriter.deleteSet(new ClockRanges(strip));
  return rewriter.result();
}

/**
 * Writes an update anew with the content of some clocks gone: deleted content of the same length stands in its place.
 * Ids, clocks, deletions and what is not named stay, in a single change as in a whole state; a run of text or of values
 * that is named in part is cut there. Where nothing named has content, the bytes are the same.
 *
 * @param bytes an update that `scanUpdate` accepts
 * @param ranges disjoint
 */
export function eraseContent(bytes: Uint8Array, ranges: readonly DeleteRange[]): Uint8Array<ArrayBuffer> {
  const rewriter = new UpdateRewriter(bytes, new ClockRanges(ranges.map(asDeleted)), true);
  rewriter.structs();
  rewriter.deleteSet(new ClockRanges([]));
  return rewriter.result();
}

const asDeleted = (range: DeleteRange): Replacement => ({ ...range, become: 'deleted' });

/** A struct as it was read: whose, where it stands in the bytes, and where its content begins. */
interface ReadStruct extends StructId {
  readonly start: number;
  readonly info: number;
  readonly contentAt: number;
  readonly length: number;
}

class UpdateRewriter {
  readonly #reader: ByteReader;
  readonly #replacements: ClockRanges<Replacement>;
  readonly #cuts: boolean;
  readonly #encoder = createEncoder();

  /** @param cuts whether structs that are named in part are cut, rather than replaced whole where they begin in a range */
  constructor(bytes: Uint8Array, replacements: ClockRanges<Replacement>, cuts = false) {
    this.#reader = new ByteReader(bytes);
    this.#replacements = replacements;
    this.#cuts = cuts;
  }

  result(): Uint8Array<ArrayBuffer> {
    // A caller's mistake: what is not scanned must not get here.
    if (!this.#reader.ok || this.#reader.left > 0) throw new Error('rewriteUpdate was given bytes that do not scan');
    return toUint8Array(this.#encoder);
  }

  structs(): void {
    const clients = this.#reader.varUint();
    writeVarUint(this.#encoder, clients);
    for (let index = 0; index < clients && this.#reader.ok; index += 1) this.#section();
  }

  /** How many structs there are is written ahead of them, and nothings beside each other become one. */
  #section(): void {
    const reader = this.#reader;
    const structs = reader.varUint();
    const client = reader.varUint();
    const first = reader.varUint();
    const section = new SectionWriter(reader.bytes);
    let clock = first;
    for (let index = 0; index < structs && reader.ok; index += 1) {
      const struct = this.#struct(client, clock);
      if (this.#cuts) section.writeErased(struct, reader.position, this.#replacements.within(struct));
      else section.write(struct, reader.position, this.#replacements.at(client, clock)?.become ?? 'kept');
      clock += struct.length;
    }
    section.writeTo(this.#encoder, client, first);
  }

  #struct(client: number, clock: number): ReadStruct {
    const reader = this.#reader;
    const start = reader.position;
    const info = reader.uint8();
    const isItem = info !== CONTENT.gc && info !== CONTENT.skip;
    if (isItem) skipReferences(reader, info);
    const contentAt = reader.position;
    const length = isItem ? skipContent(reader, info & CONTENT_BITS, Infinity) : reader.varUint();
    return { client, clock, start, info, contentAt, length };
  }

  deleteSet(stripped: ClockRanges<DeleteRange>): void {
    const reader = this.#reader;
    const kept: (readonly [client: number, ranges: readonly DeleteRange[]])[] = [];
    const clients = reader.varUint();
    for (let index = 0; index < clients && reader.ok; index += 1) {
      const client = reader.varUint();
      const ranges: DeleteRange[] = [];
      const deletes = reader.varUint();
      for (let read = 0; read < deletes && reader.ok; read += 1) {
        ranges.push(...stripped.without({ client, clock: reader.varUint(), length: reader.varUint() }));
      }
      if (ranges.length > 0) kept.push([client, ranges]);
    }
    writeDeleteSet(this.#encoder, kept);
  }
}

/** The structs of one client, of which it counts how many there are. */
class SectionWriter {
  readonly #source: Uint8Array;
  readonly #encoder = createEncoder();
  #structs = 0;
  /** How many clocks of nothing are still to be written. */
  #nothing = 0;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  write({ start, info, contentAt, length }: ReadStruct, end: number, become: 'gc' | 'deleted' | 'kept'): void {
    if (become === 'gc') {
      this.#nothing += length;
      return;
    }
    this.#writeNothing();
    this.#structs += 1;
    const isItem = info !== CONTENT.gc && info !== CONTENT.skip;
    if (become === 'kept' || !isItem) {
      writeUint8Array(this.#encoder, this.#source.subarray(start, end));
      return;
    }
    writeUint8(this.#encoder, (info & ~CONTENT_BITS) | CONTENT.deleted);
    writeUint8Array(this.#encoder, this.#source.subarray(start + 1, contentAt));
    writeVarUint(this.#encoder, length);
  }

  /** Writes a struct with the content of some of its clocks gone. */
  writeErased(struct: ReadStruct, end: number, gone: readonly DeleteRange[]): void {
    const content = struct.info & CONTENT_BITS;
    if (gone.length === 0 || content === CONTENT.deleted) return this.write(struct, end, 'kept');
    const isWhole = gone[0]?.length === struct.length;
    if (isWhole || !isCuttable(content)) return this.write(struct, end, isWhole ? 'deleted' : 'kept');
    let from = struct.clock;
    for (const { clock, length } of gone) {
      if (clock > from) this.#writeCut(struct, from, clock - from, true);
      this.#writeCut(struct, clock, length, false);
      from = clock + length;
    }
    const left = struct.clock + struct.length - from;
    if (left > 0) this.#writeCut(struct, from, left, true);
  }

  /** A piece of a struct as Yjs cuts one: what is not the first piece stands behind the clock before it. */
  #writeCut(struct: ReadStruct, clock: number, length: number, isKept: boolean): void {
    const { info, start, contentAt, client } = struct;
    const content = isKept ? info & CONTENT_BITS : CONTENT.deleted;
    this.#structs += 1;
    if (clock === struct.clock) {
      writeUint8(this.#encoder, (info & ~CONTENT_BITS) | content);
      writeUint8Array(this.#encoder, this.#source.subarray(start + 1, contentAt));
    } else {
      writeUint8(this.#encoder, (info & ~CONTENT_BITS) | HAS_ORIGIN | content);
      writeVarUint(this.#encoder, client);
      writeVarUint(this.#encoder, clock - 1);
      this.#copyRightOrigin(struct);
    }
    if (!isKept) writeVarUint(this.#encoder, length);
    else cutContent(this.#encoder, { bytes: this.#source, info, contentAt }, clock - struct.clock, length);
  }

  #copyRightOrigin({ info, start }: ReadStruct): void {
    if ((info & HAS_RIGHT_ORIGIN) === 0) return;
    const reader = new ByteReader(this.#source);
    reader.position = start + 1;
    if ((info & HAS_ORIGIN) !== 0) skipId(reader);
    writeVarUint(this.#encoder, reader.varUint());
    writeVarUint(this.#encoder, reader.varUint());
  }

  writeTo(encoder: Encoder, client: number, clock: number): void {
    this.#writeNothing();
    writeVarUint(encoder, this.#structs);
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeUint8Array(encoder, toUint8Array(this.#encoder));
  }

  #writeNothing(): void {
    if (this.#nothing === 0) return;
    writeUint8(this.#encoder, CONTENT.gc);
    writeVarUint(this.#encoder, this.#nothing);
    this.#structs += 1;
    this.#nothing = 0;
  }
}

function skipId(reader: ByteReader): void {
  reader.varUint();
  reader.varUint();
}

function skipReferences(reader: ByteReader, info: number): void {
  if ((info & HAS_ORIGIN) !== 0) skipId(reader);
  if ((info & HAS_RIGHT_ORIGIN) !== 0) skipId(reader);
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) !== 0) return;
  if (reader.varUint() === 1) reader.skipString();
  else skipId(reader);
  if ((info & HAS_KEY) !== 0) reader.skipString();
}
