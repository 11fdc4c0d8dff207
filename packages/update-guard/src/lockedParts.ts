import {
  readStrings,
  type DeleteRange,
  type ItemReferences,
  type Rewriting,
  type ScannedUpdate,
} from '@weft/update-codec';
import type { LockPolicy } from './GuardContext.ts';
import type { RecordPlace, RecordSurvey } from './RecordSurvey.ts';
import type { UpdateReach } from './UpdateReach.ts';

/** The key of a binding that names the arrow it belongs to. */
const ARROW_KEY = 'fromId';

/** What of an update is not permitted, and how to take it out. */
export interface LockedParts {
  readonly rewriting: Rewriting;
  /** The records of which something was not permitted. */
  readonly refused: readonly string[];
}

/** What an update does to one record. */
interface Touch {
  /** Puts another in its place, or takes it away. */
  whole: boolean;
  /** More than marks that Yjs tidies away by itself, on every device. */
  meant: boolean;
  readonly made: DeleteRange[];
  readonly deleted: DeleteRange[];
  /** The arrows that a binding is said to belong to from now on; null where that cannot be read. */
  readonly arrows: (string | null)[];
}

/**
 * Finds what a sender who may not change locked items does to them. What is refused of a record is refused whole: half
 * of a change could leave it as nobody meant it.
 *
 * @returns null when all of the update is permitted
 */
export function lockedParts(
  bytes: Uint8Array,
  update: ScannedUpdate,
  reach: UpdateReach,
  survey: RecordSurvey,
  locks: LockPolicy,
): LockedParts | null {
  const touches = new Touches();
  noteMade(touches, bytes, update.references, reach, survey);
  noteDeleted(touches, update.deletes, reach, survey, locks);
  const refused = [...touches.byRecord].filter(([recordId, touch]) => isRefused(recordId, touch, locks));
  if (refused.length === 0) return null;
  return {
    rewriting: {
      replace: refused.flatMap(([, { made }]) => made.map((range) => ({ ...range, become: 'gc' as const }))),
      strip: refused.flatMap(([, { deleted }]) => deleted),
    },
    refused: refused.filter(([, { meant }]) => meant).map(([recordId]) => recordId),
  };
}

function isRefused(recordId: string, { whole, arrows }: Touch, locks: LockPolicy): boolean {
  if (locks.isLocked(recordId)) return true;
  if (whole && locks.holdsLocked(recordId)) return true;
  return arrows.some((arrow) => arrow === null || locks.isLocked(arrow));
}

class Touches {
  readonly byRecord = new Map<string, Touch>();

  note({ recordId, isRecord }: RecordPlace): Touch {
    let touch = this.byRecord.get(recordId);
    if (touch === undefined) {
      touch = { whole: false, meant: false, made: [], deleted: [], arrows: [] };
      this.byRecord.set(recordId, touch);
    }
    touch.whole ||= isRecord;
    return touch;
  }
}

function noteMade(
  touches: Touches,
  bytes: Uint8Array,
  references: readonly ItemReferences[],
  reach: UpdateReach,
  survey: RecordSurvey,
): void {
  for (const item of references) {
    const { client } = item;
    const clock = Math.max(item.clock, reach.before(client));
    const length = item.clock + item.length - clock;
    if (length <= 0) continue;
    const place = survey.recordOf({ client, clock });
    if (place === null) continue;
    const touch = touches.note(place);
    touch.meant = true;
    touch.made.push({ client, clock, length });
    if (place.key === ARROW_KEY) touch.arrows.push(...(readStrings(bytes, item) ?? [null]));
  }
}

/** What the same update brings can be deleted by it: then it is permitted, or not there. */
function noteDeleted(
  touches: Touches,
  deletes: readonly DeleteRange[],
  reach: UpdateReach,
  survey: RecordSurvey,
  locks: LockPolicy,
): void {
  for (const { client, clock, length } of deletes) {
    const known = Math.min(length, reach.before(client) - clock);
    if (known <= 0) continue;
    for (const living of locks.livingIn(client, clock, known)) {
      const place = survey.recordOf({ client, clock: living.clock });
      if (place === null) continue;
      const touch = touches.note(place);
      touch.meant ||= !living.isFormatting;
      touch.deleted.push({ client, clock: living.clock, length: living.length });
    }
  }
}
