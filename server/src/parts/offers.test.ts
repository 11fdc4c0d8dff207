import {
  LIMITS,
  SOMEONE,
  type BoardId,
  type Contributions,
  type ItemId,
  type Offer,
  type PersonId,
  type Writers,
} from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { newNote } from '../history/boardServer.testkit.ts';
import { OfferRepository } from './OfferRepository.ts';
import { lineOf, startWeft, type TestWeft } from './wholeApp.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

/** Ann wrote a note, and says that it is really Ben's. */
async function annsNote() {
  const table = await weft.table('Ann', 'Ben', 'Cleo');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('a bench')));
  const [ann, ben, cleo] = [table.people.Ann.id, table.people.Ben.id, table.people.Cleo.id];
  const yours = { itemId: 'shape:a', from: ann, to: ben, reason: 'written for' };
  const starter = async (): Promise<PersonId | null | undefined> =>
    (await table.call<Contributions>('Cleo', 'GET', '/contributions')).body.items[0]?.startedBy;
  return { ...table, ann, ben, cleo, yours, starter };
}

describe('An offer between two people', () => {
  it('[D4] is logged once it is accepted, by the other one alone', async () => {
    const { call, ann, ben, yours, starter } = await annsNote();
    const offered = await call<Offer>('Ann', 'POST', '/offers', yours);
    expect([offered.status, offered.body]).toMatchObject([
      201,
      { state: 'open', proposedBy: ann, to: { name: 'Ben' } },
    ]);
    const answer = `/offers/${offered.body.id}/answer`;
    for (const name of ['Ann', 'Cleo'] as const) {
      const refused = await call(name, 'POST', answer, { accepted: true });
      expect([refused.status, refused.body.code]).toEqual([404, 'offer_not_found']);
    }
    expect(await starter()).toBe(ann);
    expect((await call<Offer>('Ben', 'POST', answer, { accepted: true })).body.state).toBe('accepted');
    expect(await starter()).toBe(ben);
    const again = await call('Ben', 'POST', answer, { accepted: true });
    expect([again.status, again.body.code]).toEqual([409, 'offer_closed']);
  });

  it('[D4] is seen by the two and nobody else', async () => {
    const { call, yours } = await annsNote();
    const { id } = (await call<Offer>('Ann', 'POST', '/offers', yours)).body;
    const seen = async (name: 'Ann' | 'Ben' | 'Cleo') =>
      (await call<{ offers: Offer[] }>(name, 'GET', '/offers')).body.offers.map((offer) => offer.id);
    expect([await seen('Ann'), await seen('Ben'), await seen('Cleo')]).toEqual([[id], [id], []]);
  });

  it('changes nothing when it is declined, and is not made again: offer_exists', async () => {
    const { call, ann, yours, starter } = await annsNote();
    const { id } = (await call<Offer>('Ann', 'POST', '/offers', yours)).body;
    const twice = await call('Ann', 'POST', '/offers', yours);
    expect([twice.status, twice.body.code]).toEqual([409, 'offer_exists']);
    expect((await call<Offer>('Ben', 'POST', `/offers/${id}/answer`, { accepted: false })).body.state).toBe('declined');
    expect(await starter()).toBe(ann);
    expect((await call('Ann', 'POST', '/offers', yours)).body.code).toBe('offer_exists');
  });

  it('is withdrawn by who made it while it is open, and may then be made again', async () => {
    const { call, yours } = await annsNote();
    const { id } = (await call<Offer>('Ann', 'POST', '/offers', yours)).body;
    expect((await call('Ben', 'POST', `/offers/${id}/withdraw`)).body.code).toBe('offer_not_found');
    expect((await call<Offer>('Ann', 'POST', `/offers/${id}/withdraw`)).body.state).toBe('withdrawn');
    expect((await call('Ben', 'POST', `/offers/${id}/answer`, { accepted: true })).body.code).toBe('offer_closed');
    expect((await call('Ann', 'POST', '/offers', yours)).status).toBe(201);
  });

  it('is of an item that is there, of a part that one has, and with somebody on the board', async () => {
    const { call, ann, ben, cleo, yours } = await annsNote();
    const refused = async (name: 'Ann' | 'Cleo', offer: object) => {
      const { status, body } = await call(name, 'POST', '/offers', offer);
      return [status, body.code];
    };
    expect(await refused('Ann', { ...yours, itemId: 'shape:gone' })).toEqual([404, 'item_not_found']);
    expect(await refused('Cleo', { ...yours, from: cleo })).toEqual([409, 'no_part_in_item']);
    expect(await refused('Cleo', yours)).toEqual([400, 'bad_request']);
    expect(await refused('Ann', { ...yours, to: ann })).toEqual([400, 'bad_request']);
    expect(await refused('Ann', { ...yours, to: 'nobody' })).toEqual([422, 'offer_unclear']);
    expect(await refused('Cleo', { ...yours, from: ben, to: cleo })).toEqual([422, 'offer_unclear']);
  });

  it('[D4] names others as they are told: a colour that is one person, and nobody by a name that is not told', async () => {
    const { call, ann, cleo, yours } = await annsNote();
    await call('Ann', 'PUT', '/display', { display: 'colours' });
    const mine = { ...yours, to: cleo, reason: 'correction' };
    expect((await call('Cleo', 'POST', '/offers', { ...mine, from: ann })).body.code).toBe('offer_unclear');
    // The list of members names Cleo to Ann; the answer would tell which colour she has.
    const byName = { ...yours, from: ann, to: cleo, reason: 'written for' };
    expect((await call('Ann', 'POST', '/offers', byName)).body.code).toBe('offer_unclear');
    const offered = await call<Offer>('Cleo', 'POST', '/offers', { ...mine, from: 'colour-1' });
    expect(offered.body).toMatchObject({ from: { id: 'colour-1', name: '' }, to: { name: 'Cleo' } });
    const received = (await call<{ offers: Offer[] }>('Ann', 'GET', '/offers')).body.offers[0];
    expect(received).toMatchObject({ to: { id: 'colour-3', name: '' }, proposedBy: 'colour-3', from: { id: ann } });
  });

  it('asks nobody who is someone, though it could only be one: offer_unclear', async () => {
    const { call, cleo, yours } = await annsNote();
    await call('Ann', 'PUT', '/me/choices', { hidden: true });
    const offer = { ...yours, from: SOMEONE, to: cleo };
    expect((await call('Cleo', 'POST', '/offers', offer)).body.code).toBe('offer_unclear');
  });

  it('[D4] is about what was there when it was made, not about what is written until it is accepted', async () => {
    const { call, people, edit } = await weft.table('Ann', 'Ben');
    await edit('Ann', (records) => void records.set('shape:a', newNote('bench')));
    const yours = { itemId: 'shape:a', from: people.Ann.id, to: people.Ben.id, reason: 'correction' };
    const offer = (await call<Offer>('Ann', 'POST', '/offers', yours)).body;
    await edit('Ann', (records) => lineOf(records, 'shape:a').insert(5, ' for two'));
    await call('Ben', 'POST', `/offers/${offer.id}/answer`, { accepted: true });
    const { paragraphs } = (await call<Writers>('Ann', 'GET', '/items/shape:a/writers')).body;
    expect(paragraphs).toEqual([
      [
        { personId: people.Ben.id, characters: 5 },
        { personId: people.Ann.id, characters: 8 },
      ],
    ]);
  });

  it('is made so often on a board: then too_many_offers', async () => {
    const db = await openDatabase({ dataDir: await temporaryDirectory() });
    onTestFinished(() => db.destroy());
    const [ann, ben, boardId] = ['ann' as PersonId, 'ben' as PersonId, 'board' as BoardId];
    for (const [arrival, id] of [ann, ben].entries()) {
      await db.insertInto('people').values({ id, name: id, color: '', arrival, created_at: 0 }).execute();
    }
    await db
      .insertInto('boards')
      .values({ id: boardId, title: 'A bench', created_by: ann, created_at: 0, changed_at: 0 })
      .execute();
    const offers = new OfferRepository(db, () => 0);
    const add = (n: number) =>
      offers.add({
        boardId,
        itemId: `shape:${n}` as ItemId,
        from: ann,
        to: ben,
        proposedBy: ann,
        reason: 'correction',
        seq: 1,
      });
    for (let n = 0; n < LIMITS.maxOffersPerPerson; n += 1) await add(n);
    await expect(add(LIMITS.maxOffersPerPerson)).rejects.toMatchObject({ code: 'too_many_offers' });
  });
});
