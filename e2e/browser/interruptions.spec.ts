import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

type Arrive = (name: string) => Promise<PersonAtBoard>;

/** Two people on one board, each with the other's first note before them. */
async function twoAtWork(person: Arrive): Promise<readonly [PersonAtBoard, PersonAtBoard]> {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('From Ada');
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await ben.addNote('From Ben', { x: 300, y: 300 });
  await expect(ada.note('From Ben')).toBeVisible();
  return [ada, ben];
}

async function bothHave(people: readonly PersonAtBoard[], texts: readonly string[]): Promise<void> {
  for (const one of people) {
    await one.isSaved();
    for (const text of texts) await expect(one.note(text)).toHaveCount(1);
  }
}

test('a killed server is said, work goes on, and nothing is lost when it is back', async ({ person, server }) => {
  const [ada, ben] = await twoAtWork(person);
  await server.kill();
  await Promise.all([ada.isOffline(), ben.isOffline()]);
  await ada.addNote('Ada while it was down', { x: 980, y: 300 });
  await ben.addNote('Ben while it was down', { x: 300, y: 620 });
  await server.restart();
  await bothHave([ada, ben], ['From Ada', 'From Ben', 'Ada while it was down', 'Ben while it was down']);
  await ada.page.reload();
  await ada.boardIsOpen();
  await bothHave([ada], ['From Ada', 'From Ben', 'Ada while it was down', 'Ben while it was down']);
});

test('a server that is stopped in order says so to nobody’s loss', async ({ person, server }) => {
  const [ada, ben] = await twoAtWork(person);
  expect(await server.stop()).toBe(0);
  await ada.isOffline();
  await server.restart();
  await ada.addNote('After the restart', { x: 980, y: 300 });
  await bothHave([ada, ben], ['From Ada', 'From Ben', 'After the restart']);
});

test('without a network work goes on and merges afterwards', async ({ person }) => {
  const [ada, ben] = await twoAtWork(person);
  await ada.page.context().setOffline(true);
  await ada.isOffline();
  await ada.writeInto('From Ada');
  await ada.page.keyboard.type(', offline');
  await ada.stopWriting();
  await ada.addNote('Ada’s offline note', { x: 980, y: 300 });
  await ben.writeInto('From Ben');
  await ben.page.keyboard.type(', meanwhile');
  await ben.stopWriting();
  await ben.isSaved();
  await expect(ada.note('meanwhile')).toHaveCount(0);
  await ada.page.context().setOffline(false);
  await bothHave([ada, ben], ['From Ada, offline', 'Ada’s offline note', 'From Ben, meanwhile']);
});

test('what was done offline is still there after the browser was closed', async ({ person, server }) => {
  const [ada, ben] = await twoAtWork(person);
  await server.kill();
  await ada.isOffline();
  await ada.addNote('Kept on this device', { x: 980, y: 300 });
  // The page comes from the server; the work must come from the device.
  const { page } = ada;
  const url = page.url();
  // As if it had been a minute ago: what waits a moment only is not called offline work.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.endsWith(':waiting')))
      localStorage.setItem(key, String(Number(localStorage.getItem(key)) - 60_000));
  });
  await page.goto('about:blank');
  await server.restart();
  await page.goto(url);
  await ada.boardIsOpen();
  await bothHave([ada, ben], ['Kept on this device']);
  const offline = await page.evaluate(async () => {
    const { contributions } = await (await fetch(`/api${location.pathname}/me`)).json();
    return (contributions as { offline?: boolean }[]).filter((one) => one.offline === true).length;
  });
  expect(offline).toBeGreaterThan(0);
});

test('who clears what the browser keeps while a board is open works on, and is asked to keep the page open', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Before');
  await ada.isSaved();
  await ada.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => {
        const request = indexedDB.deleteDatabase(String(name));
        request.addEventListener('success', resolve);
        request.addEventListener('blocked', resolve);
      });
    }
  });
  await ada.addNote('After', { x: 900, y: 300 });
  await ada.isSaved();
  await ada.page.context().setOffline(true);
  await ada.isOffline();
  await expect(ada.page.locator('[data-status=offline]')).toContainText('Offline: keep this page open');
  await ada.addNote('Without a network', { x: 300, y: 300 });
  await ada.page.context().setOffline(false);
  await ada.isSaved();
  expect((await ada.items()).length).toBe(3);
});

test('a browser whose small storage is full keeps the board on this device all the same', async ({ person }) => {
  const ada = await person('Ada');
  await ada.page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await ada.startBoard();
  await ada.writeFirstNote('Kept');
  await ada.isSaved();
  const kept = () => ada.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => String(name)));
  expect(await kept()).toContainEqual(expect.stringMatching(/^weft:.+:0$/));
});
