import * as Y from 'yjs';
import type { Purpose, RoomPolicy } from '@weft/update-guard';

export interface BoardSizeLimits {
  /** The document as one update. In memory it takes some twelve times that. */
  readonly maxBoardBytes: number;
  /** A struct takes some 200 bytes in memory, however few it has when it is encoded. */
  readonly maxBoardStructs: number;
}

/**
 * How far beyond the limit is gone for what. A full board can still be worked on, while nothing is added; and be made
 * smaller, even though what is deleted in pieces takes more structs before it takes fewer.
 */
const SHARES: Readonly<Record<Purpose, number>> = { adding: 1, replacing: 9 / 8, deleting: 3 / 2 };

/** No update has a struct in fewer bytes. */
const LEAST_STRUCT_BYTES = 2;

/** So much of the time may be spent on measuring, where people delete and add again on a full board. */
const MEASURING_SHARE = 1 / 50;

/**
 * How large a board's document is. Encoding it takes too long to be done for each change: what changes bring is added up,
 * and it is measured when it is encoded anyway, or when there would be no room.
 */
export class BoardSize implements RoomPolicy {
  readonly #doc: Y.Doc;
  readonly #limits: BoardSizeLimits;
  readonly #clock: () => number;
  #bytes: number;
  #structs: number;
  /** True when nothing changed since it was measured. */
  #exact = false;
  #measureFrom = -Infinity;

  /**
   * @param bytes an upper bound for what is in the document
   * @param clock only goes forward, ms
   */
  constructor(doc: Y.Doc, bytes: number, limits: BoardSizeLimits, clock: () => number = () => performance.now()) {
    this.#doc = doc;
    this.#bytes = bytes;
    this.#limits = limits;
    this.#clock = clock;
    this.#structs = structCountOf(doc);
  }

  /** An upper bound, but for deletions that cut what is there in pieces. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The document changed, by an update of so many bytes. */
  changed(bytes: number): void {
    this.#bytes += bytes;
    this.#structs += Math.ceil(bytes / LEAST_STRUCT_BYTES);
    this.#exact = false;
  }

  /** Encoded as a whole it has so many bytes. */
  measured(bytes: number): void {
    this.#bytes = bytes;
    this.#exact = true;
  }

  hasRoom(purpose: Purpose, bytes: number, structs: number): boolean {
    const share = SHARES[purpose];
    const maxStructs = this.#limits.maxBoardStructs * share - structs;
    if (this.#structs > maxStructs) this.#structs = structCountOf(this.#doc);
    if (this.#structs > maxStructs) return false;
    if (bytes === 0) return true;
    const maxBytes = this.#limits.maxBoardBytes * share - bytes;
    if (this.#bytes > maxBytes) this.#measure();
    return this.#bytes <= maxBytes;
  }

  #measure(): void {
    const began = this.#clock();
    if (this.#exact || began < this.#measureFrom) return;
    this.measured(Y.encodeStateAsUpdate(this.#doc).byteLength);
    const ended = this.#clock();
    this.#measureFrom = ended + (ended - began) / MEASURING_SHARE;
  }
}

/** Quick: only the clients are gone through. */
function structCountOf(doc: Y.Doc): number {
  let count = 0;
  for (const structs of doc.store.clients.values()) count += structs.length;
  return count;
}
