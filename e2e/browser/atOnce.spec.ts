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

/** A box that all three have selected, 200 by 100 from (300, 500) on everybody's screen. */
async function threeAtABox(person: Arrive) {
  const people = await at(person, 'Beside it', ['Ben', 'Cleo']);
  const [ada, ben, cleo] = people as [PersonAtBoard, PersonAtBoard, PersonAtBoard];
  await ada.drawBox({ x: 300, y: 500 }, { x: 500, y: 600 });
  for (const one of [ben, cleo]) {
    await expect(boxOf(one)).toBeVisible();
    // Its edge: a box that is not filled is empty inside.
    await one.page.mouse.click(400, 500);
    await expect(one.itemPanel).toBeVisible();
  }
  const before = await boxAsKept(ada);
  return { ada, ben, cleo, before };
}

const boxOf = ({ page }: PersonAtBoard) => page.locator('.tl-shape[data-shape-type="geo"]');
const boxAsKept = async (one: PersonAtBoard) => (await one.items()).find(({ type }) => type === 'geo');

test('one drags an item while another recolours it and a third resizes it: all three survive', async ({ person }) => {
  test.slow();
  const { ada, ben, cleo, before } = await threeAtABox(person);
  const left = (await boxOf(cleo).boundingBox())?.x ?? 0;
  await ada.drag({ x: 350, y: 550 }, { x: 390, y: 430 }, async () => {
    // Ada has not let go yet; the others see where she has brought it.
    await expect.poll(async () => (await boxOf(cleo).boundingBox())?.x).toBe(left + 40);
    await Promise.all([cleo.drag({ x: 540, y: 480 }, { x: 640, y: 540 }), ben.recolour('red')]);
    await ada.page.mouse.move(410, 430, { steps: 4 });
  });
  const after = { x: Number(before?.x) + 60, y: Number(before?.y) - 120, props: { color: 'red', w: 300, h: 160 } };
  await expect.poll(() => boxAsKept(ada)).toMatchObject(after);
  const places = await Promise.all([ada, ben, cleo].map((one) => boxOf(one).boundingBox()));
  for (const place of places) expect(place).toEqual(places[0]);
});

test('so they do when none of the three has heard of the others', async ({ person }) => {
  test.slow();
  const { ada, ben, cleo, before } = await threeAtABox(person);
  for (const one of [ada, ben, cleo]) await one.page.context().setOffline(true);
  for (const one of [ada, ben, cleo]) await one.isOffline();
  await ada.drag({ x: 350, y: 550 }, { x: 390, y: 430 });
  await ben.recolour('red');
  await cleo.drag({ x: 500, y: 600 }, { x: 600, y: 660 });
  for (const one of [ada, ben, cleo]) await one.page.context().setOffline(false);
  for (const one of [ada, ben, cleo]) await one.isSaved();
  const after = { x: Number(before?.x) + 40, y: Number(before?.y) - 120, props: { color: 'red', w: 300, h: 160 } };
  await expect.poll(() => boxAsKept(ada)).toMatchObject(after);
  for (const one of [ada, ben, cleo]) {
    await expect.poll(async () => Math.round((await boxOf(one).boundingBox())?.y ?? 0)).toBe(380);
  }
});

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
  test.slow();
  const [ada, ben] = (await at(person, 'Nobody loses this', ['Ben'])) as [PersonAtBoard, PersonAtBoard];
  const place = await ben.note('Nobody loses this').locator('.tl-rich-text').first().boundingBox();
  if (!place) throw new Error('the text is nowhere');
  await ben.page.mouse.dblclick(place.x + place.width / 2, place.y + place.height / 2);
  await expect(ben.page.locator('.tl-rich-text [contenteditable=true]')).toBeFocused();
  await ben.page.waitForTimeout(250);
  await ben.page.keyboard.type('_');
  for (const one of [ada, ben]) await expect(one.note(/[a-z ]_[a-z ]/)).toBeVisible();
  // Out of the text, with the note still selected: a key opens it as well, at its end.
  await ben.page.keyboard.press('Escape');
  await ben.page.keyboard.press('Enter');
  await ben.page.waitForTimeout(250);
  await ben.page.keyboard.type('!');
  for (const one of [ada, ben]) await expect(one.note(/_.*s!/)).toBeVisible();
});
