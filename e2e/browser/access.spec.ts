import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './weftTest.ts';

const GRAVE = new Set(['serious', 'critical']);

/** What axe finds grave against WCAG 2.2 AA, in words short enough for a test's report. */
async function graveFaults(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? ''))
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`home, join, board and share have no grave faults of access (${colorScheme})`, async ({ person }) => {
    const ada = await person('Ada', { colorScheme });
    await ada.page.goto('/');
    await expect(ada.page.getByRole('button', { name: 'Start a board' })).toBeVisible();
    expect(await graveFaults(ada.page), 'home').toEqual([]);
    await ada.startBoard();
    expect(await graveFaults(ada.page), 'an empty board').toEqual([]);
    await ada.writeFirstNote('Read me');
    const { link } = await ada.invite('can write');
    await ada.select('Read me');
    await expect(ada.itemPanel).toContainText('Started by');
    expect(await graveFaults(ada.page), 'a board with an item’s panel').toEqual([]);
    await ada.page.getByRole('button', { name: 'Share', exact: true }).first().click();
    await expect(ada.page.getByRole('dialog')).toContainText(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    expect(await graveFaults(ada.page), 'the share dialog').toEqual([]);
    await ada.page.goto('/');
    await expect(ada.page.getByText('Your boards')).toBeVisible();
    expect(await graveFaults(ada.page), 'my boards').toEqual([]);

    const ben = await person('Ben', { colorScheme });
    await ben.page.goto(link);
    await expect(ben.page.getByRole('button', { name: 'Join' })).toBeVisible();
    expect(await graveFaults(ben.page), 'join').toEqual([]);
  });
}

test('from the start page to a written note with the keyboard alone', async ({ person }) => {
  const ada = await person('Ada');
  await ada.page.goto('/');
  await ada.page.getByLabel('Your name').focus();
  await ada.page.keyboard.type('Ada');
  await ada.page.keyboard.press('Enter');
  await ada.boardIsOpen();
  await ada.writeFirstNote('Without a mouse');
  await ada.isSaved();
});
