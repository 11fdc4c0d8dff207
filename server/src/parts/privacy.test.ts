import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PERSON_COLORS,
  SOMEONE,
  type Display,
  type Frozen,
  type Intent,
  type Offer,
  type Writers,
} from '@weft/protocol';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newNote } from '../history/boardServer.testkit.ts';
import { lineOf, startWeft, type TestWeft } from './wholeApp.testkit.ts';
import { soon } from '../soon.testkit.ts';

let weft: TestWeft;
beforeAll(async () => {
  weft = await startWeft();
});
afterAll(() => weft.stop());

/** Characters that are Ben's, in his own note and in Ann's, and how many Ann's has: no sum of them is another of them. */
const BEN_OWN = 10_007;
const BEN_IN_ANNS = 5_003;
const ANNS = 2_003;
const BENS_NUMBERS = [BEN_OWN, BEN_IN_ANNS, BEN_OWN + BEN_IN_ANNS];
/** Whoever knows what is Ann's finds Ben's in these by taking it away. */
const SUMS_WITH_BEN = [ANNS + BEN_IN_ANNS, ANNS + BEN_OWN, ANNS + BEN_OWN + BEN_IN_ANNS];

/** Ben came second, and has words in two notes, a link, a statement, an offer, and a part in a frozen part of Ann's. */
async function boardWithBen(on = weft) {
  const table = await on.table('Ann', 'Benedikta', 'Cleo');
  const { call, people, edit } = table;
  await edit('Ann', (records) => void records.set('shape:a', newNote('a'.repeat(ANNS))));
  const buildOn: Intent = { kind: 'build-on', sources: ['shape:a'] };
  await edit('Benedikta', (records) => void records.set('shape:b', newNote('b'.repeat(BEN_OWN), [400, 0])), buildOn);
  await edit('Benedikta', (records) => lineOf(records, 'shape:a').insert(10, 'b'.repeat(BEN_IN_ANNS)));
  const claim = { kind: 'claim', role: 'sparked', words: 'words of hers', itemId: 'shape:b' };
  await call('Benedikta', 'POST', '/me/statements', claim);
  const reflection = { kind: 'reflection', prompt: 'try', words: 'nobody reads this', itemId: null };
  await call('Benedikta', 'POST', '/me/statements', reflection);
  await call('Benedikta', 'PUT', '/me/choices', { knownItem: 'shape:b', knownSentence: 'her sentence' });
  const frozen = (await call<Frozen>('Ann', 'POST', '/me/frozen')).body;
  return { ...table, frozen, ben: people.Benedikta };
}

type Table = Awaited<ReturnType<typeof boardWithBen>>;

interface Captured {
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

/** Every endpoint that answers GET, as the server describes them itself: a new one is asked as well. */
async function everyAnswer({ call, boardId, people, frozen }: Table): Promise<Captured[]> {
  const described = await call<{ paths: Record<string, object> }>('Ann', 'GET', '/api/openapi.json');
  const paths = Object.entries(described.body.paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path);
  const values: Record<string, string> = {
    boardId,
    id: boardId,
    personId: people.Ann.id,
    frozenId: frozen.id,
    itemId: 'shape:a',
    seq: '1',
  };
  const filled = paths.map((path) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'none'));
  const other = filled
    .filter((path) => path.endsWith('/items/shape:a/writers'))
    .map((path) => path.replace(':a/', ':b/'));
  const formats = ['tldr', 'csv'].map((format) => `/api/boards/${boardId}/export?format=${format}`);
  const all = [...filled, ...other, ...formats, `/api/boards/${boardId}/history/at?t=${Date.now() * 2}`];
  const captured: Captured[] = [];
  for (const path of all) {
    const { status, text } = await call('Ann', 'GET', path);
    captured.push({ path, status, text });
  }
  return captured;
}

/** Who is on the board is named to whoever shares it, but for who is not on it any more. */
const isMembersList = (path: string): boolean => /^\/api\/boards(\/[^/]+(\/people)?)?$/.test(path);
/** Whose which characters are is seen in the text itself. */
const isWriters = (path: string): boolean => path.endsWith('/writers');

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

function numbersOf({ text }: Captured): number[] {
  try {
    return numbersIn(JSON.parse(text));
  } catch {
    // A table, a picture: no JSON.
    return (text.match(/\d+/g) ?? []).map(Number);
  }
}

/** Says the same when nothing happened. */
const stable = ({ path }: Captured): boolean => /contributions|lineage|history$|statements|people$/.test(path);

function expectNothingOf(ben: Table['ben'], answers: readonly Captured[], lists: 'named' | 'unnamed'): void {
  for (const answer of answers) {
    const { path, text } = answer;
    if (lists === 'named' && isMembersList(path)) continue;
    for (const told of [ben.id, ben.name, 'nobody reads this']) expect(text, path).not.toContain(told);
    if (isWriters(path) || path === '/metrics') continue;
    const numbers = numbersOf(answer);
    for (const number of [...BENS_NUMBERS, ...SUMS_WITH_BEN]) expect(numbers, path).not.toContain(number);
  }
}

const answered = (answers: readonly Captured[]): string[] =>
  answers.filter(({ status }) => status === 200).map(({ path }) => path.replace(/[\w-]{22}/g, '…'));

// The first asks every worker of the server to start.
describe('Every answer to GET', { timeout: 60_000 }, () => {
  it('is asked for, and names Ben and counts what is hers while nothing is hidden', async () => {
    const table = await boardWithBen();
    const answers = await everyAnswer(table);
    for (const path of ['…/contributions', '…/lineage', '…/me', '…/statements', '…/history', '…/me/frozen/…']) {
      expect(answered(answers)).toContain(path.replace('…', '/api/boards/…'));
    }
    const naming = answers.filter(({ text }) => text.includes(table.ben.id)).map(({ path }) => path.split('/').at(-1));
    expect(naming).toEqual(
      expect.arrayContaining(['contributions', 'lineage', 'me', 'statements', 'history', 'people']),
    );
    expect(answers.flatMap(numbersOf)).toEqual(expect.arrayContaining([BEN_OWN, BEN_IN_ANNS]));
  });

  it('[D1] says nothing of who hid their part, not even by a difference', async () => {
    const table = await boardWithBen();
    await table.call('Benedikta', 'PUT', '/me/choices', { hidden: true });
    const answers = await everyAnswer(table);
    expectNothingOf(table.ben, answers, 'named');
    for (const { path, text } of answers) {
      if (!isMembersList(path)) expect(text, path).not.toMatch(/words of hers|her sentence/);
    }
  });

  it.each<Display>(['colours', 'off'])('[D1] names nobody but me where the display is %s', async (display) => {
    const table = await boardWithBen();
    await table.call('Ann', 'PUT', '/display', { display });
    const answers = await everyAnswer(table);
    for (const { path, text } of answers) {
      if (isMembersList(path)) expect(text, path).not.toContain(PERSON_COLORS[1]);
      else expect(text, path).not.toMatch(new RegExp(`${table.ben.id}|${table.ben.name}|nobody reads this`));
    }
    if (display === 'off') expectNothingOf(table.ben, answers, 'named');
  });

  it('[D1] says nothing of who was removed, in no list either', async () => {
    const table = await boardWithBen();
    await table.call('Ann', 'POST', `/people/${table.ben.id}/removal`);
    expectNothingOf(table.ben, await everyAnswer(table), 'unnamed');
  });

  it('[D1] says nothing of who deleted themself, and the same again', async () => {
    const table = await boardWithBen();
    await Promise.all([table.call('Benedikta', 'DELETE', '/api/me'), table.call('Benedikta', 'DELETE', '/api/me')]);
    const answers = await everyAnswer(table);
    expectNothingOf(table.ben, answers, 'unnamed');
    const writers = answers.find(({ path }) => path.endsWith('shape:b/writers'));
    const { paragraphs } = JSON.parse(writers?.text ?? '{}') as Writers;
    expect(paragraphs).toEqual([[{ personId: SOMEONE, characters: BEN_OWN }]]);
    await table.call('Benedikta', 'DELETE', '/api/me');
    expect((await everyAnswer(table)).filter(stable)).toEqual(answers.filter(stable));
  });
});

/** Ben wrote while the board showed nothing; it shows names again, and Ann copies and cuts what there is. */
async function copiedSince() {
  const table = await weft.table('Ann', 'Benedikta', 'Cleo');
  const { call, edit, people } = table;
  await call('Ann', 'PUT', '/display', { display: 'off' });
  await edit('Benedikta', (records) => void records.set('shape:b', newNote('b'.repeat(BEN_OWN))));
  await call('Ann', 'PUT', '/display', { display: 'names' });
  const sources = ['shape:b'];
  await edit('Ann', (records) => void records.set('shape:a', newNote('b'.repeat(BEN_OWN))), {
    kind: 'copy',
    sources,
  });
  await edit('Ann', (records) => void records.set('shape:c', newNote('mine')));
  const cut = 'b'.repeat(BEN_IN_ANNS);
  await edit('Ann', (records) => lineOf(records, 'shape:c').insert(0, cut), { kind: 'paste', sources });
  const frozen = (await call<Frozen>('Ann', 'POST', '/me/frozen')).body;
  return { ...table, frozen, ben: people.Benedikta };
}

describe('What was done while nobody was shown', { timeout: 60_000 }, () => {
  it('[C5] is told to nobody by copying or cutting it once the board shows names', async () => {
    const { call, ben, frozen } = await copiedSince();
    const items = ['a', 'b', 'c'].map((name) => `/items/shape:${name}/writers`);
    for (const path of ['/contributions', '/lineage', '/me', `/me/frozen/${frozen.id}`, ...items]) {
      const { status, body } = await call<{ people?: unknown }>('Ann', 'GET', path);
      expect(status, path).toBe(200);
      // Those who may be named now are listed; none of it may be said to be hers.
      const { people: _people, ...told } = body;
      expect(JSON.stringify(told), path).not.toContain(ben.id);
      expect(JSON.stringify(told), path).toContain(SOMEONE);
    }
  });
});

describe('What a socket hears', () => {
  const decoder = new TextDecoder('utf-8');
  const heardBy = (frames: readonly Uint8Array[]): string => frames.map((frame) => decoder.decode(frame)).join('\n');

  it('[D1] says nothing of who hid their part from then on, nor of what they do then', async () => {
    const { call, connect, ben, people } = await boardWithBen();
    const yours = { itemId: 'shape:a', from: people.Ann.id, to: ben.id, reason: 'written for' };
    const offer = (await call<Offer>('Ann', 'POST', '/offers', yours)).body;
    const cleo = await connect('Cleo');
    await connect('Benedikta');
    await soon(() => expect(heardBy(cleo.frames)).toContain(ben.name));
    const before = cleo.frames.length;
    await call('Benedikta', 'PUT', '/me/choices', { hidden: true });
    await call('Benedikta', 'POST', `/offers/${offer.id}/answer`, { accepted: true });
    await soon(() => expect(heardBy(cleo.frames.slice(before))).toContain('attributed'));
    const hidden = cleo.frames.findLastIndex((frame) => heardBy([frame]).includes('"whole":true'));
    expect(hidden).toBeGreaterThanOrEqual(before);
    const after = heardBy(cleo.frames.slice(hidden));
    expect(after).not.toMatch(new RegExp(`${ben.id}|${ben.name}`));
  });

  it('names nobody who deleted themself to whoever comes then', async () => {
    const { call, connect, ben } = await boardWithBen();
    await connect('Benedikta');
    await call('Benedikta', 'DELETE', '/api/me');
    const { frames } = await connect('Cleo');
    await soon(() => expect(heardBy(frames)).toContain('Cleo'));
    expect(heardBy(frames)).not.toMatch(new RegExp(`${ben.id}|${ben.name}`));
  });
});

describe('What is on disk', () => {
  it('[D6] holds no name and no word of who deleted themself', async () => {
    const own = await startWeft();
    onTestFinished(() => own.stop());
    const { call, ben } = await boardWithBen(own);
    const onDisk = (): string =>
      ['log.db', 'app.db', 'log.db-wal', 'app.db-wal']
        .map((name) => readFileSync(join(own.folder, name)).toString('latin1'))
        .join('\n');
    const hers = [ben.name, 'her sentence', 'words of hers', 'nobody reads this'];
    for (const kept of hers) expect(onDisk()).toContain(kept);
    await call('Benedikta', 'DELETE', '/api/me');
    for (const gone of hers) expect(onDisk()).not.toContain(gone);
  });
});
