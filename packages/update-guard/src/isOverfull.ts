import type { ScannedUpdate } from '@weft/update-codec';
import type { GuardContext, RoomPolicy } from './GuardContext.ts';
import type { UpdateReach } from './UpdateReach.ts';

/** An item between two characters cuts what they are in, a deletion cuts at both of its ends. */
const STRUCTS_PER_ITEM = 2;
const STRUCTS_PER_DELETION = 2;

/**
 * Whether the board has no room for an update. What only takes away nearly always has room, what takes away as much as it
 * brings (moving, painting) longer than what only adds.
 */
export function isOverfull(
  bytes: Uint8Array,
  update: ScannedUpdate,
  reach: UpdateReach,
  context: GuardContext,
): boolean {
  const { room } = context;
  if (room === undefined) return false;
  const { ranges, references, deletes } = update;
  const made = STRUCTS_PER_ITEM * references.length + ranges.length;
  // Most updates need no closer look.
  if (room.hasRoom('adding', bytes.byteLength, made + STRUCTS_PER_DELETION * deletes.length)) return false;
  return !hasRoomFor(room, bytes, made, effectiveDeletions(update, reach, context), reach.fresh.length > 0);
}

function hasRoomFor(room: RoomPolicy, bytes: Uint8Array, made: number, deletions: number, adds: boolean): boolean {
  const structs = made + STRUCTS_PER_DELETION * deletions;
  if (!adds) return room.hasRoom('deleting', 0, STRUCTS_PER_DELETION * deletions);
  return room.hasRoom(deletions > 0 ? 'replacing' : 'adding', bytes.byteLength, structs);
}

/** A SyncStep2 carries all that was ever deleted; what is so already cuts nothing. */
function effectiveDeletions({ deletes }: ScannedUpdate, reach: UpdateReach, context: GuardContext): number {
  let count = 0;
  for (const { client, clock, length } of deletes) {
    const known = Math.min(length, reach.before(client) - clock);
    if (known > 0 && !context.isDeleted(client, clock, known)) count += 1;
  }
  return count;
}
