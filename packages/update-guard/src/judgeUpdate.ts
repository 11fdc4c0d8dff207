import { LIMITS, mayEdit, type ClientId } from '@weft/protocol';
import {
  CONTENT,
  scanUpdate,
  type ItemReferences,
  type Rewriting,
  type ScanLimits,
  type ScannedUpdate,
  type StructId,
} from '@weft/update-codec';
import { DeleteCoverage } from './DeleteCoverage.ts';
import { refuse, type GuardContext, type Refusal, type Verdict } from './GuardContext.ts';
import { isCausal } from './isCausal.ts';
import { isLaborious } from './isLaborious.ts';
import { isOverfull } from './isOverfull.ts';
import { lockedParts } from './lockedParts.ts';
import { misplacementOf } from './misplacementOf.ts';
import { PlaceSurvey } from './PlaceSurvey.ts';
import { RecordSurvey } from './RecordSurvey.ts';
import { UpdateReach } from './UpdateReach.ts';

/** A frame of the largest size can hold this much only by being nothing but tombstones; the bytes bound the rest. */
const SCAN_LIMITS: ScanLimits = { maxStructs: 500_000, maxNesting: LIMITS.maxNesting, maxClients: 100_000 };

/** Other implementations of Yjs hold clocks in 32 bits. Only deletions of absurd length get there. */
const MAX_CLOCK = 2 ** 32 - 1;

/**
 * Decides whether one update may be applied to the live document, from its structure alone.
 *
 * What is accepted neither makes Yjs throw nor leaves anything pending, adds only to clientIDs that the sender owns or
 * that nobody has used, and deletes only what exists. The order of the checks decides which code is told; see SPEC.md.
 * Where only a part is not permitted, the verdict says how to take that part out.
 */
export function judgeUpdate(bytes: Uint8Array, context: GuardContext): Verdict {
  const scan = scanUpdate(bytes, SCAN_LIMITS);
  if (!scan.ok) return refuse('malformed_update', scan.reason);
  const { update } = scan;
  const reach = new UpdateReach(update, context.stateVector);
  if (!hasEffect(update, reach, context)) return { kind: 'nothing-new' };
  if (!mayEdit(context.role)) return refuse('read_only', 'a viewer sent a change');
  const claims = claimsOf(reach, context);
  if ('kind' in claims) return claims;
  const places = new PlaceSurvey(update.references, reach, (client, clock) => context.placeOf?.(client, clock) ?? null);
  const fault =
    gapIn(update, reach) ??
    unknownRootIn(update, context) ??
    excessIn(update, reach) ??
    misplacedIn(update, reach, places);
  if (fault !== null) return fault;
  if (isLaborious(update, reach, places, context)) return refuse('malformed_update', 'takes too long to place');
  const partlyKnown = reach.sections.some(({ start, known }) => start < known);
  if (isOverfull(bytes, update, reach, context)) {
    return {
      kind: 'neutralise',
      claims,
      partlyKnown,
      rewriting: nothingOf(update, reach),
      refused: [],
      code: 'board_full',
    };
  }
  const { locks } = context;
  const locked = locks === undefined ? null : lockedParts(bytes, update, reach, new RecordSurvey(places), locks);
  return locked === null
    ? { kind: 'accept', claims, partlyKnown }
    : { kind: 'neutralise', claims, partlyKnown, ...locked, code: 'locked' };
}

/** Whether applying it would change anything. What deletes only formatting marks does not count as a viewer's doing. */
function hasEffect({ deletes }: ScannedUpdate, reach: UpdateReach, context: GuardContext): boolean {
  if (reach.fresh.length > 0) return true;
  const harmless = !mayEdit(context.role) && context.isFormatting !== undefined;
  return deletes.some(({ client, clock, length }) => {
    if (clock + length > reach.before(client)) return true;
    if (context.isDeleted(client, clock, length)) return false;
    return !(harmless && context.isFormatting?.(client, clock, length));
  });
}

/** @returns the clientIDs that become the sender's. Ranges that are known already may be anybody's. */
function claimsOf(reach: UpdateReach, context: GuardContext): readonly ClientId[] | Refusal {
  const claims: ClientId[] = [];
  for (const { client, known } of reach.fresh) {
    const owner = context.ownerOf(client);
    if (owner === context.personId) continue;
    // Structs of nobody's are the server's own: whoever claimed the clientID could write on in its name.
    if (owner !== undefined || known > 0 || context.serverClientIds?.has(client)) {
      return refuse('foreign_client_id', `client ${client}`);
    }
    claims.push(client);
  }
  if (claims.length > 0 && context.claimedByConnection + claims.length > context.maxClientIds) {
    return refuse('too_many_client_ids', `${context.claimedByConnection + claims.length} of ${context.maxClientIds}`);
  }
  return claims;
}

/** Takes out everything. Half of a change that replaces something would only take it away. */
function nothingOf({ deletes }: ScannedUpdate, reach: UpdateReach): Rewriting {
  const made = reach.fresh.map(({ client, known, end }) => ({ client, clock: known, length: end - known }));
  return { replace: made.map((range) => ({ ...range, become: 'gc' as const })), strip: deletes };
}

/** Whatever refers to something neither known nor in the update would pend for ever, or take effect on what comes. */
function gapIn({ ranges, references, deletes }: ScannedUpdate, reach: UpdateReach): Refusal | null {
  for (const { client, clock, kind } of ranges) {
    if (kind === 'skip') return refuse('clock_gap', `a skip at ${client}:${clock}`);
  }
  for (const { client, start, known } of reach.sections) {
    if (start > known) return refuse('clock_gap', `${client}:${start} after ${known}`);
  }
  for (const item of references) {
    const lost = unreachableOf(item, reach);
    if (lost !== null) {
      return refuse('clock_gap', `${item.client}:${item.clock} refers to ${lost.client}:${lost.clock}`);
    }
  }
  for (const { client, clock, length } of deletes) {
    if (clock + length > reach.after(client)) return refuse('clock_gap', `deletes ${client}:${clock}+${length}`);
  }
  return isCausal(references, reach) ? null : refuse('clock_gap', 'structs wait for each other');
}

function unreachableOf(item: ItemReferences, reach: UpdateReach): StructId | null {
  const { origin, rightOrigin, parent } = item;
  if (origin !== null && !isReachable(origin, item, reach)) return origin;
  if (rightOrigin !== null && !isReachable(rightOrigin, item, reach)) return rightOrigin;
  return parent === null || typeof parent === 'string' || isReachable(parent, item, reach) ? null : parent;
}

/** On its own client only what stands before an item can be referred to, since integration goes in order. */
function isReachable({ client, clock }: StructId, item: ItemReferences, reach: UpdateReach): boolean {
  return clock < (client === item.client ? item.clock : reach.after(client));
}

function unknownRootIn({ roots }: ScannedUpdate, context: GuardContext): Refusal | null {
  return roots.every((root) => context.roots.includes(root)) ? null : refuse('unknown_root', `${roots.length} roots`);
}

function excessIn({ references }: ScannedUpdate, reach: UpdateReach): Refusal | null {
  for (const { client, end } of reach.sections) {
    if (end > MAX_CLOCK) return refuse('malformed_update', `clock ${end} of client ${client}`);
  }
  // A document takes some hundred times its bytes in memory, and boards hold none.
  if (references.some(({ content }) => content === CONTENT.doc)) return refuse('malformed_update', 'a subdocument');
  return null;
}

function misplacedIn({ references, deletes }: ScannedUpdate, reach: UpdateReach, places: PlaceSurvey): Refusal | null {
  const coverage = new DeleteCoverage(deletes);
  for (const item of references) {
    if (item.clock + item.length <= reach.before(item.client)) continue;
    const wrong = misplacementOf(item, places, coverage, LIMITS.maxNesting);
    if (wrong !== null) return refuse('malformed_update', `${wrong}, at ${item.client}:${item.clock}`);
  }
  return null;
}
