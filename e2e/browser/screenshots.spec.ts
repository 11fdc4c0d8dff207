/** Pictures of the real thing in `e2e/screenshots/`, to be looked at; the README's is one of them. */
import type { BrowserContextOptions } from '@playwright/test';
import { expect } from '@playwright/test';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

const LOOKS: readonly [string, BrowserContextOptions][] = [
  ['desktop-light', { ...DESKTOP, colorScheme: 'light' }],
  ['desktop-dark', { ...DESKTOP, colorScheme: 'dark' }],
  ['phone-light', { ...PHONE, colorScheme: 'light' }],
  ['phone-dark', { ...PHONE, colorScheme: 'dark' }],
];

const shoot = async ({ page }: PersonAtBoard, what: string, look: string): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, `${what}-${look}.png`) });
};

for (const [look, options] of LOOKS) {
  test(`pictures: home, join, first board and three people at work (${look})`, async ({ person }) => {
    const eva = await person('Eva Lindqvist', options);
    await eva.page.goto('/');
    await expect(eva.page.getByRole('button', { name: 'Start a board' })).toBeVisible();
    await shoot(eva, 'home', look);

    // The work is done on a desk; the look is taken on the device that it is of.
    const ada = await person('Ada Nurse', { ...DESKTOP, colorScheme: options.colorScheme ?? 'light' });
    await ada.startBoard();
    await ada.writeFirstNote('What if the bench could move?');
    await ada.renameBoard('A bench for the square');
    const { link } = await ada.invite('can write');
    await eva.page.goto(link);
    await expect(eva.page.getByRole('button', { name: 'Join' })).toBeVisible();
    await shoot(eva, 'join', look);

    const ben = await person('Ben Driver', DESKTOP);
    await ben.joinByLink(link);
    await ben.addNote('Wheels on one side, a handle on the other', { x: 900, y: 530 });
    await ben.draw({ x: 1030, y: 640 }, { x: 1200, y: 640 });
    await ada.addNote('Who locks it at night?', { x: 330, y: 330 });
    await ada.draw({ x: 240, y: 560 }, { x: 430, y: 560 });
    await eva.giveName();
    await ben.writeInto('Who locks it at night?');
    await ben.page.keyboard.type(' The café could.');
    await ben.stopWriting();
    await ben.isSaved();
    await ben.page.mouse.move(760, 620);
    await ada.page.mouse.move(500, 640);
    await expect(eva.note('The café could.')).toBeVisible();
    await eva.touchNote('Who locks it at night?');
    await shoot(eva, 'board', look);

    const freya = await person('Freya Berg', options);
    await freya.startBoard();
    await shoot(freya, 'first-board', look);
  });
}
