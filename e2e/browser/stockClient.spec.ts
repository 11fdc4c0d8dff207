import { expect } from '@playwright/test';
import { addNote, notesOf, typeInto } from '../kills/notes.ts';
import { joinAsTool } from './joinAsTool.ts';
import { test } from './weftTest.ts';

test('the stock WebsocketProvider from npm shares a board with a browser', async ({ person, server }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('From the browser');
  const { code } = await ada.invite('can write');

  const { doc, provider } = await joinAsTool(server, code);
  try {
    const texts = () => [...notesOf(doc).values()].map(({ text }) => text);
    await expect.poll(texts).toEqual(['From the browser']);
    addNote(doc, 'shape:from-a-tool', 40, 300);
    typeInto(doc, 'shape:from-a-tool', 'From a tool');
    await expect(ada.note('From a tool')).toBeVisible();
    await ada.writeInto('From a tool');
    await ada.page.keyboard.type(', and a hand');
    await expect.poll(texts).toContain('From a tool, and a hand');
    await expect(ada.page.getByRole('button', { name: 'Follow Tool' })).toBeVisible();
  } finally {
    provider.destroy();
  }
});
