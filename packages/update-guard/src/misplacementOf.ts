import { CONTENT, type ItemReferences, type StructId } from '@weft/update-codec';
import type { DeleteCoverage } from './DeleteCoverage.ts';
import type { Place } from './GuardContext.ts';
import type { PlaceSurvey } from './PlaceSurvey.ts';

/**
 * What is wrong with where a new item lies, or null. No Yjs writes such items, and Yjs itself does not check:
 *
 * - Types nested too deeply overflow the stack in everything that recurses: deleting, giving JSON.
 * - A living map entry of more than one clock: split, its left part is never deleted, and deleting the map then throws,
 *   on every device. (Deleted ones are legitimate: an undo history keeps them, and neighbouring ones merge.)
 * - Neighbours in different places: devices that have collected one of them as garbage drop the item, others show it.
 */
export function misplacementOf(
  item: ItemReferences,
  survey: PlaceSurvey,
  deletes: DeleteCoverage,
  maxNesting: number,
): string | null {
  const { client, clock, length, content, rightOrigin } = item;
  const isLong = length > 1 && content !== CONTENT.deleted;
  if (content !== CONTENT.type && !isLong && rightOrigin === null) return null;
  // The last clock is new for certain; the first may be known, and stay wherever the document has it.
  const place = survey.placeOf({ client, clock: clock + length - 1 });
  if (place === null) return null;
  if (content === CONTENT.type && place.nesting > maxNesting) return 'types nested too deeply';
  if (isLong && place.key !== null && !deletes.covers(client, clock, length)) return 'a map entry longer than one';
  if (rightOrigin === null || haveOnePlace(place, survey.placeOf(rightOrigin))) return null;
  return 'neighbours in different places';
}

/** What is gone can have been anywhere. */
const haveOnePlace = (left: Place, right: Place | null): boolean =>
  right === null || (left.key === right.key && isSameParent(left.parent, right.parent));

function isSameParent(left: StructId | string, right: StructId | string): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  return left.client === right.client && left.clock === right.clock;
}
