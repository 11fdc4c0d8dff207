import { expect } from '@playwright/test';
import { addNote, notesOf, typeInto } from '../kills/notes.ts';
import { joinAsTool } from './joinAsTool.ts';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

/** A facilitator with a note, and a participant who sees it. */
async function twoOnABoard(person: (name: string) => Promise<PersonAtBoard>) {
  const fay = await person('Fay');
  await fay.startBoard();
  await fay.writeFirstNote('Our question');
  const { link, code } = await fay.invite('can write');
  const pat = await person('Pat');
  await pat.joinByLink(link);
  await expect(pat.note('Our question')).toBeVisible();
  return { fay, pat, code };
}

/** Locks or unlocks by key what is selected. */
async function toggleLock({ page }: PersonAtBoard): Promise<void> {
  await page.keyboard.press('Shift+L');
}

test('a note that a facilitator locked is changed by nobody, in a browser or with any other client', async ({
  person,
  server,
}) => {
  const { fay, pat, code } = await twoOnABoard(person);
  await fay.select('Our question');
  await toggleLock(fay);
  await expect(fay.itemPanel).toContainText('Locked for everybody but facilitators.');

  // A participant's browser does not even begin, and has no such command.
  await pat.note('Our question').dblclick();
  await expect(pat.itemPanel).toContainText('Locked. A facilitator can unlock it.');
  await expect(pat.page.locator('.tl-canvas [contenteditable=true]')).toHaveCount(0);
  await pat.page.keyboard.press('Delete');
  await toggleLock(pat);
  await pat.note('Our question').click({ button: 'right' });
  await expect(pat.page.getByRole('menu')).toBeVisible();
  await expect(pat.page.getByRole('menuitem', { name: 'Toggle locked' })).toHaveCount(0);
  await pat.page.keyboard.press('Escape');

  const { doc, provider } = await joinAsTool(server, code);
  try {
    await expect.poll(() => notesOf(doc).size).toBe(1);
    const [locked] = [...notesOf(doc).keys()] as [string];
    const closed = new Promise<number>((resolve) => provider.on('closed', ({ code: why }) => resolve(why)));
    doc.transact(() => {
      addNote(doc, 'shape:from-a-tool', 40, 300);
      typeInto(doc, 'shape:from-a-tool', 'From a tool');
      typeInto(doc, locked, 'no: ');
      doc.getMap('records').delete(locked);
    });
    expect(await closed).toBe(4432);
  } finally {
    provider.destroy();
  }
  for (const one of [fay, pat]) {
    await expect(one.note('From a tool')).toBeVisible();
    await expect(one.note(/^Our question$/)).toBeVisible();
  }

  await fay.select('Our question');
  await fay.itemPanel.getByRole('button', { name: 'Unlock' }).click();
  await expect(fay.itemPanel).not.toContainText('Locked');
  await pat.writeInto('Our question');
  await pat.page.keyboard.type(', together');
  await expect(fay.note('Our question, together')).toBeVisible();
});

test('who changed a note offline that was locked meanwhile keeps everything else, and works on', async ({ person }) => {
  const { fay, pat } = await twoOnABoard(person);
  await pat.page.context().setOffline(true);
  await pat.isOffline();
  await pat.writeInto('Our question');
  await pat.page.keyboard.type(', or mine');
  await pat.stopWriting();
  await pat.addNote('Pat’s own idea', { x: 300, y: 300 });

  await fay.select('Our question');
  await toggleLock(fay);
  await expect(fay.itemPanel).toContainText('Locked');
  await fay.isSaved();

  await pat.page.context().setOffline(false);
  await expect(pat.page.getByText('This note is locked. Your other changes are kept.')).toBeVisible();
  await expect(pat.note(/^Our question$/)).toBeVisible();
  await expect(pat.note('Pat’s own idea')).toBeVisible();
  await expect(fay.note('Pat’s own idea')).toBeVisible();
  await expect(fay.note(/^Our question$/)).toBeVisible();

  await pat.addNote('And another', { x: 960, y: 300 });
  await pat.isSaved();
  await expect(fay.note('And another')).toBeVisible();
  await pat.page.reload();
  await pat.boardIsOpen();
  for (const text of [/^Our question$/, 'Pat’s own idea', 'And another']) await expect(pat.note(text)).toHaveCount(1);
});
