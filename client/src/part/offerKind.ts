/** Which questions about whose an item is can be asked from my page, and of whom. */
import { type ItemPart, type NewOffer, type Person, type PersonId, SOMEONE } from '@weft/protocol';

/** It shows as mine and is another's; I wrote it for another; it shows as another's and is mine. */
export type OfferKind = 'theirs' | 'written' | 'mine';

type Asked = Pick<ItemPart, 'id' | 'people' | 'startedBy'>;
interface Mine {
  readonly person: Pick<Person, 'id'>;
}

const wroteOrStarted = (item: Asked, id: PersonId): boolean =>
  item.startedBy === id ||
  item.people.some(
    ({ personId, kinds, characters }) =>
      personId === id && ((characters ?? 0) > 0 || kinds.includes('started') || kinds.includes('wrote')),
  );

/** Only a person by name can be asked: someone is nobody in particular, and a colour may be several people's. */
export const canBeAsked = ({ id, name }: Pick<Person, 'id' | 'name'>): boolean => id !== SOMEONE && name !== '';

/** The others as whose the item shows, of those who can be asked. */
export const othersOf = (item: Asked, me: PersonId, people: readonly Person[]): Person[] =>
  people.filter((person) => person.id !== me && canBeAsked(person) && wroteOrStarted(item, person.id));

/** What can be said of an item: that something which shows as mine is not, or the other way round. */
export function offersFor(part: Mine & { readonly people: readonly Person[] }, item: Asked): readonly OfferKind[] {
  const me = part.person.id;
  const mine: OfferKind[] = wroteOrStarted(item, me) ? ['theirs', 'written'] : [];
  return othersOf(item, me, part.people).length > 0 ? [...mine, 'mine'] : mine;
}

/** What is sent: `from` is whose it shows to be, `to` whose it is. */
export function newOffer(item: Asked, me: PersonId, other: PersonId, kind: OfferKind): NewOffer {
  const reason = kind === 'written' ? 'written for' : 'correction';
  return kind === 'mine'
    ? { itemId: item.id, from: other, to: me, reason }
    : { itemId: item.id, from: me, to: other, reason };
}
