import type { Offer, Person, PersonId } from '@weft/protocol';

type Question =
  | 'part.offers.waiting'
  | 'part.offers.isYours'
  | 'part.offers.isTheirs'
  | 'part.offers.writtenForYou'
  | 'part.offers.writtenByYou';

/** How an open offer reads to one of its two people, and who the other is. */
export function offerQuestion(
  offer: Pick<Offer, 'from' | 'to' | 'proposedBy' | 'reason'>,
  me: PersonId,
): { readonly key: Question; readonly other: Person } {
  const toMe = offer.to.id === me;
  const other = toMe ? offer.from : offer.to;
  if (offer.proposedBy === me) return { key: 'part.offers.waiting', other };
  if (offer.reason === 'written for')
    return { key: toMe ? 'part.offers.writtenForYou' : 'part.offers.writtenByYou', other };
  return { key: toMe ? 'part.offers.isYours' : 'part.offers.isTheirs', other };
}
