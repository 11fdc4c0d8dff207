import { expect, type Page } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

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
