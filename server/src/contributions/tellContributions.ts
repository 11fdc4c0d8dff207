import type { FoldedContribution, FoldedItem, FoldResult } from '@weft/contribution';
import type { Contribution, Contributions, ItemPart, Part, Person, PersonId } from '@weft/protocol';

/** Everybody's part in a board as one member may see it: sizes are told to nobody but the person whose they are. */
export function tellContributions(result: FoldResult, callerId: PersonId, people: readonly Person[]): Contributions {
  return {
    people: people.map(asPerson),
    items: onBoard(result),
    contributions: result.contributions.map((one) => (one.personId === callerId ? { ...one } : withoutSize(one))),
  };
}

/** One person's part, for that person. */
export function tellPart(result: FoldResult, person: Person): Part {
  return {
    person: asPerson(person),
    items: onBoard(result).filter(({ people }) => people.some(({ personId }) => personId === person.id)),
    contributions: result.contributions.filter(({ personId }) => personId === person.id),
  };
}

function onBoard({ items }: FoldResult): ItemPart[] {
  return items.filter(({ present }) => present).map(asItemPart);
}

function asItemPart({ id, type, startedBy, startedAt, people }: FoldedItem): ItemPart {
  return { id, type, startedBy, startedAt, people: people.map((one) => ({ ...one, kinds: [...one.kinds] })) };
}

function withoutSize({ size: _size, ...rest }: FoldedContribution): Contribution {
  return rest;
}

/** A member is more than a person: role and time of arrival are not told here. */
const asPerson = ({ id, name, color }: Person): Person => ({ id, name, color });
