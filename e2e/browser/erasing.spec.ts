import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');
const pictureOf = (page: Page, name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) });

const ERASE = 'Erase something for good';

const openMenu = async ({ page }: PersonAtBoard): Promise<void> => {
  await page.getByRole('button', { name: 'More about this board' }).click();
  await expect(page.getByRole('menuitem', { name: 'People on this board' })).toBeVisible();
};

/** What the server tells of the board, on every path that tells of content. */
const allThatIsTold = async (page: Page, from: number): Promise<string> =>
  await page.evaluate(async (began) => {
    const board = `/api${location.pathname.replace(/\/replay$/, '')}`;
    const times = Array.from({ length: 12 }, (_, step) => began + ((Date.now() + 1_000 - began) * step) / 11);
    const paths = [
      '/contributions',
      '/lineage',
      '/export?format=json',
      '/export?format=csv',
      ...times.map((at) => `/history/at?t=${Math.round(at)}`),
    ];
    const answers = await Promise.all(paths.map(async (path) => await (await fetch(board + path)).text()));
    return answers.join('\n');
  }, from);

const itemOf = ({ page }: PersonAtBoard, words: string) => page.locator('.tl-shape').filter({ hasText: words });

/** The copies of the board that this device keeps. */
const keptOn = async (page: Page): Promise<readonly string[]> =>
  await page.evaluate(async () => {
    const board = location.pathname.split('/').at(-1) ?? '';
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    return names.filter((name) => name.includes(board));
  });

test('a facilitator erases a person’s part: it is gone from the board and its making, and everybody goes on', async ({
  person,
}) => {
  const began = Date.now();
  const fay = await person('Fay');
  await fay.startBoard();
  await fay.writeFirstNote('Our question');
  const { link } = await fay.invite('can write');
  const pat = await person('Pat');
  await pat.joinByLink(link);
  await expect(pat.note('Our question')).toBeVisible();
  await pat.addNote('Patsecret', { x: 900, y: 300 });
  await expect(fay.note('Patsecret')).toBeVisible();
  await pat.isSaved();
  expect(await allThatIsTold(fay.page, began)).toContain('Patsecret');

  // Only a facilitator is offered it, and the server holds to that.
  await openMenu(pat);
  await expect(pat.page.getByRole('menuitem', { name: ERASE })).toHaveCount(0);
  await pat.page.keyboard.press('Escape');
  const refused = await pat.page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ what: { from: 0, to: Date.now() }, dryRun: false });
    return (await fetch(`/api${location.pathname}/erasures`, { method: 'POST', headers, body })).status;
  });
  expect(refused).toBe(403);

  // First what would go, in words; nothing is gone by looking.
  await openMenu(fay);
  await fay.page.getByRole('menuitem', { name: ERASE }).click();
  const dialog = fay.page.getByRole('dialog', { name: 'Erase from this board' });
  await dialog.getByLabel('Whose part').selectOption({ label: 'Pat' });
  await dialog.getByRole('button', { name: 'See what would go' }).click();
  await expect(dialog).toContainText('1 item');
  await expect(dialog).toContainText('9 letters of text');
  await expect(dialog).toContainText('the contributions to it are emptied; who made them becomes “someone”');
  await expect(dialog).toContainText('all of it by 1 person');
  await expect(dialog).toContainText('It cannot be undone.');
  await fay.page.emulateMedia({ colorScheme: 'dark' });
  await pictureOf(fay.page, 'erasing-desktop-dark');
  await fay.page.setViewportSize({ width: 375, height: 812 });
  await pictureOf(fay.page, 'erasing-phone-dark');
  await fay.page.emulateMedia({ colorScheme: 'light' });
  await pictureOf(fay.page, 'erasing-phone-light');
  await fay.page.setViewportSize({ width: 1280, height: 800 });
  await expect(pat.note('Patsecret')).toBeVisible();

  // Somebody looks at its making meanwhile.
  const replay = await fay.page.context().newPage();
  await replay.goto(`${fay.page.url().split('?')[0]}/replay`);
  await expect(replay.getByText('Patsecret').first()).toBeVisible({ timeout: 20_000 });

  // It is done only by typing the title as it is.
  const title = await fay.page.getByRole('textbox', { name: 'Board title' }).inputValue();
  const field = dialog.getByLabel('Type the board’s title to confirm');
  await field.fill('something else');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toContainText('That is not the title as it is written here.');
  await expect(pat.note('Patsecret')).toBeVisible();

  // Pat is without a connection meanwhile, and writes on.
  const keptBefore = await keptOn(pat.page);
  expect(keptBefore).toHaveLength(1);
  await pat.page.context().setOffline(true);
  await pat.isOffline();
  await pat.addNote('Pat goes on', { x: 900, y: 600 });
  await field.fill(title === '' ? 'erase' : title);
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(fay.note('Patsecret')).toHaveCount(0);
  await expect(fay.note('Our question')).toBeVisible();
  await fay.isSaved();

  // Without being opened anew.
  await expect(replay.getByText('Patsecret')).toHaveCount(0, { timeout: 30_000 });
  await expect(replay.getByText('Our question').first()).toBeVisible();
  await replay.close();

  // What was not sent is kept, and what was erased does not come back with it.
  await pat.page.context().setOffline(false);
  await expect(pat.page.getByText('Something was erased from this board.')).toBeVisible({ timeout: 30_000 });
  await expect(pat.note('Patsecret')).toHaveCount(0);
  await expect(pat.note('Our question')).toBeVisible();
  await expect(pat.note('Pat goes on')).toBeVisible();
  await pat.isSaved();
  await expect(fay.note('Pat goes on')).toBeVisible({ timeout: 20_000 });
  // The device's copy from before goes, and what was erased with it.
  await expect(async () => {
    const kept = await keptOn(pat.page);
    expect(kept).toHaveLength(1);
    expect(kept).not.toEqual(keptBefore);
  }).toPass({ timeout: 20_000 });
  await pat.addNote('Pat again', { x: 600, y: 650 });
  await expect(fay.note('Pat again')).toBeVisible();

  const told = await allThatIsTold(fay.page, began);
  expect(told).not.toContain('Patsecret');
  expect(told).toContain('Our question');
  expect(told).toContain('Pat goes on');

  // The outline, and the making played from its beginning.
  await fay.page.keyboard.press('Control+Shift+O');
  await expect(fay.page.getByRole('tree')).toContainText('Our question');
  await expect(fay.page.getByRole('tree')).not.toContainText('Patsecret');
  await fay.page.goto(`${fay.page.url().split('?')[0]}/replay`);
  await expect(fay.note('Pat again')).toBeVisible({ timeout: 20_000 });
  // Step by step, from what is now to before the first note.
  await expect(async () => {
    await fay.page.keyboard.press('ArrowLeft');
    await expect(fay.page.getByText('Patsecret')).toHaveCount(0);
    await expect(fay.note('Our question')).toHaveCount(0, { timeout: 500 });
  }).toPass();
});

test('words that had their place in what was erased are offered to whoever wrote them, and put on the board', async ({
  person,
}) => {
  const fay = await person('Fay');
  await fay.startBoard();
  await fay.writeFirstNote('Our question');
  await fay.renameBoard('A square');
  const { link } = await fay.invite('can write');
  const pat = await person('Pat');
  await pat.joinByLink(link);
  await expect(pat.note('Our question')).toBeVisible();
  await fay.isSaved();
  await pat.isSaved();

  await pat.page.context().setOffline(true);
  await pat.isOffline();
  await pat.writeInto('Our question');
  await pat.page.keyboard.type(' and my answer');
  await pat.stopWriting();

  await openMenu(fay);
  await fay.page.getByRole('menuitem', { name: ERASE }).click();
  const dialog = fay.page.getByRole('dialog', { name: 'Erase from this board' });
  await dialog.getByLabel('Whose part').selectOption({ label: 'Fay' });
  await dialog.getByRole('button', { name: 'See what would go' }).click();
  await dialog.getByLabel('Type the board’s title to confirm').fill('A square');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(fay.note('Our question')).toHaveCount(0);

  await pat.page.context().setOffline(false);
  await expect(pat.page.getByText('Words of yours had their place in what was erased')).toBeVisible({
    timeout: 30_000,
  });
  await pictureOf(pat.page, 'erased-words-desktop-light');
  await pat.page.emulateMedia({ colorScheme: 'dark' });
  await pat.page.setViewportSize({ width: 375, height: 812 });
  await pictureOf(pat.page, 'erased-words-phone-dark');
  await pat.page.getByRole('button', { name: 'Put them on the board' }).click();
  await expect(itemOf(pat, 'and my answer')).toBeVisible();
  await pat.isSaved();
  await expect(itemOf(fay, 'and my answer')).toBeVisible();
  await pictureOf(pat.page, 'erased-words-kept-phone-dark');
});
