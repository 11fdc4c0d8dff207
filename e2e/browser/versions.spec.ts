import { expect, type Page } from '@playwright/test';
import { test } from './weftTest.ts';

/** From the table of close codes in docs/PROTOCOL.md. */
const BOARD_TOO_NEW = 4431;

/** The server turns this page away until it is told to stop that. */
async function turnedAway(page: Page, code: number): Promise<() => void> {
  let isTurnedAway = true;
  await page.routeWebSocket(/\/sync\//, (socket) => {
    if (isTurnedAway) void socket.close({ code });
    else socket.connectToServer();
  });
  return () => (isTurnedAway = false);
}

test('a board of a newer Weft has words of its own, and opens again once the server is up to date', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Still here');
  await ada.isSaved();
  const letIn = await turnedAway(ada.page, BOARD_TOO_NEW);
  await ada.page.reload();
  await expect(ada.page.getByRole('heading', { name: 'This board needs a newer Weft' })).toBeVisible();
  await expect(ada.page.getByText('The board was not touched')).toBeVisible();
  letIn();
  await ada.page.getByRole('button', { name: 'Try again' }).click();
  await ada.boardIsOpen();
  await expect(ada.note('Still here')).toBeVisible();
});
