/**
 * What a scan of one Yjs V1 update yields. Ids and clocks are as Yjs writes them; nothing that people wrote is in here
 * but the names of root types.
 */

/** The low five bits of a struct's info byte: what kind of struct, or what kind of content an item holds. */
export const CONTENT = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
} as const;
export type ContentRef = (typeof CONTENT)[keyof typeof CONTENT];

/** One insertion, for ever: the `clock`-th of the client. */
export interface StructId {
  readonly client: number;
  readonly clock: number;
}

/** Consecutive clocks of one client that are of one kind. */
export interface StructRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly kind: 'item' | 'gc' | 'skip';
}

export interface DeleteRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** What one item refers to. An item with an origin on either side has no parent written: it is where its origin is. */
export interface ItemReferences extends StructId {
  readonly length: number;
  readonly content: ContentRef;
  readonly origin: StructId | null;
  readonly rightOrigin: StructId | null;
  /** The item that holds the type it lies in, or the name of a root type. */
  readonly parent: StructId | string | null;
  /** Under which key of that type, where the parent is written; null in a list and beside a neighbour. */
  readonly key: string | null;
  /** Where in the bytes its content begins. */
  readonly contentAt: number;
}

export interface ScannedUpdate {
  /** In the order written: clients strictly descending, clocks of one client rising without a gap (a gap is a `skip`). */
  readonly ranges: readonly StructRange[];
  /** The delete set, in the order written. */
  readonly deletes: readonly DeleteRange[];
  /** One entry for every item, in the order written. */
  readonly references: readonly ItemReferences[];
  /** Names of root types written to, each once. */
  readonly roots: readonly string[];
}

/** Limits beside the bytes themselves, which bound every count already. */
export interface ScanLimits {
  readonly maxStructs: number;
  /** How deeply values (JSON and lib0's any) inside one item may be nested. */
  readonly maxNesting: number;
  /** Clients in the struct part, and in the delete set. */
  readonly maxClients: number;
}

/** `reason` names what is wrong and where, never content. */
export type ScanResult =
  | { readonly ok: true; readonly update: ScannedUpdate }
  | { readonly ok: false; readonly reason: string };
