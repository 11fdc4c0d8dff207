import { expect } from '@playwright/test';
import { test } from './weftTest.ts';

test('a viewer sees everything as it happens and can change nothing', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Look at this');
  const { link } = await ada.invite('can view');
  const vera = await person('Vera');
  await vera.joinByLink(link);
  await expect(vera.page.getByText('You are viewing')).toBeVisible();
  await expect(vera.note('Look at this')).toBeVisible();

  await vera.page.keyboard.press('n');
  await vera.page.mouse.click(300, 300);
  await vera.page.keyboard.type('not mine to add');
  await vera.note('Look at this').dblclick();
  await vera.page.keyboard.type('not mine to change');
  await vera.page.keyboard.press('Escape');
  await vera.note('Look at this').click();
  await vera.page.keyboard.press('Delete');
  await ada.addNote('And at this', { x: 300, y: 300 });
  await expect(vera.note('And at this')).toBeVisible();
  for (const one of [ada, vera]) {
    await expect(one.page.locator('.tl-shape')).toHaveCount(2);
    await expect(one.note('not mine')).toHaveCount(0);
    await expect(one.note('Look at this')).toBeVisible();
  }
});
