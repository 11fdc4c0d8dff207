import { LIMITS, WeftError, type BoardId, type ItemId, type Offer, type PersonId } from '@weft/protocol';
import type { Kysely } from 'kysely';
import type { Database } from '../database/Database.ts';
import { isOfferOf } from '../database/ownedByPerson.ts';
import { randomToken } from '../database/tokens.ts';
import { assertThere } from './assertThere.ts';
import type { Own } from './PartRepository.ts';

/** With people as they are, not yet as anybody is told of. */
export interface StoredOffer {
  readonly id: string;
  readonly boardId: BoardId;
  readonly itemId: ItemId;
  readonly from: PersonId;
  readonly to: PersonId;
  readonly proposedBy: PersonId;
  readonly reason: Offer['reason'];
  readonly state: Offer['state'];
  readonly at: number;
  /** The newest entry of the log when it was made: what came after is not meant. */
  readonly seq: number;
}

const OFFER = [
  'id',
  'board_id as boardId',
  'item_id as itemId',
  'from_person as from',
  'to_person as to',
  'proposed_by as proposedBy',
  'reason',
  'state',
  'at',
  'seq',
] as const;

/** Offers of one person to another. Nobody but the two is ever given one. */
export class OfferRepository {
  readonly #db: Kysely<Database>;
  readonly #now: () => number;

  constructor(db: Kysely<Database>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** @throws WeftError `offer_exists` or `too_many_offers` */
  async add(offer: Omit<StoredOffer, 'id' | 'state' | 'at'>): Promise<StoredOffer> {
    const stored: StoredOffer = { ...offer, id: randomToken(), state: 'open', at: this.#now() };
    await this.#db.transaction().execute(async (trx) => {
      await assertThere(trx, offer.from);
      await assertThere(trx, offer.to);
      const others = await trx
        .selectFrom('offers')
        .select(OFFER)
        .where('board_id', '=', offer.boardId)
        .where('item_id', '=', offer.itemId)
        .where((eb) =>
          eb.or([
            eb.and([eb('from_person', '=', offer.from), eb('to_person', '=', offer.to)]),
            eb.and([eb('from_person', '=', offer.to), eb('to_person', '=', offer.from)]),
          ]),
        )
        .where('state', 'in', ['open', 'declined'])
        .execute();
      if (others.some((other) => other.state === 'open' || isSame(other, offer))) throw new WeftError('offer_exists');
      const { count } = await trx
        .selectFrom('offers')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('board_id', '=', offer.boardId)
        .where('proposed_by', '=', offer.proposedBy)
        .executeTakeFirstOrThrow();
      if (count >= LIMITS.maxOffersPerPerson) throw new WeftError('too_many_offers');
      await trx
        .insertInto('offers')
        .values({
          id: stored.id,
          board_id: stored.boardId,
          item_id: stored.itemId,
          from_person: stored.from,
          to_person: stored.to,
          proposed_by: stored.proposedBy,
          reason: stored.reason,
          state: stored.state,
          at: stored.at,
          seq: stored.seq,
        })
        .execute();
    });
    return stored;
  }

  /** To or of this person, newest first. */
  async ofPerson({ boardId, personId }: Own): Promise<StoredOffer[]> {
    return await this.#ofPerson({ boardId, personId }).orderBy('at', 'desc').execute();
  }

  /** @throws WeftError `offer_not_found` for what is no offer to or of this person */
  async find(own: Own, id: string): Promise<StoredOffer> {
    const offer = await this.#ofPerson(own).where('id', '=', id).executeTakeFirst();
    if (offer === undefined) throw new WeftError('offer_not_found');
    return offer;
  }

  async setState(id: string, state: Offer['state']): Promise<void> {
    await this.#db.updateTable('offers').set({ state }).where('id', '=', id).execute();
  }

  #ofPerson({ boardId, personId }: Own) {
    return this.#db.selectFrom('offers').select(OFFER).where('board_id', '=', boardId).where(isOfferOf(personId));
  }
}

const isSame = (a: Pick<StoredOffer, 'from' | 'proposedBy'>, b: Pick<StoredOffer, 'from' | 'proposedBy'>): boolean =>
  a.from === b.from && a.proposedBy === b.proposedBy;
