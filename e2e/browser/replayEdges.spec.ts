import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');
const pictureOf = (page: Page, name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) });
const boardUrl = ({ page }: PersonAtBoard): string => page.url().replace(/[?#].*/, '');

async function call(page: Page, method: string, path: string, body: object): Promise<number> {
  return await page.evaluate(
    async ([verb, to, json]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(to!, { method: verb!, headers, body: json! })).status;
    },
    [method, `/api${path}`, JSON.stringify(body)],
  );
}

/** All that can be read on a page, by the eye, on hovering or by a screen reader. */
const readable = async (page: Page): Promise<string> =>
  await page.evaluate(() => {
    const attributes = ['title', 'aria-label', 'aria-valuetext', 'alt'];
    const said = [...document.querySelectorAll('*')].flatMap((one) => attributes.map((name) => one.getAttribute(name)));
    return [document.title, document.body.innerText, ...said].join('\n');
  });

test('the cards of a moment and of an item stand beside each other, on a phone and in the dark as well', async ({
  person,
}) => {
  const ada = await person('Ada');
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.renameBoard('A very long name of a board that somebody thought about for a whole afternoon in the rain');
  await ada.isSaved();
  await call(page, 'POST', new URL(boardUrl(ada)).pathname + '/moments', {
    title: 'It begins',
    note: 'Somebody laughed.',
  });
  await page.goto(`${boardUrl(ada)}/replay`);
  await page.getByRole('button', { name: 'Moment: It begins' }).click();
  await page.keyboard.press('End');
  await ada.note('Where do people wait?').click();
  const moment = page.getByRole('complementary', { name: 'Moment' });
  const item = page.getByRole('complementary', { name: 'About this item' });
  const apart = async () => {
    const [upper, lower] = [await item.boundingBox(), await moment.boundingBox()];
    expect(lower!.y).toBeGreaterThanOrEqual(upper!.y + upper!.height);
  };
  await expect(item).toBeVisible();
  await apart();
  await pictureOf(page, 'replay-cards-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await apart();
  await pictureOf(page, 'replay-cards-phone-dark');
  // Escape puts them away, one after the other.
  await page.keyboard.press('Escape');
  await expect(item).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(moment).toBeHidden();
});

test('whatever a link asks for, a replay opens with a board and clear words', async ({ person }) => {
  const ada = await person('Ada');
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('The only note');
  await ada.isSaved();
  const board = boardUrl(ada);
  const odd = ['t=-5', 't=1e99', 't=abc', `t=${Date.now()}&to=1`, 'idea=shape%3Anever', 'moment=never', 'who=nobody'];
  for (const search of [...odd, 'kind=guessed', 'only=shape%3Anever', 'item=shape%3Anever', 'together=1']) {
    await page.goto(`${board}/replay?${search}`);
    await expect(page.getByRole('slider'), search).toBeVisible();
    await expect(page.locator('.tl-canvas'), search).toBeVisible();
  }
});

for (const display of ['off', 'colours'] as const) {
  test(`where the board shows people as "${display}", no name of anybody else stands in its replay`, async ({
    person,
  }) => {
    const [ada, ben] = [await person('Ada'), await person('Benedikta')];
    await ada.startBoard();
    await ada.writeFirstNote('Where do people wait?');
    const { link } = await ada.invite('can write');
    await ben.joinByLink(link);
    await ben.addNote('What if the bench could move?', { x: 900, y: 420 });
    await ben.isSaved();
    const { page } = ada;
    const path = new URL(boardUrl(ada)).pathname;
    await call(ben.page, 'POST', `${path}/moments`, { title: 'It begins' });
    expect(await call(page, 'PUT', `${path}/display`, { display })).toBeLessThan(300);
    await page.goto(`${boardUrl(ada)}/replay`);
    await page.getByRole('button', { name: 'Moment: It begins' }).click();
    await page.keyboard.press('f');
    await expect(page.getByRole('dialog', { name: /^Filter/ })).toBeVisible();
    expect(await readable(page)).not.toContain('Benedikta');
    await pictureOf(page, `replay-display-${display}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await expect(page.locator('.weft-glow').first()).toBeVisible();
    expect(await readable(page)).not.toContain('Benedikta');
    await page.goto(`${new URL(page.url()).origin}${path}/replay/compare?a=1&b=${Date.now()}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect(await readable(page)).not.toContain('Benedikta');
  });
}

test('an empty board, a moment that is gone and times outside of the board are said in words', async ({ person }) => {
  const ada = await person('Ada');
  const { page } = ada;
  const said = (words: string) => page.getByRole('status').filter({ hasText: words });
  await ada.startBoard();
  const board = boardUrl(ada);
  await page.goto(`${board}/replay`);
  await expect(said('The story starts with the first note.')).toBeVisible();
  await page.goto(board);
  await ada.writeFirstNote('The only note');
  await ada.isSaved();
  await page.goto(`${board}/replay?moment=never`);
  await expect(said('The moment that the link leads to was taken back')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(said('The moment that the link leads to was taken back')).toHaveCount(0);

  // A fork begins with something, though nobody has done anything there.
  const fork = await page.evaluate(async (path) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`/api${path}/fork`, { method: 'POST', headers, body: '{}' });
    return ((await answer.json()) as { id: string }).id;
  }, new URL(board).pathname);
  await page.goto(`/boards/${fork}/replay`);
  await expect(ada.note('The only note')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Film' })).toBeVisible();
  await expect(said('The story starts')).toHaveCount(0);

  const later = Date.now() + 3_600_000;
  await page.goto(`${board}/replay/compare?a=1&b=${later}`);
  await expect(page.getByText('Before the beginning')).toBeVisible();
  await expect(page.getByText('Now', { exact: true })).toBeVisible();
  await expect(page.getByText('1 item was added')).toBeVisible();
  for (const pair of ['a=1&b=2', 'a=-1&b=5', 'a=1']) {
    await page.goto(`${board}/replay/compare?${pair}`);
    await expect(page.getByText('There is no such pair of times to compare.')).toBeVisible();
  }
  await page.goto(`${board}/replay/compare?a=1&b=1e99`);
  await expect(page.getByText('1 item was added')).toBeVisible();
});

test('whoever is taken off the board while they look at its replay is told so', async ({ person }) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  const { link } = await ada.invite('can write');
  await ben.joinByLink(link);
  await ben.page.goto(`${boardUrl(ada)}/replay`);
  await expect(ben.note('Where do people wait?')).toBeVisible();
  const path = new URL(boardUrl(ada)).pathname;
  const benId = await ben.page.evaluate(async () => {
    const me = (await (await fetch('/api/me')).json()) as { person?: { id: string }; id?: string };
    return me.person?.id ?? me.id;
  });
  expect(await call(ada.page, 'POST', `${path}/people/${benId}/removal`, {})).toBeLessThan(300);
  await expect(ben.page.getByRole('heading', { name: 'You are not on this board' })).toBeVisible();
  await expect(ben.note('Where do people wait?')).toHaveCount(0);
});
