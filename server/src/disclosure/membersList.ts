import { SOMEONE_COLOR, type Person, type PersonId } from '@weft/protocol';
import type { DisclosureFacts } from './Telling.ts';

/**
 * Who is on a board, for whoever shares it and gives roles: everybody by name. Where what people did is not told by
 * name, neither their colours nor the order of their arrival is told (colours are given out in that order), so that a
 * name leads to no colour.
 */
export function membersList<T extends Person>(
  members: readonly T[],
  settings: DisclosureFacts['settings'],
  callerId: PersonId,
): readonly T[] {
  if (namesLeadToColours(settings)) return members;
  return members
    .map((member) => (member.id === callerId ? member : { ...member, color: SOMEONE_COLOR }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Whether names may be told with their colours now. */
export const namesLeadToColours = (settings: DisclosureFacts['settings']): boolean =>
  (settings.at(-1)?.display ?? 'names') === 'names';
