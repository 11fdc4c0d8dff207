import type * as Y from 'yjs';
import { ROOTS } from '@weft/board-model';
import type { ClientId, PersonId, Role } from '@weft/protocol';
import type { GuardContext, RoomPolicy } from '@weft/update-guard';
import type { BoardLocks } from './BoardLocks.ts';
import { isDeletedRange, isFormattingRange, placeOf, stepsBetween } from './documentQueries.ts';
import { lockPolicyOf } from './lockPolicy.ts';

/** A live board as the guard needs to know it. */
export interface GuardedBoard {
  readonly doc: Y.Doc;
  readonly stateVector: ReadonlyMap<ClientId, number>;
  readonly owners: ReadonlyMap<ClientId, PersonId>;
  readonly locks: BoardLocks;
  readonly maxClientIds: number;
  readonly room: RoomPolicy;
}

/** Who sent an update. */
export interface Sender {
  readonly personId: PersonId;
  readonly role: Role;
  /** clientIDs first used on this connection. */
  readonly clientIds: ReadonlySet<ClientId>;
}

/** What the guard asks, answered from the live document. */
export function guardContextOf({ doc, stateVector, owners, locks, maxClientIds, room }: GuardedBoard, sender: Sender) {
  const context: GuardContext = {
    personId: sender.personId,
    role: sender.role,
    stateVector,
    ownerOf: (clientId) => owners.get(clientId),
    isDeleted: (clientId, clock, length) => isDeletedRange(doc, clientId, clock, length),
    isFormatting: (clientId, clock, length) => isFormattingRange(doc, clientId, clock, length),
    placeOf: (clientId, clock) => placeOf(doc, clientId, clock),
    stepsBetween: (between, atMost) => stepsBetween(doc, between, atMost),
    claimedByConnection: sender.clientIds.size,
    maxClientIds,
    roots: ROOTS,
    room,
  };
  // Where there is no lock, or all may be changed, the guard does not even look at which items are touched.
  return locks.isEmpty || sender.role === 'facilitator' ? context : { ...context, locks: lockPolicyOf(doc, locks) };
}
