import { expect, type Page, type Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { test } from './weftTest.ts';

const HOME_KB = 200;
const BOARD_KB = 900;

/** Listens from now on; @returns the gzipped kilobytes of all JavaScript that came. */
function scriptsOf(page: Page): () => Promise<number> {
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  return async () => {
    await page.waitForLoadState('networkidle');
    const sizes = await Promise.all(scripts.map(async (script) => gzipSync(await script.body()).byteLength));
    const plain = scripts.filter((script) => script.headers()['content-encoding'] === undefined);
    const large = plain.filter((script) => Number(script.headers()['content-length']) > 10_000);
    expect(
      large.map((script) => script.url()),
      'scripts are served compressed',
    ).toEqual([]);
    return sizes.reduce((sum, size) => sum + size, 0) / 1000;
  };
}

test(`home loads under ${HOME_KB} kB of JavaScript, a board under ${BOARD_KB} kB`, async ({ person }) => {
  const newcomer = await person('Newcomer');
  const home = scriptsOf(newcomer.page);
  await newcomer.page.goto('/');
  await expect(newcomer.page.getByRole('button', { name: 'Start a board' })).toBeVisible();
  const homeSize = await home();
  await newcomer.startBoard();

  // The same person in a browser that has kept nothing but the sign-in.
  const storageState = await newcomer.page.context().storageState();
  const again = await person('Newcomer', { storageState });
  const board = scriptsOf(again.page);
  await again.page.goto(newcomer.page.url());
  await again.boardIsOpen();
  const boardSize = await board();
  console.log(`  JavaScript, gzipped: home ${homeSize.toFixed(0)} kB, board ${boardSize.toFixed(0)} kB`);
  expect(homeSize).toBeGreaterThan(20);
  expect(homeSize).toBeLessThan(HOME_KB);
  expect(boardSize).toBeGreaterThan(homeSize);
  expect(boardSize).toBeLessThan(BOARD_KB);
});
