import { expect } from '@playwright/test';
import * as Y from 'yjs';
import { addNote, noteIds } from '../kills/notes.ts';
import { joinAsTool } from './joinAsTool.ts';
import { test } from './weftTest.ts';

test('records that no canvas could show are set apart and counted, and everything else works on', async ({
  person,
  server,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Sound');
  const { link, code } = await ada.invite('can write');

  const { doc, provider } = await joinAsTool(server, code);
  try {
    await expect.poll(() => noteIds(doc)).toHaveLength(1);
    // At one stroke, as a faulty tool would: the sound one among them must come through.
    doc.transact(() => {
      addNote(doc, 'shape:bad-number', 40, 40);
      addNote(doc, 'shape:bad-colour', 40, 40);
      addNote(doc, 'shape:good', 60, 500);
      const records = doc.getMap<Y.Map<unknown>>('records');
      records.get('shape:bad-number')?.set('rotation', 'sideways');
      records.get('shape:bad-colour')?.set('props.color', { red: 255 });
      records.set('shape:bad-type', new Y.Map(Object.entries({ type: 'hologram', xy: [0, 0], parentId: 'page:page' })));
    });
    await expect(ada.page.getByText('3 items on this board could not be shown.')).toBeVisible();
    await expect(ada.page.locator('.tl-shape')).toHaveCount(2);

    const ben = await person('Ben');
    await ben.joinByLink(link);
    await expect(ben.page.getByText('3 items on this board could not be shown.')).toBeVisible();
    await ben.addNote('Still works', { x: 980, y: 300 });
    await ada.writeInto('Sound');
    await ada.page.keyboard.type(' and safe');
    await ada.stopWriting();
    await expect(ada.note('Still works')).toBeVisible();
    await expect(ben.note('Sound and safe')).toBeVisible();

    // They were kept: one that is mended is shown.
    expect(noteIds(doc)).toEqual(expect.arrayContaining(['shape:bad-number', 'shape:bad-colour', 'shape:bad-type']));
    doc.getMap<Y.Map<unknown>>('records').get('shape:bad-number')?.set('rotation', 0);
    await expect(ada.page.getByText('2 items on this board could not be shown.')).toBeVisible();
    for (const one of [ada, ben]) await expect(one.page.locator('.tl-shape')).toHaveCount(4);
  } finally {
    provider.destroy();
  }
});
