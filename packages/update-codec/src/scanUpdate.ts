import { ByteReader } from './ByteReader.ts';
import {
  CONTENT,
  type ContentRef,
  type DeleteRange,
  type ItemReferences,
  type ScanLimits,
  type ScanResult,
  type StructId,
  type StructRange,
} from './ScannedUpdate.ts';
import { skipContent } from './skipContent.ts';
import { CONTENT_BITS, HAS_KEY, HAS_ORIGIN, HAS_RIGHT_ORIGIN } from './structInfo.ts';

/** The fewest bytes that a part can take, by which each announced count is held against the bytes left. */
const LEAST_STRUCT = 2;
const LEAST_CLIENT = 3 + LEAST_STRUCT;
const LEAST_DELETE = 2;
const LEAST_DELETE_CLIENT = 2;

/**
 * Reads which structs, references and deletions a Yjs V1 update holds, and passes over content.
 *
 * Never throws, and takes no more time or memory than the bytes justify. It refuses whatever would make Yjs throw
 * while reading, and what no Yjs writes: a client twice or out of order (Yjs would drop structs), lengths of 0 (they
 * break its binary search), deletions that overlap (whoever goes through each of them would go through the same structs as
 * often as bytes allow), bytes after the delete set.
 */
export function scanUpdate(bytes: Uint8Array, limits: ScanLimits): ScanResult {
  const scan = new UpdateScan(bytes, limits);
  scan.structs();
  scan.deleteSet();
  return scan.result();
}

class UpdateScan {
  readonly #reader: ByteReader;
  readonly #limits: ScanLimits;
  readonly #ranges: StructRange[] = [];
  readonly #deletes: DeleteRange[] = [];
  readonly #references: ItemReferences[] = [];
  /** Made when the first root is named: most updates name none. */
  #roots: Set<string> | null = null;
  #structs = 0;

  constructor(bytes: Uint8Array, limits: ScanLimits) {
    this.#reader = new ByteReader(bytes);
    this.#limits = limits;
  }

  result(): ScanResult {
    const reader = this.#reader;
    if (reader.left > 0) reader.fail('bytes after the delete set');
    if (reader.failure !== null) return { ok: false, reason: reader.failure };
    const update = {
      ranges: this.#ranges,
      deletes: this.#deletes,
      references: this.#references,
      roots: this.#roots === null ? [] : [...this.#roots],
    };
    return { ok: true, update };
  }

  structs(): void {
    const reader = this.#reader;
    const clients = this.#clients(LEAST_CLIENT);
    let previous = Infinity;
    for (let index = 0; index < clients && reader.ok; index += 1) {
      const structs = reader.count(LEAST_STRUCT);
      this.#structs += structs;
      if (structs === 0) reader.fail('a client without structs');
      if (this.#structs > this.#limits.maxStructs) reader.fail('too many structs');
      const client = reader.varUint();
      if (client >= previous) reader.fail('clients not in descending order');
      previous = client;
      this.#clientStructs(client, structs);
    }
  }

  #clients(leastBytes: number): number {
    const clients = this.#reader.count(leastBytes);
    if (clients <= this.#limits.maxClients) return clients;
    this.#reader.fail('too many clients');
    return 0;
  }

  #clientStructs(client: number, structs: number): void {
    const reader = this.#reader;
    let clock = reader.varUint();
    let range = { client, clock, length: 0, kind: 'item' as StructRange['kind'] };
    for (let index = 0; index < structs && reader.ok; index += 1) {
      const info = reader.uint8();
      const length = this.#struct(info, client, clock);
      if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) reader.fail('a struct of impossible length');
      const kind = info === CONTENT.gc ? 'gc' : info === CONTENT.skip ? 'skip' : 'item';
      if (kind !== range.kind || range.length === 0) {
        range = { client, clock, length: 0, kind };
        this.#ranges.push(range);
      }
      range.length += length;
      clock += length;
    }
  }

  /** @returns how many clocks the struct takes. */
  #struct(info: number, client: number, clock: number): number {
    if (info === CONTENT.gc || info === CONTENT.skip) return this.#reader.varUint();
    return this.#item(info, client, clock);
  }

  #item(info: number, client: number, clock: number): number {
    const reader = this.#reader;
    const origin = (info & HAS_ORIGIN) === 0 ? null : this.#id();
    const rightOrigin = (info & HAS_RIGHT_ORIGIN) === 0 ? null : this.#id();
    // Only an item without neighbours says where it is; the others are where their neighbours are.
    const hasParent = origin === null && rightOrigin === null;
    const parent = hasParent ? this.#parent() : null;
    const key = hasParent && (info & HAS_KEY) !== 0 ? reader.string() : null;
    const content = (info & CONTENT_BITS) as ContentRef;
    const contentAt = reader.position;
    const length = skipContent(reader, content, this.#limits.maxNesting);
    this.#references.push({ client, clock, length, content, origin, rightOrigin, parent, key, contentAt });
    return length;
  }

  #id(): StructId {
    return { client: this.#reader.varUint(), clock: this.#reader.varUint() };
  }

  #parent(): StructId | string {
    const reader = this.#reader;
    const inRoot = reader.varUint();
    if (inRoot > 1) reader.fail('unknown kind of parent');
    const parent = inRoot === 1 ? reader.string() : this.#id();
    if (typeof parent === 'string') (this.#roots ??= new Set()).add(parent);
    return parent;
  }

  deleteSet(): void {
    const reader = this.#reader;
    const clients = this.#clients(LEAST_DELETE_CLIENT);
    const named = new Set<number>();
    for (let index = 0; index < clients && reader.ok; index += 1) {
      const client = reader.varUint();
      if (named.has(client)) reader.fail('a client twice in the delete set');
      named.add(client);
      const deletes = reader.count(LEAST_DELETE);
      let end = 0;
      for (let read = 0; read < deletes && reader.ok; read += 1) end = this.#delete(client, end);
    }
  }

  /** @returns where the deletion ends; the next one of the client begins there or later. */
  #delete(client: number, from: number): number {
    const clock = this.#reader.varUint();
    const length = this.#reader.varUint();
    if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) this.#reader.fail('a deletion of impossible length');
    else if (clock < from) this.#reader.fail('deletions overlap or are out of order');
    else this.#deletes.push({ client, clock, length });
    return clock + length;
  }
}
