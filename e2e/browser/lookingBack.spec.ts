import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');

const boardUrl = ({ page }: PersonAtBoard): string => page.url().replace(/[?#].*/, '');

/** The replay at the moment at which a note said something last, and nothing came after. */
async function openReplayAt(person: PersonAtBoard, time: number): Promise<void> {
  await person.page.goto(`${boardUrl(person)}/replay?t=${time}`);
  await expect(person.page.locator('.tl-canvas')).toBeVisible();
}

/** The time of the newest thing in the board's log. */
async function newestTime({ page }: PersonAtBoard): Promise<number> {
  return await page.evaluate(async () => {
    const response = await fetch(`/api${location.pathname}/history?limit=1000`);
    const { entries } = (await response.json()) as { entries: { at: number }[] };
    return entries.at(-1)!.at;
  });
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
