/** What several people do to one item at the same time, and what undo makes of it. */
import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

type Arrive = (name: string) => Promise<PersonAtBoard>;

/** People on one board that has a note with this text. */
async function at(person: Arrive, text: string, names: readonly string[]): Promise<readonly PersonAtBoard[]> {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(text);
  const { link } = await ada.invite('can write');
  const others: PersonAtBoard[] = [];
  for (const name of names) {
    const one = await person(name);
    await one.joinByLink(link);
    await expect(one.note(text)).toBeVisible();
    others.push(one);
  }
  return [ada, ...others];
}

test('undo after somebody removed the item does not bring it back', async ({ person }) => {
  const [ada, ben] = (await at(person, 'Moved, then gone', ['Ben'])) as [PersonAtBoard, PersonAtBoard];
  await ada.select('Moved, then gone');
  await ada.page.keyboard.press('Shift+ArrowRight');
  await ada.isSaved();
  await ben.select('Moved, then gone');
  await ben.page.keyboard.press('Delete');
  await expect(ada.note('Moved, then gone')).toHaveCount(0);
  await ada.page.keyboard.press('Control+z');
  await ada.addNote('And on we go', { x: 300, y: 300 });
  await expect(ben.note('And on we go')).toBeVisible();
  for (const one of [ada, ben]) await expect(one.note('Moved, then gone')).toHaveCount(0);
  // Whoever removed it can bring it back.
  await ben.page.keyboard.press('Control+z');
  for (const one of [ada, ben]) await expect(one.note('Moved, then gone')).toBeVisible();
});

test('undo takes my move back and leaves the colour that somebody gave the item since', async ({ person }) => {
  const [ada, ben] = (await at(person, 'Yours and mine', ['Ben'])) as [PersonAtBoard, PersonAtBoard];
  const [before] = await ada.items();
  await ada.select('Yours and mine');
  await ada.page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await ben.items())[0]?.x).toBeGreaterThan(Number(before?.x));
  await ben.select('Yours and mine');
  await ben.recolour('blue');
  await expect.poll(async () => (await ada.items())[0]?.props['color']).toBe('blue');
  await ada.page.keyboard.press('Control+z');
  await expect.poll(async () => (await ben.items())[0]).toMatchObject({ x: before?.x, props: { color: 'blue' } });
});

test('two who write in one note offline both find their words in it afterwards', async ({ person }) => {
  const [ada, ben] = (await at(person, 'middle', ['Ben'])) as [PersonAtBoard, PersonAtBoard];
  for (const one of [ada, ben]) {
    await one.page.context().setOffline(true);
    await one.isOffline();
    await one.writeInto('middle');
  }
  await ada.page.keyboard.press('Home');
  await ada.page.keyboard.type('before ');
  await ben.page.keyboard.type(' after');
  // One comes back while still writing, the other with the text closed.
  await ben.stopWriting();
  for (const one of [ada, ben]) await one.page.context().setOffline(false);
  for (const one of [ada, ben]) await expect(one.note('before middle after')).toBeVisible();
  await ada.page.keyboard.type('and ');
  for (const one of [ada, ben]) await expect(one.note('before and middle after')).toBeVisible();
});

test('a double click opens a text where it was clicked: what others wrote is not written over', async ({ person }) => {
  const [ada, ben] = (await at(person, 'Nobody loses this', ['Ben'])) as [PersonAtBoard, PersonAtBoard];
  const place = await ben.note('Nobody loses this').locator('.tl-rich-text').first().boundingBox();
  if (!place) throw new Error('the text is nowhere');
  await ben.page.mouse.dblclick(place.x + place.width / 2, place.y + place.height / 2);
  await expect(ben.page.locator('.tl-rich-text [contenteditable=true]')).toBeFocused();
  await ben.page.waitForTimeout(250);
  await ben.page.keyboard.type('_');
  for (const one of [ada, ben]) await expect(one.note(/[a-z ]_[a-z ]/)).toBeVisible();
});
