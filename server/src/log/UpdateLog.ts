import type { BoardId, ClientId, ConnectionId, Intent, LogEntry, PersonId } from '@weft/protocol';

/** What the host of a board hands to the log. `seq` and `at` are the host's: it alone owns the board. */
export type AppendedEntry = LogEntry & { readonly boardId: BoardId };

/** A clientID's owner, for ever: committed together with the entry that first used it. */
export interface ClientIdClaim {
  readonly boardId: BoardId;
  readonly clientId: ClientId;
  readonly personId: PersonId;
}

export interface AppendBatch {
  readonly entries: readonly AppendedEntry[];
  readonly claims: readonly ClientIdClaim[];
}

/** A board of which nothing was kept, and why, when the others of the same commit were. */
export interface FailedBoard {
  readonly boardId: BoardId;
  readonly reason: string;
}

/** All that is needed to bring a board to life. */
export interface StoredBoard {
  readonly generation: string;
  readonly owners: ReadonlyMap<ClientId, PersonId>;
  readonly lastSeq: number;
  readonly lastAt: number;
}

/** A board's whole state after some entry; `state` is null at the beginning, where `seq` is 0. */
export interface Keyframe {
  readonly seq: number;
  readonly state: Uint8Array | null;
  /** Newer ones that were found damaged and passed over, in words. */
  readonly damaged: readonly string[];
}

/**
 * The append-only, attributed log of all boards; the truth.
 *
 * Every method may reject with `WeftError('storage_failed')`; `append` also with `internal`, where only this board's
 * entries could not be kept and the disk is fine. An `append` that resolved is durable (fsync); one that
 * rejected left nothing behind. Entries of one board come back in `seq` order and gap-free.
 */
export interface UpdateLog {
  /** Makes a board's place in the log. Idempotent: an existing board keeps its generation. */
  create(boardId: BoardId, generation: string): Promise<void>;
  /** @returns null when there is no such board. */
  open(boardId: BoardId): Promise<StoredBoard | null>;
  append(batch: AppendBatch): Promise<void>;
  /** Null while commits keep up with what is appended; else resolves when they have. Whoever receives should stop until then. */
  readonly backlog: Promise<void> | null;
  /** Entries with `after < seq`, oldest first, at most `limit`. */
  read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]>;
  /** The greatest seq whose `at` ≤ t; 0 when there is none. */
  seqAt(boardId: BoardId, t: number): Promise<number>;
  /** The newest keyframe not after `upTo`: what it holds and the entries after it give the board. */
  keyframe(boardId: BoardId, upTo: number): Promise<Keyframe>;
  /** The events among the entries up to `upTo`, in order: what a keyframe does not hold. */
  events(boardId: BoardId, upTo: number): Promise<readonly Uint8Array[]>;
  /** Resolves while the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Who acts through which connection, as stamped on every entry. */
export interface Author {
  readonly personId: PersonId | null;
  readonly connectionId: ConnectionId;
  readonly intent?: Intent;
  /** When its maker says that it was made, without a connection. */
  readonly madeAt?: number;
}
