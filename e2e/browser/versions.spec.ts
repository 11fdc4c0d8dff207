import { expect, type Page } from '@playwright/test';
import { test } from './weftTest.ts';

/** From the table of close codes in docs/PROTOCOL.md. */
const BOARD_TOO_NEW = 4431;
const CLIENT_TOO_OLD = 4428;

/** A way to the server that can be shut with a close code; a page has to be given it before the board is opened. */
async function doorFor(page: Page, code: number): Promise<{ isShut: boolean }> {
  const door = { isShut: false };
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (door.isShut) void socket.close({ code });
    else socket.connectToServer();
  });
  return door;
}

test('a page that is too old says so, and after a reload nothing is lost', async ({ person, server }) => {
  const ada = await person('Ada');
  const door = await doorFor(ada.page, CLIENT_TOO_OLD);
  await ada.startBoard();
  await ada.writeFirstNote('Before the update');
  await ada.isSaved();
  await server.kill();
  await ada.isOffline();
  await ada.addNote('While it was updated', { x: 980, y: 300 });
  door.isShut = true;
  await server.restart();
  await expect(ada.page.getByRole('heading', { name: 'Weft was updated' })).toBeVisible();
  await expect(ada.page.getByText('Nothing is lost')).toBeVisible();
  door.isShut = false;
  await ada.page.getByRole('button', { name: 'Reload' }).click();
  await ada.boardIsOpen();
  for (const text of ['Before the update', 'While it was updated']) await expect(ada.note(text)).toBeVisible();
});

test('a board of a newer Weft has words of its own, and opens again once the server is up to date', async ({
  person,
}) => {
  const ada = await person('Ada');
  const door = await doorFor(ada.page, BOARD_TOO_NEW);
  await ada.startBoard();
  await ada.writeFirstNote('Still here');
  await ada.isSaved();
  door.isShut = true;
  await ada.page.reload();
  await expect(ada.page.getByRole('heading', { name: 'This board needs a newer Weft' })).toBeVisible();
  await expect(ada.page.getByText('The board was not touched')).toBeVisible();
  door.isShut = false;
  await ada.page.getByRole('button', { name: 'Try again' }).click();
  await ada.boardIsOpen();
  await expect(ada.note('Still here')).toBeVisible();
});
