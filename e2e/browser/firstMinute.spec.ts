import { expect } from '@playwright/test';
import { measureLatency } from './measureLatency.ts';
import { test } from './weftTest.ts';

test('the first minute: a name, a board, a first note, and others by link and by code', async ({ person }) => {
  const ada = await person('Ada Nurse');
  await ada.startBoard();
  await ada.writeFirstNote('A bench for the square');
  await ada.isSaved();
  const { link, code } = await ada.invite('can write');

  const ben = await person('Ben Driver');
  await ben.joinByLink(link);
  await expect(ben.note('A bench for the square')).toBeVisible();
  const cleo = await person('Cleo Planner');
  await cleo.joinByCode(code);
  await expect(cleo.note('A bench for the square')).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Follow Ben Driver' })).toBeVisible();
  await expect(ada.page.getByRole('button', { name: 'Follow Cleo Planner' })).toBeVisible();

  await ben.addNote('What if it could move?', { x: 300, y: 300 });
  await ada.addNote('Wheels on one side', { x: 980, y: 300 });
  await ada.draw({ x: 300, y: 600 }, { x: 520, y: 600 });
  await ben.draw({ x: 760, y: 600 }, { x: 980, y: 600 });
  for (const one of [ada, ben, cleo]) {
    await expect(one.note('What if it could move?')).toBeVisible();
    await expect(one.note('Wheels on one side')).toBeVisible();
    await expect(one.drawings).toHaveCount(2);
  }

  await ben.writeInto('Wheels on one side');
  await ben.page.keyboard.type(', a handle on the other');
  await ben.stopWriting();
  await expect(ada.note('a handle on the other')).toBeVisible();
  await ben.isSaved();

  await ada.select('Wheels on one side');
  await expect(ada.itemPanel).toContainText(/Started by.*Ada Nurse \(you\)/);
  await expect(ada.itemPanel.getByRole('listitem')).toContainText(['Ben Driver']);
});

test('an edit is seen in the other browser in under 100 ms (median)', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Say:');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await expect(ben.note('Say:')).toBeVisible();

  const { median, p95, count } = await measureLatency({ writer: ada, reader: ben, note: 'Say:', letters: 60 });
  console.log(
    `  edit to the other browser: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms (${count} letters)`,
  );
  expect(median).toBeLessThan(100);
});

test('two people write in one note at once and both win', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('middle');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ada.writeInto('middle');
  await ben.writeInto('middle');
  await ada.page.keyboard.press('Home');
  await Promise.all([
    ada.page.keyboard.type('before ', { delay: 20 }),
    ben.page.keyboard.type(' after', { delay: 20 }),
  ]);
  for (const one of [ada, ben]) await expect(one.note('before middle after')).toBeVisible();
});

test('undo takes back my own change and nobody else’s', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Ada’s note');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ada.addNote('Ada’s second note', { x: 300, y: 300 });
  await expect(ben.note('Ada’s second note')).toBeVisible();
  await ben.addNote('Ben’s note', { x: 980, y: 300 });
  await expect(ada.note('Ben’s note')).toBeVisible();
  for (let press = 0; press < 3; press++) await ada.page.keyboard.press('Control+z');
  await expect(ben.note('Ada’s second note')).toBeHidden();
  for (const one of [ada, ben]) await expect(one.note('Ben’s note')).toBeVisible();
});
