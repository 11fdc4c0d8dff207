import {
  SOMEONE,
  WeftError,
  type BoardId,
  type NewOffer,
  type Offer,
  type Person,
  type PersonId,
} from '@weft/protocol';
import { Telling } from '../disclosure/Telling.ts';
import type { ItemPerson, LiveBoards, Membership, Parts } from '../ports.ts';
import { OneAtATime } from '../workers/OneAtATime.ts';
import type { OfferRepository, StoredOffer } from './OfferRepository.ts';
import type { OwnFacts } from './OwnFacts.ts';
import type { Own } from './PartRepository.ts';

export interface OffersOptions {
  readonly offers: OfferRepository;
  readonly parts: Pick<Parts, 'peopleOf'>;
  readonly membership: Pick<Membership, 'people'>;
  readonly boards: Pick<LiveBoards, 'record'>;
  readonly facts: OwnFacts;
}

/** Whose it is: one of two people offers, the other accepts or declines, and only then the board's log knows of it. */
export class Offers {
  readonly #options: OffersOptions;
  /** Two taps on "Accept" are one event. */
  readonly #answering = new OneAtATime();

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  /** @throws WeftError `item_not_found`, `no_part_in_item`, `offer_unclear`, `offer_exists` or `too_many_offers` */
  async propose(own: Own, { itemId, from, to, reason }: NewOffer): Promise<Offer> {
    const { boardId, personId } = own;
    if (from === to || (from !== personId && to !== personId)) {
      throw new WeftError('bad_request', 'an offer is between the caller and somebody else');
    }
    const telling = await this.#telling(own);
    const item = await this.#options.parts.peopleOf(boardId, itemId);
    if (item === null) throw new WeftError('item_not_found');
    const offer = await this.#options.offers.add({
      boardId,
      itemId,
      seq: item.seq,
      from: giverOf(item.people, from, personId, telling),
      to: to === personId ? to : await this.#member(boardId, to, telling),
      proposedBy: personId,
      reason,
    });
    return tellOffer(offer, telling);
  }

  async list(own: Own): Promise<Offer[]> {
    const telling = await this.#telling(own);
    return (await this.#options.offers.ofPerson(own)).map((offer) => tellOffer(offer, telling));
  }

  /** @throws WeftError `offer_not_found` or `offer_closed` */
  async answer(own: Own, id: string, accepted: boolean): Promise<Offer> {
    return await this.#close(own, id, 'other', async ({ boardId, itemId, from, to, reason, seq }) => {
      if (!accepted) return 'declined';
      const event = { type: 'attributed', itemId, from, to, reason, until: seq } as const;
      // The log first: an agreement that the board does not know of would be none.
      await this.#options.boards.record(boardId, own.personId, event);
      return 'accepted';
    });
  }

  /** @throws WeftError `offer_not_found` or `offer_closed` */
  async withdraw(own: Own, id: string): Promise<Offer> {
    return await this.#close(own, id, 'proposer', async () => 'withdrawn');
  }

  async #close(
    own: Own,
    id: string,
    by: 'proposer' | 'other',
    close: (offer: StoredOffer) => Promise<Offer['state']>,
  ): Promise<Offer> {
    return await this.#answering.run(id, async () => {
      const offer = await this.#options.offers.find(own, id);
      const isProposer = offer.proposedBy === own.personId;
      if (isProposer !== (by === 'proposer')) throw new WeftError('offer_not_found', `the ${by} decides this`);
      if (offer.state !== 'open') throw new WeftError('offer_closed');
      const state = await close(offer);
      await this.#options.offers.setState(id, state);
      return tellOffer({ ...offer, state }, await this.#telling(own));
    });
  }

  /**
   * Whose it is to be, as the board tells of them now. The list of members names everybody, but where the board does not,
   * an answer would tell which colour a name has.
   */
  async #member(boardId: BoardId, given: PersonId, telling: Telling): Promise<PersonId> {
    const members = (await this.#options.membership.people(boardId)).map(({ id }) => id);
    return theOne(
      members.filter((id) => telling.tellId(id, Infinity) === given),
      given,
    );
  }

  async #telling(own: Own): Promise<Telling> {
    return new Telling(await this.#options.facts.of(own), own.personId);
  }
}

/**
 * Whose it is shown to be. Somebody else is meant only as the item tells them: else asking for one member after the other
 * would tell who has a part in it. Someone is nobody to be asked, even where it could only be one.
 */
function giverOf(people: readonly ItemPerson[], given: PersonId, callerId: PersonId, telling: Telling): PersonId {
  if (given === callerId) {
    if (people.some((one) => one.personId === callerId)) return callerId;
    throw new WeftError('no_part_in_item');
  }
  const meant = people.filter((one) => telling.tellId(one.personId, one.since) === given);
  return theOne(
    meant.map((one) => one.personId),
    given,
  );
}

/** @throws WeftError `offer_unclear` unless it is exactly one person, and not someone */
function theOne(meant: readonly PersonId[], given: PersonId): PersonId {
  const [only, ...others] = meant;
  if (given === SOMEONE || only === undefined || others.length > 0) throw new WeftError('offer_unclear');
  return only;
}

function tellOffer({ id, itemId, from, to, proposedBy, reason, state, at }: StoredOffer, telling: Telling): Offer {
  const tell = (personId: PersonId): Person => telling.tell(personId, at);
  return { id, itemId, from: tell(from), to: tell(to), proposedBy: tell(proposedBy).id, reason, at, state };
}
