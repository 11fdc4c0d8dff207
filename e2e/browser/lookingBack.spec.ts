import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { dropImage } from './dropImage.ts';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');

const boardUrl = ({ page }: PersonAtBoard): string => page.url().replace(/[?#].*/, '');

/** The replay at the moment at which a note said something last, and nothing came after. */
async function openReplayAt(person: PersonAtBoard, time: number): Promise<void> {
  await person.page.goto(`${boardUrl(person)}/replay?t=${time}`);
  await expect(person.page.locator('.tl-canvas')).toBeVisible();
}

/** The time of the newest thing in the log of the board that is open. */
const newestTime = async (person: PersonAtBoard): Promise<number> => await newestTimeOf(person.page, boardUrl(person));

async function newestTimeOf(page: Page, board: string): Promise<number> {
  return await page.evaluate(async (path) => {
    const response = await fetch(`/api${path}/history?limit=1000`);
    const { entries } = (await response.json()) as { entries: { at: number }[] };
    return entries.at(-1)!.at;
  }, new URL(board).pathname);
}

const pictureOf = (page: Page, name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) });

test('a removed item, and then the whole board, is brought back as it was; both can be undone', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.addNote('Rails along the tram line', { x: 900, y: 300 });
  await ada.isSaved();
  const then = await newestTime(ada);

  await ada.select('Rails along the tram line');
  await ada.page.keyboard.press('Delete');
  await expect(ada.note('Rails along the tram line')).toHaveCount(0);
  await ada.addNote('Something else', { x: 300, y: 520 });
  await ada.isSaved();

  const board = boardUrl(ada);
  await openReplayAt(ada, then);
  await ada.note('Rails along the tram line').click();
  await pictureOf(ada.page, 'restore-item-desktop-light');
  await ada.page.getByRole('button', { name: 'Bring this back' }).click();
  await ada.boardIsOpen();
  await expect(ada.note('Rails along the tram line')).toBeVisible();
  await expect(ada.note('Something else')).toBeVisible();
  await expect(ada.page.getByText('Brought back.')).toBeVisible();
  await pictureOf(ada.page, 'restored-desktop-light');
  await ada.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(ada.note('Rails along the tram line')).toHaveCount(0);
  await expect(ada.note('Something else')).toBeVisible();

  await ada.page.goto(board);
  await ada.boardIsOpen();
  await openReplayAt(ada, then);
  await ada.page.getByRole('button', { name: 'What to do with this moment' }).click();
  await ada.page.getByRole('menuitem', { name: 'Bring this board back' }).click();
  await expect(ada.page.getByRole('dialog')).toContainText('What came since leaves the board');
  await pictureOf(ada.page, 'restore-board-desktop-light');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Bring this board back' }).click();
  await ada.boardIsOpen();
  await expect(ada.note('Rails along the tram line')).toBeVisible();
  await expect(ada.note('Something else')).toHaveCount(0);
  await ada.isSaved();
  await ada.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(ada.note('Something else')).toBeVisible();
  await expect(ada.note('Rails along the tram line')).toHaveCount(0);

  // Restoring is told as such, and starts nothing.
  await expect(async () => {
    const kinds = await ada.page.evaluate(async () => {
      const response = await fetch(`/api${location.pathname}/contributions`);
      const { contributions } = (await response.json()) as { contributions: { kind: string }[] };
      return contributions.map(({ kind }) => kind);
    });
    expect(kinds.filter((kind) => kind === 'started')).toHaveLength(3);
  }).toPass();
});

test('whoever comes back is told what others did since, and by whom; it is played, and compared with now', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.isSaved();
  const { link } = await ada.invite('can write');
  const left = await newestTime(ada);
  const board = boardUrl(ada);
  await ada.page.goto('/');

  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote('What if the bench could move?', { x: 900, y: 420 });
  await ben.isSaved();

  // As after an absence, for which no test can wait.
  await ada.page.route(/\/api\/boards\/[\w-]{22}$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), awaySince: left } });
  });
  await ada.page.goto(board);
  const card = ada.page.getByRole('complementary', { name: 'Since you were here' });
  await expect(card).toContainText('What if the bench could move?');
  await expect(card).toContainText('Ben');
  await expect(ada.page.getByTestId('whose-is-what')).toBeVisible();
  await pictureOf(ada.page, 'since-desktop-light');
  await ada.page.mouse.move(400, 600);
  await ada.page.mouse.wheel(60, 120);
  await ada.page.keyboard.press('Control+-');
  await pictureOf(ada.page, 'since-scrolled-desktop-light');
  await ada.page.mouse.wheel(-60, -120);
  await ada.page.keyboard.press('Control+0');
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await pictureOf(ada.page, 'since-phone-dark');
  await ada.page.emulateMedia({ colorScheme: 'light' });
  await ada.page.setViewportSize({ width: 1280, height: 800 });

  // Put away, it stays away.
  await card.getByRole('button', { name: 'Put this away' }).click();
  await expect(card).toHaveCount(0);
  await ada.page.reload();
  await card.getByRole('link', { name: 'Play it in half a minute' }).click();
  await expect(ada.note('What if the bench could move?')).toBeVisible({ timeout: 60_000 });

  await ada.page.goto(`${board}/replay/compare?a=${left}&b=${await newestTimeOf(ada.page, board)}`);
  const changes = ada.page.getByRole('region', { name: 'What changed in between' });
  await expect(changes).toContainText('1 item was added');
  await expect(changes.getByRole('listitem')).toContainText(['What if the bench could move?']);
  await expect(changes).toContainText('Ben');
  await expect(ada.page.getByRole('img', { name: /^The board:/ })).toHaveCount(2);
  await pictureOf(ada.page, 'compare-desktop-light');
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await ada.page.setViewportSize({ width: 390, height: 844 });
  await pictureOf(ada.page, 'compare-phone-dark');
});

test('a comparison shows the images themselves, each at the time when it was there', async ({ person }) => {
  const ada = await person('Ada');
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('Before the image');
  await ada.isSaved();
  const then = await newestTime(ada);
  await dropImage(ada, '#b84d2a');
  // The item is there before its file is.
  const knowsFile = () =>
    page.evaluate(async () => {
      const answer = await fetch(`/api${location.pathname}/history/at?t=${Date.now() + 60_000}`);
      return (await answer.text()).includes('/assets/');
    });
  await expect.poll(knowsFile).toBe(true);
  await ada.isSaved();
  await page.goto(`${page.url()}/replay/compare?a=${then}&b=${await newestTime(ada)}`);
  const [before, after] = [page.getByRole('figure').first(), page.getByRole('figure').last()];
  await expect(after.locator('svg image')).toHaveAttribute('href', /^data:image\/webp;base64,/);
  await expect(before.locator('svg text')).toContainText('Before');
  await expect(before.locator('svg image')).toHaveCount(0);
  await pictureOf(page, 'compare-image-desktop-light');
});

test('a comparison has the pages, those first on which something changed, and opens the one that a link names', async ({
  person,
}) => {
  const ada = await person('Ada');
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('On the first page');
  await ada.isSaved();
  const then = await newestTime(ada);
  await page.getByRole('button', { name: 'Pages of this board', exact: true }).click();
  await page.getByRole('button', { name: 'New page' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of the page' })).toBeFocused();
  await page.keyboard.type('Ideas');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await ada.addNote('On the second page', { x: 640, y: 400 });
  await ada.isSaved();
  const now = await newestTime(ada);
  await page.goto(`${boardUrl(ada)}/replay/compare?a=${then}&b=${now}`);
  const pages = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  await expect(pages).toHaveText([/^Ideas\s*1 change$/, /^Page 1\s*unchanged$/]);
  await expect(page.getByRole('region', { name: 'What changed in between' })).toContainText('On the second page');
  await pictureOf(page, 'compare-pages-desktop-light');
  await pages.nth(1).click();
  await expect(page.getByText('Nothing changed on this page.')).toBeVisible();
  await expect(page).toHaveURL(/page=/);
  await page.reload();
  await expect(page.getByText('Nothing changed on this page.')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await pictureOf(page, 'compare-pages-phone-dark');
});

test('several items are chosen in a replay, by a tap each or with Shift, and brought back as one step', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.addNote('A bench', { x: 900, y: 300 });
  await ada.addNote('A roof', { x: 900, y: 560 });
  await ada.isSaved();
  const then = await newestTime(ada);
  for (const words of ['A bench', 'A roof', 'Where do people wait?']) {
    await ada.select(words);
    await ada.page.keyboard.press('Delete');
    await expect(ada.note(words)).toHaveCount(0);
  }
  await ada.isSaved();

  await openReplayAt(ada, then);
  await ada.note('A bench').click();
  await ada.page.getByRole('button', { name: 'Choose others as well' }).click();
  await ada.note('A roof').click();
  const card = ada.page.getByRole('complementary', { name: 'About this item' });
  await expect(card).toContainText('2 items');
  await ada.note('Where do people wait?').click({ modifiers: ['Shift'] });
  await expect(card).toContainText('3 items');
  await ada.note('Where do people wait?').click();
  await expect(card).toContainText('2 items');
  await expect(ada.page.locator('.weft-tapped')).toHaveCount(2);
  await pictureOf(ada.page, 'restore-items-desktop-light');
  await ada.page.setViewportSize({ width: 375, height: 760 });
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await pictureOf(ada.page, 'restore-items-phone-dark');
  await ada.page.setViewportSize({ width: 1280, height: 800 });
  await card.getByRole('button', { name: 'Only these' }).click();
  await expect.poll(() => decodeURIComponent(ada.page.url())).toMatch(/only=.*shape:.*shape:/);
  await expect(card.getByRole('button', { name: 'Only these' })).toHaveCount(0);
  await card.getByRole('button', { name: 'Bring these back' }).click();
  await ada.boardIsOpen();
  await expect(ada.note('A bench')).toBeVisible();
  await expect(ada.note('A roof')).toBeVisible();
  await expect(ada.note('Where do people wait?')).toHaveCount(0);
  await ada.page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(ada.note('A bench')).toHaveCount(0);
  await expect(ada.note('A roof')).toHaveCount(0);
});

test('whoever may only view brings nothing back, and reads why', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.isSaved();
  const then = await newestTime(ada);
  await ada.addNote('Later', { x: 900, y: 420 });
  await ada.isSaved();
  const { link } = await ada.invite('can view');
  const eva = await person('Eva');
  await eva.joinByLink(link);
  await openReplayAt(eva, then);
  await eva.note('Where do people wait?').click();
  await expect(eva.page.getByText('Whoever may write on this board can bring this back.')).toBeVisible();
  await expect(eva.page.getByRole('button', { name: 'Bring this back' })).toHaveCount(0);
});

test('a frame is copied beside itself to try something, and its items know what they are copies of', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.take('select', 'v');
  await ada.page.keyboard.press('f');
  await ada.drag({ x: 480, y: 240 }, { x: 800, y: 560 });
  await ada.isSaved();
  const frames = ada.page.locator('.tl-shape[data-shape-type="frame"]');
  await expect(frames).toHaveCount(1);
  await ada.page.mouse.click(500, 540, { button: 'right' });
  await ada.page.getByRole('menuitem', { name: 'Copy beside, to try something' }).click();
  await expect(frames).toHaveCount(2);
  await expect(ada.note('Where do people wait?')).toHaveCount(2);
  // The frame has no name: its copy is called by what is read in it first.
  await expect(frames.filter({ hasText: 'What if: Where do people wait?' })).toHaveCount(1);
  await pictureOf(ada.page, 'what-if-desktop-light');
  await ada.isSaved();
  await expect(async () => {
    const kinds = await ada.page.evaluate(async () => {
      const response = await fetch(`/api${location.pathname}/contributions`);
      const { contributions } = (await response.json()) as { contributions: { kind: string }[] };
      return contributions.map(({ kind }) => kind);
    });
    expect(kinds.filter((kind) => kind === 'copied')).toHaveLength(2);
  }).toPass();
});
