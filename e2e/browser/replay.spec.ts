import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');
const pictureOf = (page: Page, name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`) });

const WIDE = { viewport: { width: 1280, height: 800 } };

/** Ada writes, Ben builds on it, and Ada writes something else: a small story with a lineage in it. */
async function makeStory(ada: PersonAtBoard, ben: PersonAtBoard): Promise<void> {
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  const { link } = await ada.invite('can write');
  await ben.joinByLink(link);
  await ben.note('Where do people wait?').click();
  await ben.page.getByRole('button', { name: 'Build on this' }).first().click();
  await ben.page.keyboard.type('What if the bench could move?');
  await ben.stopWriting();
  await expect(ada.note('What if the bench could move?')).toBeVisible();
  await ada.addNote('Shade after two', { x: 300, y: 620 });
  await expect(ben.note('Shade after two')).toBeVisible();
  await ada.isSaved();
  await ben.isSaved();
}

async function openReplay(one: PersonAtBoard): Promise<void> {
  const { page } = one;
  await page.getByRole('button', { name: 'More about this board' }).click();
  await page.getByRole('menuitem', { name: 'How it came about' }).click();
  await page.waitForURL('**/replay**');
  await expect(one.note('Where do people wait?')).toBeVisible();
  await expect(page.getByRole('slider')).toBeVisible();
}

test('the making is played back: from nothing to now, by key and by the line, and by one person alone', async ({
  person,
}) => {
  const [ada, ben] = [await person('Ada', WIDE), await person('Ben', WIDE)];
  await makeStory(ada, ben);
  const { page } = ada;
  await openReplay(ada);

  await page.keyboard.press('Home');
  await expect(ada.note('Where do people wait?')).toHaveCount(0);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(ada.note('Where do people wait?')).toBeVisible();
  // What is being done glows with the name of whoever does it.
  await expect(page.locator('.weft-glow', { hasText: 'Ben' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(ada.note('Shade after two')).toBeVisible();

  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'To now' })).toBeEnabled();
  await page.getByRole('slider').click({ position: { x: 20, y: 40 } });
  await expect(ada.note('Shade after two')).toHaveCount(0);
  await expect(page).toHaveURL(/[?&]t=\d+/);
  const there = page.url();

  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Ben', exact: true }).click();
  await expect(page.locator('[data-dim]').filter({ hasText: 'Shade after two' })).toBeVisible();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.locator('.tl-shape[data-dim]')).toHaveCount(0);

  // Pointing at the line shows the board as it was then, in the board's own letters.
  const line = await page.getByRole('slider').boundingBox();
  if (line === null) throw new Error('The line is not shown');
  await page.mouse.move(line.x + line.width - 15, line.y + 40);
  const words = page.locator('[aria-hidden] svg text', { hasText: 'Shade' });
  await expect(words).toBeVisible();
  await expect(words).toHaveCSS('font-family', /^"Fraunces Variable"/);
  await pictureOf(page, 'replay-hover-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await pictureOf(page, 'replay-hover-desktop-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  // A link to a time opens exactly there, for anybody who may see the board.
  await ben.page.goto(there);
  await expect(ben.page.getByRole('slider')).toBeVisible();
  await expect(ben.note('Shade after two')).toHaveCount(0);
});

test('what is asked for is shown alone, stands in the address, and goes with one press; the keys are explained', async ({
  person,
}) => {
  const [ada, ben] = [await person('Ada', WIDE), await person('Ben', WIDE)];
  await makeStory(ada, ben);
  const { page } = ada;
  const dim = (text: string) => page.locator('.tl-shape[data-dim]').filter({ hasText: text });
  await openReplay(ada);

  // One kind of contribution, with the keyboard alone.
  await page.keyboard.press('f');
  const panel = page.getByRole('dialog', { name: /^Filter/ });
  await panel.getByRole('button', { name: 'Built on' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(dim('Where do people wait?')).toBeVisible();
  await expect(dim('Shade after two')).toBeVisible();
  await expect(dim('What if the bench could move?')).toHaveCount(0);
  await expect(page).toHaveURL(/kind=/);

  // Steps go by what is asked for: before the one of them there is only the beginning.
  await page.keyboard.press('ArrowLeft');
  await expect(ada.note('Shade after two')).toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(ada.note('Where do people wait?')).toHaveCount(0);
  await page.keyboard.press('End');

  // Whose part as well; a link opens the same for others.
  await page.getByRole('button', { name: 'Ada', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Nothing on this board is like that.' })).toBeVisible();
  await page.getByRole('button', { name: 'Ada', exact: true }).click();
  await expect(page).not.toHaveURL(/who=/);
  await ben.page.goto(page.url());
  await expect(ben.page.locator('.tl-shape[data-dim]').filter({ hasText: 'Shade after two' })).toBeVisible();
  await pictureOf(page, 'filter-desktop-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /^Filter, on/ }).click();
  await expect(panel).toBeVisible();
  await pictureOf(page, 'filter-phone-dark');
  await panel.getByRole('button', { name: 'Show everything' }).click();
  await expect(page.locator('.tl-shape[data-dim]')).toHaveCount(0);
  await expect(page).not.toHaveURL(/kind=/);
  await page.keyboard.press('Escape');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 800 });

  // Items are gone through and put to use with the keyboard alone.
  const card = page.getByRole('complementary', { name: 'About this item' });
  const words = async () => (await card.isVisible()) && (await card.innerText());
  await page.keyboard.press('i');
  await expect(card).toBeVisible();
  const first = await words();
  await page.keyboard.press('i');
  await expect.poll(words).not.toBe(first);
  await page.keyboard.press('Shift+I');
  await expect.poll(words).toBe(first);
  await page.keyboard.press('Escape');
  await expect(card).toBeHidden();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys.getByText('Next contribution')).toBeVisible();
  await pictureOf(page, 'replay-keys-desktop-light');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('a frame is asked for with all that lies in it, from its menu on the board and from its card in the replay', async ({
  person,
}) => {
  const ada = await person('Ada', WIDE);
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('In the frame');
  await ada.addNote('Beside the frame', { x: 180, y: 640 });
  await ada.take('select', 'v');
  await page.keyboard.press('f');
  await ada.drag({ x: 460, y: 220 }, { x: 820, y: 580 });
  await expect(page.locator('.tl-shape[data-shape-type="frame"]')).toHaveCount(1);
  await ada.isSaved();
  await page.mouse.click(480, 560, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Play only what is selected' }).click();
  await page.waitForURL('**/replay**');
  const dim = page.locator('.tl-shape[data-dim]');
  await expect(dim.filter({ hasText: 'Beside the frame' })).toBeVisible();
  await expect(dim.filter({ hasText: 'In the frame' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Show everything' }).click();
  await expect(dim).toHaveCount(0);
  await ada.note('Beside the frame').click();
  await page.getByRole('button', { name: 'Only this', exact: true }).click();
  await expect(dim.filter({ hasText: 'In the frame' })).toBeVisible();
  await page.getByRole('button', { name: /^Filter, on/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Frame', exact: true }).click();
  await expect(dim).toHaveCount(0);
});

test('an idea is followed from an item to what grew from it', async ({ person }) => {
  const [ada, ben] = [await person('Ada', WIDE), await person('Ben', WIDE)];
  await makeStory(ada, ben);
  await ada.note('Where do people wait?').click();
  await ada.page.getByRole('link', { name: 'How did this come about?' }).click();
  const strip = ada.page.getByRole('complementary', { name: 'How this idea came about' });
  await expect(strip.getByRole('listitem')).toHaveText([/Where do people wait\?.*Ada/, /What if the bench.*Ben/]);
  await expect(ada.page.locator('[data-dim]').filter({ hasText: 'Shade after two' })).toBeVisible();
  await strip.getByRole('button', { name: /Where do people wait/ }).click();
  await expect(ada.note('What if the bench could move?')).toHaveCount(0);
  // It stands in the address with the time: a link opens the same for others, and it goes when it is followed no more.
  await expect(ada.page).toHaveURL(/[?&]t=\d+/);
  await ben.page.goto(ada.page.url());
  const bens = ben.page.getByRole('complementary', { name: 'How this idea came about' });
  await expect(bens.getByRole('listitem')).toHaveText([/Where do people wait\?.*Ada/, /What if the bench.*Ben/]);
  await expect(ben.note('What if the bench could move?')).toHaveCount(0);
  await strip.getByRole('button', { name: 'Stop following this idea' }).click();
  await expect(ada.page.locator('.tl-shape[data-dim]')).toHaveCount(0);
  await expect(ada.page).not.toHaveURL(/idea=/);

  // One that is chosen in the replay stands there too, also after a reload.
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.press('End');
  await ada.note('What if the bench could move?').click();
  await ada.page.getByRole('button', { name: 'How did this come about?' }).click();
  await expect(ada.page).toHaveURL(/[?&]idea=/);
  await ada.page.reload();
  await expect(strip.getByRole('listitem')).toHaveText([/Where do people wait\?.*Ada/, /What if the bench.*Ben/]);
});

test('two look back together: one leads, stops and asks, the other follows, answers for themself and shares', async ({
  person,
}) => {
  const [ada, ben] = [await person('Ada', WIDE), await person('Ben', WIDE)];
  await makeStory(ada, ben);
  await openReplay(ada);
  await ada.page.getByRole('button', { name: 'Look back together' }).click();
  await ben.page.getByRole('button', { name: 'Come along' }).click();
  await expect(ada.page.getByText('You lead, 1 follows')).toBeVisible();
  await expect(ben.page.getByText('Ada looks back')).toBeVisible();

  await ada.page.keyboard.press('Home');
  await expect(ben.note('Where do people wait?')).toHaveCount(0);
  await ada.page.keyboard.press('End');
  await expect(ben.note('Shade after two')).toBeVisible();

  await ada.page.getByRole('button', { name: 'Ask here' }).click();
  await ada.page.getByRole('button', { name: 'Save' }).click();
  for (const [one, other, words] of [
    [ada, ben, 'I began to laugh'],
    [ben, ada, 'we dared to draw over it'],
  ] as const) {
    const card = one.page.getByRole('complementary', { name: 'Moment' });
    await card.getByLabel(/Your answer/).fill(words);
    await card.getByRole('button', { name: 'Keep for myself' }).click();
    await expect(card.getByText('Only you see this.')).toBeVisible();
    await expect(other.page.getByText(words)).toHaveCount(0);
  }
  const bens = ben.page.getByRole('complementary', { name: 'Moment' });
  await bens.getByRole('listitem').getByRole('button', { name: 'Share' }).click();
  await expect(ada.page.getByText('we dared to draw over it')).toBeVisible();
  await expect(ben.page.getByText('I began to laugh')).toHaveCount(0);
  await ada.page.getByRole('button', { name: 'End', exact: true }).click();
  await expect(ben.page.getByText('The look back has ended.')).toBeVisible();

  // The moment stays, with what was shared at it.
  await ben.page.reload();
  await ben.page.getByRole('button', { name: 'Moment: What changed here?' }).click();
  await expect(ben.page.getByText('we dared to draw over it')).toBeVisible();
});

test('a replay says so plainly where there is nothing to see, or one may not', async ({ person }) => {
  const [ada, zoe] = [await person('Ada'), await person('Zoe')];
  await ada.startBoard();
  const board = ada.page.url();
  await ada.page.goto(`${board}/replay?t=1`);
  await expect(ada.page.getByRole('status').filter({ hasText: 'There was no board yet' })).toBeVisible();
  await ada.page.goto(`${board}/replay?t=${Date.now() + 3_600_000}`);
  await expect(ada.page.getByRole('status').filter({ hasText: 'still to come' })).toBeVisible();
  await zoe.startBoard();
  await zoe.page.goto(`${board}/replay`);
  await expect(zoe.page.getByRole('heading')).toBeVisible();
  await expect(zoe.page.locator('.tl-canvas')).toHaveCount(0);
});

test('a board is forked from a time, and taken along with its history into a board of its own', async ({ person }) => {
  const [ada, ben] = [await person('Ada', WIDE), await person('Ben', WIDE)];
  await makeStory(ada, ben);
  const { page } = ada;
  const board = page.url();
  await openReplay(ada);
  await page.keyboard.press('ArrowLeft');
  await expect(ada.note('Shade after two')).toHaveCount(0);
  await page.getByRole('button', { name: 'What to do with this moment' }).click();
  await page.getByRole('menuitem', { name: 'Fork a board from here' }).click();
  await page.waitForURL((url) => /\/boards\/[^/]+$/.test(url.pathname) && !board.includes(url.pathname));
  await expect(ada.note('What if the bench could move?')).toBeVisible();
  await expect(ada.note('Shade after two')).toHaveCount(0);
  await page.getByRole('button', { name: 'More about this board' }).click();
  await expect(page.getByText(/^Forked from/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto(board);
  const file = await page.evaluate(async () => {
    const taken = await fetch(`/api${location.pathname}/export?format=weft`);
    const brought = await fetch('/api/boards/import', { method: 'POST', body: await taken.blob() });
    return { status: brought.status, answer: (await brought.json()) as { board: { id: string } } };
  });
  expect(file.status).toBe(201);
  await page.goto(`/boards/${file.answer.board.id}/replay`);
  await expect(ada.note('Shade after two')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ben', exact: true })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(ada.note('Where do people wait?')).toHaveCount(0);
});
