import type { ClientId, CloseErrorCode, ConnectionId, PersonId, Role, StorageFault } from '@weft/protocol';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { AppendedEntry } from '../log/UpdateLog.ts';

/** What a host needs to know of a connection, and what it tells it. */
export interface BoardSession {
  readonly connectionId: ConnectionId;
  readonly personId: PersonId;
  readonly role: Role;
  /** clientIDs first used on this connection. */
  readonly clientIds: Set<ClientId>;
  /** All entries up to `batch.last` are durable; those in the batch became so just now. */
  onDurable(batch: DurableBatch): void;
  onRenamed(name: string): void;
  /** People are told of differently from now on. */
  onDisclosure(facts: DisclosureFacts): void;
  /** The server cannot save any more, or (null) it can again. */
  onStorage(fault: StorageFault | null): void;
  /** The host is gone; the session must close with this code. */
  onHostClosed(code: CloseErrorCode): void;
}

/** A durable entry on its way out, with the connection that it came from. */
export interface DurableEntry extends AppendedEntry {
  readonly from: BoardSession | null;
  /** Of the document once this was applied. */
  readonly stateVector: StateVector;
  /** On the clock that only goes forward, ms. */
  readonly receivedAt: number;
}

export type StateVector = ReadonlyMap<ClientId, number>;

export interface DurableBatch {
  readonly last: number;
  readonly entries: readonly DurableEntry[];
  /** What everybody who heard all batches before this one has. */
  readonly before: StateVector;
  /** What the batch's updates come to as one frame; the same bytes for every recipient of the same choice. */
  frameFor(recipient: BoardSession): Uint8Array | null;
}

/**
 * What became of one received update. `seq`: it is wholly durable once this entry is. `rejected`: why a part of it was
 * left out, and the sender's copy is no longer the board.
 */
export type Receipt =
  | {
      readonly taken: true;
      readonly seq: number;
      readonly claimed: readonly ClientId[];
      readonly rejected: { readonly code: 'locked' | 'board_full'; readonly records: readonly string[] } | null;
    }
  | { readonly taken: false; readonly code: CloseErrorCode; readonly detail: string };

/** Told how long edits of people took, in ms since they were received. */
export interface EditTiming {
  durable(milliseconds: number): void;
  fannedOut(milliseconds: number): void;
}
