import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ContributionsSchema, LineageSchema, PartSchema, WritersSchema } from '@weft/protocol';
import { BOARD, startBoardServer } from '../history/boardServer.testkit.ts';

const CONTRIBUTIONS = `/api/boards/${BOARD}/contributions`;
const LINEAGE = `/api/boards/${BOARD}/lineage`;
const partOf = (person: string) => `/api/boards/${BOARD}/people/${person}/part`;

function line(records: Y.Map<unknown>, id: string): Y.XmlText {
  const fragment = (records.get(id) as Y.Map<unknown>).get('text') as Y.XmlFragment;
  return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

describe('GET /api/boards/:id/contributions', () => {
  it('tells who started and who changed each item, people in order of arrival', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben', 'Cleo']);
    board.addNote('Ben', 'shape:a', 'a bench ');
    board.does('Ann', (records) => line(records, 'shape:a').insert(8, 'for the square'));
    board.does('Ben', (records) => (records.get('shape:a') as Y.Map<unknown>).set('xy', [5, 5]));
    const answer = await get(CONTRIBUTIONS, 'Cleo');
    expect(answer.statusCode).toBe(200);
    const { people, items, contributions } = ContributionsSchema.strict().parse(answer.json());
    expect(people.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cleo']);
    expect(new Set(people.map(({ color }) => color)).size).toBe(3);
    expect(items).toEqual([
      {
        id: 'shape:a',
        type: 'note',
        startedBy: 'ben',
        startedAt: 4_000,
        words: 'a bench for the square',
        people: [
          { personId: 'ben', kinds: ['started', 'wrote', 'arranged'], characters: 8 },
          { personId: 'ann', kinds: ['wrote'], characters: 14 },
        ],
      },
    ]);
    expect(contributions.map(({ personId, kind, itemId }) => [personId, kind, itemId])).toEqual([
      ['ben', 'started', 'shape:a'],
      ['ben', 'wrote', 'shape:a'],
      ['ann', 'wrote', 'shape:a'],
      ['ben', 'arranged', 'shape:a'],
    ]);
  });

  it("tells sizes only of the caller's own, and nothing of a member but id, name and colour", async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'four');
    board.addNote('Ben', 'shape:b', 'seven77');
    for (const [name, id] of [
      ['Ann', 'ann'],
      ['Ben', 'ben'],
    ] as const) {
      const { people, contributions } = ContributionsSchema.parse((await get(CONTRIBUTIONS, name)).json());
      expect(contributions).toHaveLength(4);
      for (const one of contributions) expect('size' in one).toBe(one.personId === id);
      expect(people.flatMap((person) => Object.keys(person))).toEqual(['id', 'name', 'color', 'id', 'name', 'color']);
    }
  });

  it('leaves out items that are gone, and keeps what was done to them', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'four');
    board.does('Ben', (records) => records.delete('shape:a'));
    const { items, contributions } = ContributionsSchema.parse((await get(CONTRIBUTIONS, 'Ann')).json());
    expect(items).toEqual([]);
    expect(contributions.map(({ personId, kind }) => [personId, kind])).toEqual([
      ['ann', 'started'],
      ['ann', 'wrote'],
      ['ben', 'removed'],
    ]);
  });

  it('is up to date with every ask, reading only what came since', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    const count = async () => ContributionsSchema.parse((await get(CONTRIBUTIONS, 'Ann')).json()).items.length;
    expect(await count()).toBe(0);
    for (let i = 1; i <= 3; i++) {
      board.addNote('Ann', `shape:${i}`, 'note');
      expect(await count()).toBe(i);
    }
    const before = board.reads.length;
    expect(await count()).toBe(3);
    expect(board.reads.length - before).toBe(1);
  });

  it('tells only what changed since an earlier answer, and what is gone', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'four');
    board.addNote('Ann', 'shape:b', 'five');
    const { seq } = ContributionsSchema.parse((await get(CONTRIBUTIONS, 'Ann')).json());
    board.does('Ben', (records) => line(records, 'shape:a').insert(4, ' and more'));
    board.does('Ben', (records) => records.delete('shape:b'));
    const changes = ContributionsSchema.parse((await get(`${CONTRIBUTIONS}?since=${seq}`, 'Ann')).json());
    expect(changes.items.map(({ id }) => id)).toEqual(['shape:a']);
    expect(changes.gone).toEqual(['shape:b']);
    expect(changes.contributions.map(({ kind, itemId }) => [kind, itemId])).toEqual([
      ['started', 'shape:a'],
      ['wrote', 'shape:a'],
      ['started', 'shape:b'],
      ['wrote', 'shape:b'],
      ['wrote', 'shape:a'],
      ['removed', 'shape:b'],
    ]);
    const whole = ContributionsSchema.parse((await get(`${CONTRIBUTIONS}?since=${seq + 1_000}`, 'Ann')).json());
    expect(whole.contributions).toHaveLength(6);
    expect((await get(`${CONTRIBUTIONS}?since=-1`, 'Ann')).statusCode).toBe(400);
  });

  it('answers many who ask at the same moment', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    for (let i = 0; i < 50; i++) board.addNote(i % 2 === 0 ? 'Ann' : 'Ben', `shape:${i}`, 'note');
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => get(CONTRIBUTIONS, i % 2 === 0 ? 'Ann' : 'Ben')),
    );
    for (const answer of answers) expect(ContributionsSchema.parse(answer.json()).items).toHaveLength(50);
  });

  it('names a log that cannot be read, and goes on when it can', async () => {
    const { board, get } = await startBoardServer(['Ann']);
    board.failing = true;
    const refused = await get(CONTRIBUTIONS, 'Ann');
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([503, 'storage_failed']);
    board.failing = false;
    expect((await get(CONTRIBUTIONS, 'Ann')).statusCode).toBe(200);
  });
});

describe('GET /api/boards/:id/people/:personId/part', () => {
  it('tells a person their own part, with sizes', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'four');
    board.addNote('Ben', 'shape:b', 'seven77');
    const answer = await get(partOf('ann'), 'Ann');
    expect(answer.statusCode).toBe(200);
    const part = PartSchema.strict().parse(answer.json());
    expect(part.person).toMatchObject({ id: 'ann', name: 'Ann' });
    expect(part.items.map(({ id }) => id)).toEqual(['shape:a']);
    expect(part.contributions.map(({ kind, size }) => [kind, size])).toEqual([
      ['started', 1],
      ['wrote', 4],
    ]);
    expect(part).toMatchObject({ board: { id: BOARD, title: 'A board' }, started: ['shape:a'], helped: [], grew: [] });
  });

  it('is nobody else’s to see, not even a facilitator’s', async () => {
    const { get } = await startBoardServer(['Ann', 'Ben']);
    for (const person of ['ben', 'nobody-of-that-name']) {
      const answer = await get(partOf(person), 'Ann');
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'not_yours']);
    }
  });
});

describe('GET /api/boards/:id/lineage', () => {
  it('tells how the items hang together, and what is known of each', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'a bench');
    board.addNote('Ben', 'shape:b', 'that moves');
    board.does('Ben', (records) => {
      records.set('shape:arrow', new Y.Map(Object.entries({ type: 'arrow', xy: [0, 0] })));
      for (const [terminal, toId] of [
        ['start', 'shape:a'],
        ['end', 'shape:b'],
      ] as const) {
        const fields = { type: 'arrow', fromId: 'shape:arrow', toId, 'props.terminal': terminal };
        records.set(`binding:${terminal}`, new Y.Map(Object.entries(fields)));
      }
    });
    const { items, links } = LineageSchema.strict().parse((await get(LINEAGE, 'Ann')).json());
    expect(items.map(({ id, words, startedBy }) => [id, words, startedBy])).toEqual([
      ['shape:a', 'a bench', 'ann'],
      ['shape:b', 'that moves', 'ben'],
    ]);
    expect(links).toMatchObject([
      { from: 'shape:b', to: 'shape:a', kind: 'connected to', personId: 'ben', arrowId: 'shape:arrow' },
    ]);
  });
});

describe('GET /api/boards/:id/items/:itemId/writers', () => {
  it('tells who wrote which characters', async () => {
    const { board, get } = await startBoardServer(['Ann', 'Ben']);
    board.addNote('Ann', 'shape:a', 'a bench');
    board.does('Ben', (records) => line(records, 'shape:a').insert(7, ' here'));
    const answer = await get(`/api/boards/${BOARD}/items/shape:a/writers`, 'Ann');
    expect(WritersSchema.strict().parse(answer.json()).paragraphs).toEqual([
      [
        { personId: 'ann', characters: 7 },
        { personId: 'ben', characters: 5 },
      ],
    ]);
  });

  it('knows no item that is not on the board', async () => {
    const { get } = await startBoardServer(['Ann']);
    for (const id of ['shape:nowhere', 'no%20item']) {
      const answer = await get(`/api/boards/${BOARD}/items/${id}/writers`, 'Ann');
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'item_not_found']);
    }
  });
});

describe('What others are told of a person', () => {
  const PATHS = [CONTRIBUTIONS, LINEAGE, `/api/boards/${BOARD}/items/shape:b/writers`, partOf('ann')];

  /** Ann and Ben wrote in each other's notes, one is built on the other; Ann asks. */
  async function together() {
    const server = await startBoardServer(['Ann', 'Ben']);
    const { board, get } = server;
    board.addNote('Ann', 'shape:a', 'a bench');
    board.addNote('Ben', 'shape:b', 'that moves');
    board.does('Ann', (records) => line(records, 'shape:b').insert(0, 'one '));
    board.does('Ben', (records) => line(records, 'shape:a').insert(0, 'only '));
    const bodies = async () => (await Promise.all(PATHS.map((path) => get(path, 'Ann')))).map(({ body }) => body);
    return { ...server, bodies };
  }

  it('names nobody who hid their part, in no answer, and counts nothing of theirs', async () => {
    const { board, bodies, get } = await together();
    for (const body of (await bodies()).filter((_, i) => i !== 1)) expect(body).toContain('"ben"');
    board.hidden.add('ben');
    for (const body of await bodies()) expect(body).not.toMatch(/"ben"|"Ben"/);
    const { items, contributions } = ContributionsSchema.parse((await get(CONTRIBUTIONS, 'Ann')).json());
    const others = items.flatMap(({ people }) => people).filter(({ personId }) => personId !== 'ann');
    expect(others.map(({ personId, characters }) => [personId, characters])).toEqual([
      ['someone', undefined],
      ['someone', undefined],
    ]);
    for (const one of contributions) expect('size' in one).toBe(one.personId === 'ann');
  });

  it('tells who hid their part to themself', async () => {
    const { board, get } = await together();
    board.hidden.add('ben');
    const { items } = ContributionsSchema.parse((await get(CONTRIBUTIONS, 'Ben')).json());
    expect(items.find(({ id }) => id === 'shape:b')).toMatchObject({ startedBy: 'ben' });
  });

  it.each(['colours', 'off'] as const)('names nobody but oneself where the display is %s', async (display) => {
    const { board, bodies } = await together();
    board.display = [{ display, since: board.now + 1 }];
    const all = await bodies();
    for (const body of all) expect(body).not.toMatch(/"ben"|"Ben"/);
    expect(all[0]).toContain(display === 'off' ? '"someone"' : '"colour-2"');
    expect(all[0]).toContain('"Ann"');
  });
});

describe('The contributions to a board', () => {
  it.each([
    [BOARD, undefined, 401, 'not_signed_in'],
    [BOARD, 'Eve', 403, 'not_member'],
    ['nowhere', 'Ann', 404, 'board_not_found'],
    ['deleted', 'Ann', 410, 'board_deleted'],
  ])('of %s answer %s with %d %s', async (board, name, status, code) => {
    const { get } = await startBoardServer(['Ann']);
    for (const path of ['contributions', 'lineage', 'items/shape:a/writers', `people/${name?.toLowerCase()}/part`]) {
      const answer = await get(`/api/boards/${board}/${path}`, name);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    }
  });
});
