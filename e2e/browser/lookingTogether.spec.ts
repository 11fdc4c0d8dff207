import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const lookBackBar = ({ page }: PersonAtBoard) => page.getByRole('status').filter({ hasText: /looks back|You lead/ });

/** Ada leads Ben; others are on the board. */
async function bothInReplay(ada: PersonAtBoard, ben: PersonAtBoard, ...others: PersonAtBoard[]): Promise<string> {
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait?');
  const board = ada.page.url().replace(/[?#].*/, '');
  const { link } = await ada.invite('can write');
  for (const one of [ben, ...others]) await one.joinByLink(link);
  await ben.addNote('Shade after two', { x: 300, y: 620 });
  await ben.isSaved();
  await ada.page.goto(`${board}/replay`);
  await ada.page.getByRole('button', { name: 'Look back together' }).click();
  await expect(lookBackBar(ada)).toContainText('You lead');
  await ben.page.goto(`${board}/replay?together=1`);
  await expect(lookBackBar(ada)).toContainText('1 follows');
  return board;
}

test('whoever leads has the replay open in another page as well: only the one where they began says where it is', async ({
  person,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  const board = await bothInReplay(ada, ben);
  await ada.page.keyboard.press('Home');
  await expect(ben.note('Where do people wait?')).toHaveCount(0);

  const other = await ada.page.context().newPage();
  await other.goto(`${board}/replay`);
  await expect(other.getByRole('button', { name: 'Come along' })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Ask here' })).toHaveCount(0);
  // What the other page shows would reach Ben with its next word, every few seconds.
  await other.keyboard.press('End');
  await expect(other.locator('.tl-shape').filter({ hasText: 'Shade after two' })).toBeVisible();
  await ada.page.keyboard.press('ArrowRight');
  await expect(ben.note('Where do people wait?')).toBeVisible();
  await expect(ben.note('Shade after two')).toHaveCount(0);

  // The page that leads still does once it was loaded anew.
  await ada.page.reload();
  await expect(lookBackBar(ada)).toContainText('You lead');
});

test('what is done meanwhile reaches who follows without a word of a time to come, on a phone in one line', async ({
  person,
}) => {
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  await bothInReplay(ada, ben, cleo);
  const notices: string[] = [];
  await ben.page.exposeFunction('weftNotice', (text: string) => notices.push(text));
  await ben.page.evaluate(() => {
    const tell = (globalThis as unknown as { weftNotice: (text: string) => void }).weftNotice;
    new MutationObserver(() => {
      const said = [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent ?? '');
      for (const text of said) tell(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  for (const words of ['One more', 'And another']) {
    await cleo.addNote(words, { x: words === 'One more' ? 300 : 1_000, y: 300 });
    await cleo.isSaved();
    await expect(ada.note(words)).toBeVisible();
    await expect(ben.note(words)).toBeVisible();
  }
  expect(notices.join()).not.toContain('still to come');

  await ada.page.setViewportSize({ width: 375, height: 700 });
  await ben.page.setViewportSize({ width: 375, height: 700 });
  for (const { page } of [ada, ben]) {
    for (const name of ['What to do with this moment', 'Mark this moment']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect(box!.x).toBeGreaterThanOrEqual(0);
      expect(box!.x + box!.width).toBeLessThanOrEqual(375);
    }
  }
});
