import { expect } from '@playwright/test';
import { test } from './weftTest.ts';

test('the panel of an item does not cover it, and says who writes in it before that is in the log', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('In the middle');
  await ada.addNote('At the edge', { x: 1_100, y: 250 });
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);

  await ada.select('At the edge');
  await expect(ada.itemPanel).toHaveAttribute('data-side', 'left');
  const paper = await ada.note('At the edge').boundingBox();
  if (!paper) throw new Error('the note is nowhere');
  await ada.drag({ x: paper.x + 50, y: paper.y + 150 }, { x: 700, y: 600 });
  await expect(ada.itemPanel).toHaveAttribute('data-side', 'right');

  await ben.writeInto('In the middle');
  await ada.select('In the middle');
  await expect(ada.itemPanel).toContainText('Ben is writing in it now.');
  await ben.page.keyboard.type(', or not');
  await ben.stopWriting();
  await expect(ada.itemPanel).not.toContainText('is writing in it now');
  await expect(ada.itemPanel).toContainText('Changed by');
});
