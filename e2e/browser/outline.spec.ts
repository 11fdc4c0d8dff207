import { expect, type Page } from '@playwright/test';
import { test } from './weftTest.ts';

const entry = (page: Page, name: string | RegExp) => page.getByRole('treeitem', { name });

test('a board is read and worked on from the outline, by keyboard alone', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Bench');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  const { keyboard } = ada.page;
  const says = (words: string | RegExp) =>
    expect(ada.page.getByRole('status').filter({ hasText: words })).toHaveCount(1);

  // Read.
  await keyboard.press('Control+Shift+O');
  await expect(entry(ada.page, 'Note: Bench')).toBeFocused();
  // Add.
  await keyboard.press('n');
  await expect(ada.page.getByRole('textbox', { name: /^Text of/ })).toBeFocused();
  await keyboard.type('Wheels');
  await keyboard.press('Enter');
  await expect(entry(ada.page, 'Note: Wheels')).toBeFocused();
  await expect(ben.note('Wheels')).toBeVisible();
  // Edit.
  await keyboard.press('Enter');
  await expect(ada.page.getByRole('textbox', { name: /^Text of/ })).toBeFocused();
  await keyboard.type(' and brakes');
  await keyboard.press('Enter');
  await expect(ben.note('Wheels and brakes')).toBeVisible();
  // Move.
  const before = await ben.note('Wheels and brakes').boundingBox();
  await expect(entry(ada.page, 'Note: Wheels and brakes')).toBeFocused();
  await keyboard.press('m');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Enter');
  await says(/^Moved/);
  await expect.poll(async () => (await ben.note('Wheels and brakes').boundingBox())?.y).toBe(Number(before?.y) + 200);
  // Connect.
  await keyboard.press('c');
  await expect(ada.page.getByRole('combobox')).toBeFocused();
  await keyboard.type('bench');
  await keyboard.press('Enter');
  await says(/^Connected/);
  await expect(ben.page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(1);
  // Delete, and think again.
  await expect(entry(ada.page, /^Note: Wheels and brakes/)).toBeFocused();
  await keyboard.press('Delete');
  await expect(ben.note('Wheels and brakes')).toHaveCount(0);
  // The focus goes to what took its place, the arrow that now ends in the open.
  await expect(ada.page.locator('[role=treeitem]:focus')).toHaveCount(1);
  await keyboard.press('Control+z');
  await expect(ben.note('Wheels and brakes')).toBeVisible();
  await expect(ben.page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(ada.page.getByRole('tree')).toHaveCount(0);
});
