import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const control = ({ page }: PersonAtBoard, name: string) => page.getByRole('button', { name, exact: true });
const list = ({ page }: PersonAtBoard) => page.getByRole('list', { name: 'Pages of this board' });

test('two people on the pages of one board: add, name, follow, take along, delete and bring back', async ({
  person,
}) => {
  test.slow();
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('On the first page');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);

  // One page is only a quiet sign; a second one has a name at once.
  await control(ada, 'Pages of this board').click();
  await ada.page.getByRole('button', { name: 'New page' }).click();
  await expect(ada.page.getByRole('textbox', { name: 'Name of the page' })).toBeFocused();
  await ada.page.keyboard.type('Ideas');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('Escape');
  await expect(control(ada, 'Ideas, page 2 of 2')).toBeFocused();
  await expect(ada.note('On the first page')).toHaveCount(0);
  await ada.addNote('On the second page', { x: 640, y: 400 });

  // Ben sees where Ada is, and follows her there.
  await control(ben, 'Page 1, page 1 of 2').click();
  await expect(list(ben).getByRole('button', { name: 'Ideas' }).getByLabel('Here: Ada')).toBeVisible();
  await ben.page.keyboard.press('Escape');
  await ben.page.getByRole('button', { name: 'Follow Ada' }).click();
  await expect(ben.note('On the second page')).toBeVisible();
  await ben.page.getByRole('button', { name: 'Follow Ada' }).click();

  // By keys alone: back to the first page, and what is selected there goes along to the other.
  await control(ben, 'Ideas, page 2 of 2').focus();
  await ben.page.keyboard.press('Enter');
  await expect(list(ben).getByRole('button', { name: /^Ideas/ })).toBeFocused();
  await ben.page.keyboard.press('ArrowUp');
  await ben.page.keyboard.press('Enter');
  await expect(ben.note('On the first page')).toBeVisible();
  await ben.select('On the first page');
  await control(ben, 'Page 1, page 1 of 2').click();
  await ben.page.getByRole('button', { name: 'What to do with Ideas' }).click();
  await ben.page.getByRole('menuitem', { name: 'Move the selected item here' }).click();
  for (const one of [ada, ben]) {
    await expect(one.note('On the first page')).toBeVisible();
    await expect(one.note('On the second page')).toBeVisible();
  }

  // A page that is deleted while somebody is on it leaves them on another, and comes back with all that was on it.
  await control(ada, 'Ideas, page 2 of 2').click();
  await ada.page.getByRole('button', { name: 'What to do with Ideas' }).click();
  await ada.page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(control(ben, 'Pages of this board')).toBeVisible();
  await expect(ben.page.locator('.tl-shape')).toHaveCount(0);
  await ada.page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(control(ben, 'Page 1, page 1 of 2')).toBeVisible();
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.press('Alt+ArrowRight');
  await expect(ada.note('On the first page')).toBeVisible();
  await expect(ada.note('On the second page')).toBeVisible();
});
