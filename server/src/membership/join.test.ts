import { describe, expect, test } from 'vitest';
import { startTestServer } from './testServer.testkit.ts';

describe('coming onto a board', () => {
  test('two hundred people behind one address join within a minute, each with a colour by order of arrival', async () => {
    const { guest, board, link, join, membership, live } = await startTestServer();
    const maker = await guest('Ada');
    const { id } = await board(maker);
    const { code } = await link(maker, id);
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => await join(await guest(`Guest ${index}`), code)),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(200).fill(200));
    const people = await membership.people(id);
    expect(people).toHaveLength(201);
    expect(new Set(people.slice(0, 12).map(({ color }) => color)).size).toBe(12);
    expect(live.events.filter(({ event }) => event.type === 'joined')).toHaveLength(200);
  });
});
