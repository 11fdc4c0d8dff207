import type { ConnectionId, PersonId } from './ids.ts';
import type { Intent } from './intent.ts';

/**
 * One line of a board's log, the truth that all else is derived from.
 *
 * `seq` is gap-free from 1 per board. `at` is the server's time in ms since the epoch and never decreases per board.
 * `madeAt` is the client's time where it differs on purpose (work brought from offline). `personId` is null for what
 * the server did on nobody's behalf. An update's payload is a Yjs V1 update holding only what was new; an event's is
 * the UTF-8 JSON of a `BoardEvent`.
 */
export interface LogEntry {
  readonly seq: number;
  readonly at: number;
  readonly madeAt?: number;
  readonly personId: PersonId | null;
  readonly connectionId: ConnectionId;
  readonly kind: 'update' | 'event';
  readonly intent?: Intent;
  readonly payload: Uint8Array;
}
