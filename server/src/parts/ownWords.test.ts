import {
  LIMITS,
  SOMEONE,
  type Frozen,
  type MyPart,
  type PartChoices,
  type Parts,
  type Statement,
  type Statements,
} from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newNote } from '../history/boardServer.testkit.ts';
import { lineOf, startWeft, type TestWeft } from './wholeApp.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

/** Ann and Ben have a note each, and Ben wrote in Ann's. */
async function benchOfTwo() {
  const table = await weft.table('Ann', 'Ben', 'Cleo');
  await table.edit('Ann', (records) => void records.set('shape:a', newNote('a bench')));
  await table.edit('Ben', (records) => {
    records.set('shape:b', newNote('that moves'));
    lineOf(records, 'shape:a').insert(0, 'what about ');
  });
  return table;
}

const claim = { kind: 'claim', role: 'sparked', words: 'I brought the idea from the market square', itemId: null };
const reflection = { kind: 'reflection', prompt: 'learned', words: 'to wait before I speak', itemId: null };

describe('My part', () => {
  it('is what was logged, with what I say and chose', async () => {
    const { call, people } = await benchOfTwo();
    await call('Ben', 'POST', '/me/statements', reflection);
    const { status, body } = await call<MyPart>('Ben', 'GET', '/me');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: people.Ben,
      started: ['shape:b'],
      helped: ['shape:a'],
      statements: [{ ...reflection, shared: false, personId: people.Ben.id }],
      choices: { hidden: false, knownItem: null, knownSentence: null },
      frozen: [],
      removed: null,
    });
  });

  it('marks what I did without a connection', async () => {
    const { call, edit } = await benchOfTwo();
    const madeAt = Date.now() - 60_000;
    await edit('Cleo', (records) => void records.set('shape:c', newNote('on the train')), { kind: 'offline', madeAt });
    const { contributions } = (await call<MyPart>('Cleo', 'GET', '/me')).body;
    expect(contributions.map(({ itemId, offline }) => [itemId, offline])).toContainEqual(['shape:c', true]);
    const bens = (await call<MyPart>('Ben', 'GET', '/me')).body.contributions;
    expect(bens.filter(({ offline }) => offline === true)).toEqual([]);
  });

  it('is told over all the boards that I have a part in, and of nobody else', async () => {
    const { call, boardId } = await benchOfTwo();
    const { body } = await call<Parts>('Ben', 'GET', '/api/me/parts');
    expect(body).toMatchObject({
      parts: [{ board: { id: boardId, title: 'A bench' }, started: 1, helped: 1, grew: 0, hidden: false }],
      more: false,
    });
    expect(body.parts[0]?.lastAt).toBeGreaterThan(0);
    expect((await call<Parts>('Cleo', 'GET', '/api/me/parts')).body).toEqual({ parts: [], more: false });
  });

  it('counts a board to which I brought what is not on its canvas', async () => {
    const { call, boardId } = await benchOfTwo();
    await call('Cleo', 'POST', '/me/statements', {
      kind: 'beyond',
      role: 'asked',
      words: 'who sits there?',
      itemId: null,
    });
    const { parts } = (await call<Parts>('Cleo', 'GET', '/api/me/parts')).body;
    expect(parts).toMatchObject([{ board: { id: boardId }, started: 0, helped: 0, lastAt: null }]);
  });
});

describe('What people say of their own part', () => {
  it('[D2] is heard by others, and a reflection only once it is shared', async () => {
    const { call, people } = await benchOfTwo();
    await call('Ben', 'POST', '/me/statements', claim);
    const said = (await call<Statement>('Ben', 'POST', '/me/statements', reflection)).body;
    const heard = async () => (await call<Statements>('Ann', 'GET', '/statements')).body.statements;
    expect((await heard()).map(({ words }) => words)).toEqual([claim.words]);
    await call('Ben', 'PATCH', `/me/statements/${said.id}`, { shared: true, words: 'to wait' });
    expect(await heard()).toMatchObject([{ personId: people.Ben.id }, { words: 'to wait', shared: true }]);
    await call('Ben', 'PATCH', `/me/statements/${said.id}`, { shared: false });
    expect(await heard()).toHaveLength(1);
  });

  it('is told in the order in which people arrived', async () => {
    const { call } = await benchOfTwo();
    await call('Ben', 'POST', '/me/statements', { ...claim, words: 'second' });
    await call('Ann', 'POST', '/me/statements', { ...claim, words: 'first' });
    const { body } = await call<Statements>('Cleo', 'GET', '/statements');
    expect(body.statements.map(({ words }) => words)).toEqual(['first', 'second']);
  });

  it('is changed and taken back by nobody else', async () => {
    const { call } = await benchOfTwo();
    const { id } = (await call<Statement>('Ben', 'POST', '/me/statements', claim)).body;
    for (const method of ['PATCH', 'DELETE'] as const) {
      const refused = await call(
        'Ann',
        method,
        `/me/statements/${id}`,
        method === 'PATCH' ? { words: 'mine' } : undefined,
      );
      expect([refused.status, refused.body.code]).toEqual([404, 'statement_not_found']);
    }
    const noReflection = await call('Ben', 'PATCH', `/me/statements/${id}`, { shared: false });
    expect(noReflection.body.code).toBe('bad_request');
    expect((await call('Ben', 'DELETE', `/me/statements/${id}`)).status).toBe(204);
    expect((await call<Statements>('Ann', 'GET', '/statements')).body.statements).toEqual([]);
  });

  it('[D2] is not told of who hid their part', async () => {
    const { call } = await benchOfTwo();
    await call('Ben', 'POST', '/me/statements', claim);
    await call('Ben', 'PUT', '/me/choices', { knownItem: 'shape:b', hidden: true });
    const { body } = await call<Statements>('Ann', 'GET', '/statements');
    expect(body).toMatchObject({ statements: [], known: [] });
    expect((await call<Statements>('Ben', 'GET', '/statements')).body.statements).toHaveLength(1);
  });

  it('is as much as a board keeps of one person: then too_many_statements', async () => {
    const { call } = await benchOfTwo();
    for (let count = 0; count < LIMITS.maxStatementsPerPerson; count += 1) {
      expect((await call('Cleo', 'POST', '/me/statements', claim)).status).toBe(201);
    }
    const refused = await call('Cleo', 'POST', '/me/statements', claim);
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_statements']);
    expect((await call('Ben', 'POST', '/me/statements', claim)).status).toBe(201);
  });
});

describe('What I choose for my part', () => {
  it('is the one item and the one sentence that others know me by', async () => {
    const { call, people } = await benchOfTwo();
    const chosen = await call<PartChoices>('Ben', 'PUT', '/me/choices', {
      knownItem: 'shape:b',
      knownSentence: ' It moves ',
    });
    expect(chosen.body).toEqual({ hidden: false, knownItem: 'shape:b', knownSentence: 'It moves' });
    const { body } = await call<Statements>('Ann', 'GET', '/statements');
    expect(body.known).toEqual([{ personId: people.Ben.id, itemId: 'shape:b', sentence: 'It moves' }]);
    await call('Ben', 'PUT', '/me/choices', { knownItem: null, knownSentence: null });
    expect((await call<Statements>('Ann', 'GET', '/statements')).body.known).toEqual([]);
  });

  it('is an item that is there and that I have a part in', async () => {
    const { call } = await benchOfTwo();
    const nowhere = await call('Ben', 'PUT', '/me/choices', { knownItem: 'shape:gone' });
    expect([nowhere.status, nowhere.body.code]).toEqual([404, 'item_not_found']);
    const others = await call('Ann', 'PUT', '/me/choices', { knownItem: 'shape:b' });
    expect([others.status, others.body.code]).toEqual([409, 'no_part_in_item']);
  });
});

describe('A part that I froze', () => {
  it('stays as it was, and goes when I delete it', async () => {
    const { call, edit } = await benchOfTwo();
    const frozen = (await call<Frozen>('Ben', 'POST', '/me/frozen')).body;
    await edit('Ben', (records) => void records.set('shape:later', newNote('later')));
    const now = (await call<MyPart>('Ben', 'GET', '/me')).body;
    expect([now.started, now.frozen]).toEqual([['shape:b', 'shape:later'], [frozen]]);
    const then = (await call<MyPart>('Ben', 'GET', `/me/frozen/${frozen.id}`)).body;
    expect([then.started, then.person.name]).toEqual([['shape:b'], 'Ben']);
    for (const method of ['GET', 'DELETE'] as const) {
      const refused = await call('Ann', method, `/me/frozen/${frozen.id}`);
      expect([refused.status, refused.body.code]).toEqual([404, 'frozen_not_found']);
    }
    expect((await call('Ben', 'DELETE', `/me/frozen/${frozen.id}`)).status).toBe(204);
    expect((await call('Ben', 'GET', `/me/frozen/${frozen.id}`)).body.code).toBe('frozen_not_found');
  });

  it('[D3] tells others as they may be told when it is read', async () => {
    const { call, people } = await benchOfTwo();
    const { id } = (await call<Frozen>('Ben', 'POST', '/me/frozen')).body;
    const open = await call<MyPart>('Ben', 'GET', `/me/frozen/${id}`);
    expect(open.body.people).toContainEqual(expect.objectContaining({ id: people.Ann.id, name: 'Ann' }));
    await call('Ann', 'PUT', '/me/choices', { hidden: true });
    const hidden = await call<MyPart>('Ben', 'GET', `/me/frozen/${id}`);
    expect(hidden.text).not.toMatch(new RegExp(`"Ann"|${people.Ann.id}`));
    expect(hidden.body.items.find((item) => item.id === 'shape:a')?.startedBy).toBe(SOMEONE);
  });

  it('is kept ten times on a board: then too_many_frozen', async () => {
    const { call } = await benchOfTwo();
    for (let count = 0; count < LIMITS.maxFrozenPartsPerPerson; count += 1) {
      expect((await call('Ben', 'POST', '/me/frozen')).status).toBe(201);
    }
    const refused = await call('Ben', 'POST', '/me/frozen');
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_frozen']);
  });
});
