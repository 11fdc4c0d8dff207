import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { openMyPart, take } from './takeAlong.ts';
import { test } from './weftTest.ts';

const WAIT = 'Where do people wait?';
const MOVE = 'What if the bench could move?';

/** A section of the page by its heading. */
const section = ({ page }: PersonAtBoard, name: string): Locator => page.getByRole('region', { name });

/** Asks as the page itself does, with the person's own cookie. */
const ask = async <T>({ page }: PersonAtBoard, path: string): Promise<T> =>
  await page.evaluate(async (asked) => {
    const board = /\/boards\/[^/]+/.exec(location.pathname)?.[0] ?? '';
    return (await (await fetch(`/api${board}${asked}`)).json()) as never;
  }, path);

async function say({ page }: PersonAtBoard, role: string, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Add what I brought' }).click();
  const dialog = page.getByRole('dialog', { name: 'What I brought' });
  await dialog.getByLabel('I …').selectOption({ label: role });
  await dialog.getByLabel('In my words').fill(words);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('three people see their parts, agree whose an item is, add what is not on the canvas, and take it along', async ({
  person,
}) => {
  test.slow();
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(WAIT);
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote(MOVE, { x: 300, y: 300 });
  await ben.isSaved();
  const cleo = await person('Cleo');
  await cleo.joinByLink(link);
  await ada.isSaved();

  await openMyPart(ada);
  const started = section(ada, 'What I started');
  await expect(started.getByRole('heading', { name: WAIT })).toBeVisible();
  await expect(started.locator('[data-drawn=true] svg')).toBeVisible();
  await expect(started).not.toContainText(MOVE);
  const { violations } = await new AxeBuilder({ page: ada.page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual([]);

  // A link leads to the item on the board, and back.
  await started.getByRole('link', { name: WAIT }).click();
  await ada.boardIsOpen();
  await expect(ada.itemPanel).toContainText(WAIT);
  await expect(ada.page).not.toHaveURL(/item=/);
  await openMyPart(ada);

  // Whose it is: Ada asks, Ben agrees, Cleo hears nothing of the question.
  await ada.page.getByRole('button', { name: `More about “${WAIT}”` }).click();
  await ada.page.getByRole('menuitem', { name: 'This is really somebody else’s' }).click();
  const whose = ada.page.getByRole('dialog', { name: 'Whose is it really?' });
  await whose.getByLabel('Whose', { exact: true }).selectOption({ label: 'Ben' });
  await whose.getByRole('button', { name: 'Ask Ben' }).click();
  await expect(section(ada, 'Whose is it?')).toContainText(`Waiting for Ben: “${WAIT}”.`);
  expect(await ask<{ offers: unknown[] }>(cleo, '/offers')).toEqual({ offers: [] });
  await ben.page.reload();
  await ben.boardIsOpen();
  await expect(ben.page.getByRole('link', { name: /1 question for you/ })).toBeVisible();
  await openMyPart(ben);
  await expect(section(ben, 'Whose is it?')).toContainText(`Ada says that “${WAIT}” is yours.`);
  await ben.page.getByRole('button', { name: 'Yes, that is so' }).click();
  await expect(section(ben, 'What I started').getByRole('heading', { name: WAIT })).toBeVisible();
  await ada.page.reload();
  await expect(ada.page.getByRole('heading', { level: 1, name: 'My part' })).toBeVisible();
  await expect(section(ada, 'What I started')).toBeHidden();

  // In her own words: two that others may read, one that nobody else does.
  await say(ada, 'asked', 'who sits there at night');
  await say(ada, 'sparked', 'the bench that moves');
  await section(ada, 'For myself').getByRole('button', { name: 'What did I learn?' }).click();
  const learned = ada.page.getByRole('dialog', { name: 'What did I learn?' });
  await learned.getByLabel('In my words').fill('A bench is a promise.');
  await learned.getByRole('button', { name: 'Save' }).click();
  await expect(section(ada, 'For myself')).toContainText('Only you');
  const heard = JSON.stringify(await ask(cleo, '/statements'));
  expect(heard).toContain('who sits there at night');
  expect(heard).toContain('the bench that moves');
  expect(heard).not.toContain('promise');

  // What she wants to be known by.
  await ada.page.getByRole('button', { name: 'Write a sentence' }).click();
  await ada.page.getByLabel('My sentence').fill('I asked who sits there at night.');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(section(ada, 'Known by')).toContainText('I asked who sits there at night.');

  // Taking it along: what is in the files.
  const json = JSON.parse((await take(ada, 'JSON')).toString()) as { part: { statements: { words: string }[] } };
  expect(json.part.statements.map(({ words }) => words)).toContain('A bench is a promise.');
  expect((await take(ben, 'CSV')).toString()).toMatch(/^board,item,[\s\S]*Where do people wait\?.*started/m);
  const png = await take(ada, 'Picture');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 1500]);
  const pdf = await take(ben, 'PDF');
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.byteLength).toBeGreaterThan(20_000);

  // Hidden: others read someone, she herself still sees her part.
  await ada.page.getByLabel('Hide my part from others').click();
  await expect(ada.page.getByText('Your part is hidden.')).toBeVisible();
  expect(JSON.stringify(await ask(cleo, '/statements'))).not.toContain('Ada');
  expect(JSON.stringify(await ask(cleo, '/contributions'))).not.toContain('"Ada"');
  await ada.page.getByRole('button', { name: 'Freeze it as it is now' }).click();
  await expect(ada.page.getByText(/^As it was/)).toBeVisible();
});

test('a person sees all that is kept, over all boards, and deletes themself only with their name typed', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(WAIT);
  await ada.isSaved();
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote(MOVE, { x: 300, y: 300 });
  await ben.isSaved();

  await ben.page.goto('/me');
  await expect(ben.page.getByRole('article')).toContainText('Started 1 item');
  await ben.page.getByRole('link', { name: 'All that is kept about me' }).click();
  await expect(ben.page.getByText('Ben, by name and colour')).toBeVisible();
  await ben.page.getByRole('button', { name: 'See what it would mean' }).click();
  const dialog = ben.page.getByRole('dialog', { name: 'Delete myself' });
  await expect(dialog).toContainText('This stays, as someone’s');
  await dialog.getByLabel('Type your name to confirm: Ben').fill('Be');
  await dialog.getByRole('button', { name: 'Delete me' }).click();
  await expect(dialog).toContainText('That is not your name');
  await dialog.getByLabel('Type your name to confirm: Ben').fill('Ben');
  await dialog.getByRole('button', { name: 'Delete me' }).click();
  await expect(ben.page.getByRole('button', { name: 'Start a board' })).toBeVisible();

  await ada.touchNote(MOVE);
  await expect(ada.itemPanel).toContainText('someone');
});

test('a facilitator takes somebody off the board, who is told by whom and takes their part along', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(WAIT);
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote(MOVE, { x: 300, y: 300 });
  await ben.isSaved();
  await ada.page.getByRole('button', { name: 'More about this board' }).click();
  await ada.page.getByRole('menuitem', { name: 'People on this board' }).click();
  await ada.page.getByRole('button', { name: 'Remove Ben' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Remove Ben from this board' });
  await dialog.getByText('Remove their part').click();
  await expect(dialog).toContainText('everybody reads “someone”');
  expect((await new AxeBuilder({ page: ada.page }).include('[role=dialog]').analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(ada.page.getByText('Ben is no longer on this board.')).toBeVisible();
  await ben.page.goto(`${new URL(ada.page.url()).pathname}/me`);
  await expect(ben.page.getByRole('region', { name: 'Your part was removed from this board' })).toContainText('Ada');
  await expect(ben.page.getByRole('button', { name: 'Write a sentence' })).toBeDisabled();
  const json = JSON.parse((await take(ben, 'JSON')).toString()) as { part: { started: string[] } };
  expect(json.part.started).toHaveLength(1);
});
