import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');

const note = (page: Page, text: string) => page.locator('.tl-shape[data-shape-type="note"]').filter({ hasText: text });
const time = (page: Page) => page.getByRole('slider', { name: 'Time' });

/** Goes to a moment as somebody who drags the time there. */
async function dragTo(page: Page, share: number): Promise<void> {
  const box = await time(page).boundingBox();
  if (box === null) throw new Error('there is no time to drag');
  await page.mouse.click(box.x + 8 + (box.width - 16) * share, box.y + box.height / 2);
}

test('the making of a board is played back, scrubbed and followed to now, and a link opens at its moment', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.renameBoard('A bench for the square');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote('What if the bench could move?', { x: 900, y: 420 });
  await ben.isSaved();
  await expect(ada.note('What if the bench could move?')).toBeVisible();

  const { page } = ben;
  await page.getByRole('button', { name: 'More about this board' }).click();
  await page.getByRole('menuitem', { name: 'How it came about' }).click();
  await expect(page).toHaveURL(/\/replay/);
  await expect(note(page, 'What if the bench could move?')).toBeVisible();
  await expect(page.getByText('Now', { exact: true })).toBeVisible();

  // From the beginning there is nothing on the board, and step by step it comes back.
  await page.keyboard.press('Home');
  await expect(note(page, 'Where do people wait?')).toHaveCount(0);
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(note(page, 'Where do people wait?')).toBeVisible({ timeout: 200 });
  }).toPass();
  await expect(note(page, 'What if the bench could move?')).toHaveCount(0);
  await page.screenshot({ path: join(FOLDER, 'replay-desktop-light.png') });

  // The address leads anybody who may see the board to this moment.
  await expect(page).toHaveURL(/\/replay\?t=\d+/);
  const moment = page.url();
  await ada.page.goto(moment);
  await expect(note(ada.page, 'Where do people wait?')).toBeVisible();
  await expect(note(ada.page, 'What if the bench could move?')).toHaveCount(0);

  // Played to its end it is now, and goes along with what happens on the board.
  await page.getByRole('button', { name: /Speed/ }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(note(page, 'What if the bench could move?')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Now', { exact: true })).toBeVisible({ timeout: 60_000 });
  await ada.page.getByRole('link', { name: /Back to now/ }).click();
  await ada.boardIsOpen();
  await ada.addNote('Rails along the tram line', { x: 300, y: 300 });
  await expect(note(page, 'Rails along the tram line')).toBeVisible();

  await dragTo(page, 0);
  await expect(note(page, 'What if the bench could move?')).toHaveCount(0);
  await page.getByRole('button', { name: 'To now' }).click();
  await expect(note(page, 'Rails along the tram line')).toBeVisible();

  // Nothing can be changed here.
  await note(page, 'Rails along the tram line').dblclick();
  await page.keyboard.type('not mine');
  await page.keyboard.press('Delete');
  await expect(note(page, 'not mine')).toHaveCount(0);
  await expect(note(page, 'Rails along the tram line')).toBeVisible();
});

test('a time before the beginning, one that is still to come, and a board that is not mine are said in words', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  await ada.isSaved();
  const replay = `${ada.page.url().replace(/\?.*/, '')}/replay`;
  await ada.page.goto(`${replay}?t=1000`);
  await expect(ada.page.getByText('There was no board yet at that time')).toBeVisible();
  await ada.page.goto(`${replay}?t=99999999999999`);
  await expect(ada.page.getByText('That time is still to come')).toBeVisible();
  await expect(note(ada.page, 'Where do people wait?')).toBeVisible();

  const eva = await person('Eva');
  await eva.startBoard();
  await eva.page.goto(replay);
  await expect(eva.page.getByRole('button', { name: 'Join' })).toBeVisible();
});
