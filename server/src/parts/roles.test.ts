import { SOMEONE, type Lineage, type Offer, type Statement } from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newNote } from '../history/boardServer.testkit.ts';
import { startWeft, type TestWeft } from './wholeApp.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

/** Ann and Ben have a note each; Vera may only look. */
async function withViewer() {
  const table = await weft.table('Ann', 'Ben');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('a bench')));
  await table.edit('Ben', (records) => void records.set('shape:b', newNote('for two', [400, 0])));
  const vera = await table.arrive('Vera', 'viewer');
  return { ...table, vera };
}

const linksOf = async ({ call }: Awaited<ReturnType<typeof withViewer>>) =>
  (await call<Lineage>('Ann', 'GET', '/lineage')).body.links.map(({ from, to, kind }) => [from, to, kind]);

describe('Somebody who may only look at a board', () => {
  it('[D9] says what they brought that is not on the canvas, reflects, and is given what was written for them', async () => {
    const { call, people, vera } = await withViewer();
    const said = { kind: 'beyond', role: 'asked', words: 'who sits there?', itemId: 'shape:a' };
    expect((await vera.call<Statement>('POST', '/me/statements', said)).status).toBe(201);
    const writtenFor = { itemId: 'shape:b', from: people.Ben.id, to: vera.person.id, reason: 'written for' };
    const offer = (await call<Offer>('Ben', 'POST', '/offers', writtenFor)).body;
    expect((await vera.call('POST', `/offers/${offer.id}/answer`, { accepted: true })).status).toBe(200);
    expect((await vera.call<{ started: string[] }>('GET', '/me')).body.started).toEqual(['shape:b']);
    const mine = { itemId: 'shape:a', from: people.Ann.id, to: vera.person.id, reason: 'correction' };
    expect((await vera.call('POST', '/offers', mine)).status).toBe(201);
  });

  it('[D9] adds nothing to how the board came about by themself: read_only', async () => {
    const { vera } = await withViewer();
    const refused = await vera.call('POST', '/items/shape:b/built-on', { sources: ['shape:a'] });
    expect([refused.status, refused.body.code]).toEqual([403, 'read_only']);
  });
});

describe('What an item is built on', () => {
  it('is said by who has a part in it, and told once', async () => {
    const table = await withViewer();
    const say = () => table.call('Ben', 'POST', '/items/shape:b/built-on', { sources: ['shape:a'] });
    expect((await say()).status).toBe(204);
    expect((await say()).status).toBe(204);
    expect(await linksOf(table)).toEqual([['shape:b', 'shape:a', 'built on']]);
  });

  it('is not said of what is not on the board, nor by who neither started it nor wrote in it', async () => {
    const table = await withViewer();
    const say = async (itemId: string, source: string) =>
      (await table.call('Ben', 'POST', `/items/${itemId}/built-on`, { sources: [source] })).body.code;
    expect(await say('shape:none', 'shape:a')).toBe('item_not_found');
    expect(await say('shape:b', 'shape:none')).toBe('item_not_found');
    expect(await say('shape:a', 'shape:b')).toBe('no_part_in_item');
    await table.edit('Ben', (records) => void records.get('shape:a')?.set('xy', [9, 9]));
    expect(await say('shape:a', 'shape:b')).toBe('no_part_in_item');
    expect(await linksOf(table)).toEqual([]);
  });
});

describe('What is said about an item', () => {
  it('is about one that is or was on the board: item_not_found', async () => {
    const { call, edit } = await withViewer();
    const say = (itemId: string) =>
      call<Statement>('Ben', 'POST', '/me/statements', { kind: 'claim', role: 'sparked', words: 'mine', itemId });
    expect((await say('shape:none')).status).toBe(404);
    await edit('Ben', (records) => records.delete('shape:b'));
    expect((await say('shape:b')).status).toBe(201);
    expect((await call('Ann', 'GET', '/statements')).text).not.toContain(SOMEONE);
  });
});
