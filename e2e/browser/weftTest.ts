import { expect, test as base, type Browser, type BrowserContextOptions } from '@playwright/test';
import { WeftServer } from '../WeftServer.ts';
import { PersonAtBoard } from './PersonAtBoard.ts';

interface SharedFixtures {
  /** A server that the tests of one worker share, each with people and boards of its own: starting one costs seconds. */
  readonly server: WeftServer;
}

interface WeftFixtures {
  /** Another person: a browser of their own, which must reach no other host and must not stumble. */
  readonly person: (name: string, options?: BrowserContextOptions) => Promise<PersonAtBoard>;
}

/** Playwright's `test` with a running Weft and people who use it. */
export const test = base.extend<WeftFixtures, SharedFixtures>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are needed from this pattern.
    async ({}, provide) => {
      const server = await WeftServer.start({ LOG_LEVEL: 'warn' });
      await provide(server);
      await server.remove();
    },
    { scope: 'worker' },
  ],

  person: async ({ browser, server }, provide) => {
    const people: PersonAtBoard[] = [];
    await provide(async (name, options = {}) => {
      const one = await arrive(browser, server, name, options);
      people.push(one);
      return one;
    });
    for (const { name, foreignRequests, stumbles } of people) {
      expect(foreignRequests, `${name}'s browser asked no other host`).toEqual([]);
      expect(stumbles, `${name}'s page did not stumble`).toEqual([]);
    }
    for (const { page } of people) await page.context().close();
  },
});

async function arrive(
  browser: Browser,
  server: WeftServer,
  name: string,
  options: BrowserContextOptions,
): Promise<PersonAtBoard> {
  const context = await browser.newContext({
    baseURL: server.origin,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  return new PersonAtBoard(name, await context.newPage(), server.origin);
}
