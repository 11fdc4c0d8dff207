import { expect } from '@playwright/test';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const QUESTION = 'What if the bench could move?';
const RAILS = 'Rails along the tram line';
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Ada with a question on her board, and Ben, who sees it. */
async function twoOnABoard(person: (name: string) => Promise<PersonAtBoard>) {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote(QUESTION);
  const { link } = await ada.invite('can write');
  const ben = await person('Ben');
  await ben.joinByLink(link);
  await expect(ben.note(QUESTION)).toBeVisible();
  return { ada, ben, link };
}

const buildOn = ({ page }: PersonAtBoard) => page.getByRole('button', { name: 'Build on this' });

/** Selects a note and builds on it by its button. */
async function buildsOn(person: PersonAtBoard, source: string, text: string): Promise<void> {
  await person.select(source);
  await buildOn(person).click();
  await writesThere(person, text);
}

async function writesThere(person: PersonAtBoard, text: string): Promise<void> {
  await expect(person.page.locator('.tl-rich-text [contenteditable=true], .tl-rich-text.tiptap')).toBeFocused();
  await person.page.keyboard.type(text);
  await expect(person.note(text)).toBeVisible();
  await person.stopWriting();
}

/** Clicks the arrow between two notes that stand beside each other. */
async function selectsArrow(person: PersonAtBoard, left: string, right: string): Promise<void> {
  const [from, to] = [await person.note(left).boundingBox(), await person.note(right).boundingBox()];
  if (from === null || to === null) throw new Error('both notes must be on the screen');
  const middle = (from.y + from.height / 2 + to.y + to.height / 2) / 2;
  await person.page.mouse.click((from.x + from.width + to.x) / 2, middle);
}

/** How the items hang together, as the log has it. */
async function linksOf(person: PersonAtBoard): Promise<readonly string[]> {
  await person.isSaved();
  return await person.page.evaluate(async () => {
    const response = await fetch(`/api${location.pathname}/lineage`);
    const { links } = (await response.json()) as { links: { kind: string }[] };
    return links.map(({ kind }) => kind);
  });
}

/** The colour that lies over the lower edge of a note, at a part of its width. */
async function edgeColour(person: PersonAtBoard, text: string, at: number): Promise<string> {
  const box = await person.note(text).boundingBox();
  if (box === null) throw new Error('the note must be on the screen');
  return await person.page.getByTestId('whose-is-what').evaluate(
    (canvas, [x, y]) => {
      const element = canvas as HTMLCanvasElement;
      const scale = element.width / element.clientWidth;
      const pixel = element.getContext('2d')?.getImageData(x * scale, y * scale, 1, 1).data ?? [];
      return [...pixel].map((part) => part.toString(16).padStart(2, '0')).join('');
    },
    [box.x + box.width * at, box.y + box.height - 3] as const,
  );
}

test('one builds on the other’s idea, says why, and both see whose is what and how it came about', async ({
  person,
}) => {
  const { ada, ben } = await twoOnABoard(person);
  await buildsOn(ben, QUESTION, RAILS);
  await expect(ada.note(RAILS)).toBeVisible();

  // The story, live.
  await ada.select(QUESTION);
  await expect(ada.itemPanel).toContainText('Started by AD Ada (you)');
  await expect(ada.itemPanel).toContainText('One item grew from it.');
  await ben.writeInto(QUESTION);
  await ben.page.keyboard.type(' Whenever we like.');
  await ben.stopWriting();
  await expect(ada.itemPanel).toContainText('Refined by Ben.');

  // Character by character.
  await ada.itemPanel.getByRole('button', { name: 'Who wrote which words' }).click();
  await expect(ada.itemPanel.getByRole('list', { name: 'Who wrote it' })).toHaveText(/Ada \(you\).*Ben/);
  await expect(ada.itemPanel.getByTitle('Ben', { exact: true }).first()).toContainText('Whenever we like.');

  // From item to item.
  await ada.itemPanel.getByRole('button', { name: RAILS }).click();
  await expect(ada.itemPanel).toContainText('Started by BE Ben');
  await expect(ada.itemPanel.getByRole('button', { name: QUESTION })).toContainText('Built on');

  // Why: the arrow's label, one step to undo.
  await selectsArrow(ada, QUESTION, RAILS);
  await ada.page.getByRole('button', { name: 'because' }).click();
  await expect(ada.page.getByRole('button', { name: 'because' })).toHaveAttribute('aria-pressed', 'true');
  await ben.select(RAILS);
  await expect(ben.itemPanel).toContainText('Built on · because');
  await ada.page.keyboard.press('Control+z');
  await expect(ben.itemPanel).not.toContainText('because');

  // Whose is what: who wrote more has more of the edge.
  await ada.stopWriting();
  await ada.page.keyboard.press('Shift+W');
  await expect(ada.page.getByRole('region', { name: 'Whose is what' })).toContainText('Ada');
  await expect.poll(() => edgeColour(ada, QUESTION, 0.1)).toBe('b5382aff');
  await expect.poll(() => edgeColour(ada, QUESTION, 0.9)).toBe('2f4b9bff');
  await expect.poll(() => edgeColour(ada, RAILS, 0.1)).toBe('2f4b9bff');
  await ada.note(RAILS).hover();
  await expect(ada.page.locator('.weft-whose-people')).toHaveText('BEBen');
  await ada.page.getByRole('button', { name: 'Hide whose is what' }).click();
  await expect(ada.page.getByTestId('whose-is-what')).toHaveCount(0);
});

test('building on several items is one step by key, and undone as one', async ({ person }) => {
  const { ada } = await twoOnABoard(person);
  await ada.addNote('Shade after two', { x: 640, y: 640 });
  await ada.page.keyboard.press('Control+a');
  await ada.page.keyboard.press('Shift+B');
  await writesThere(ada, 'A roof that moves along');
  const arrows = ada.page.locator('.tl-shape[data-shape-type="arrow"]');
  await expect(arrows).toHaveCount(2);
  expect(await linksOf(ada)).toEqual(['built on', 'built on']);
  // First the words, then the note together with its arrows.
  await expect(async () => {
    await ada.page.keyboard.press('Control+z');
    await expect(arrows).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(ada.page.locator('.tl-shape[data-shape-type="note"]')).toHaveCount(2);
});

test('from the outline one builds on an item by key alone', async ({ person }) => {
  const { ada, ben } = await twoOnABoard(person);
  const { keyboard } = ada.page;
  await keyboard.press('Control+Shift+O');
  await expect(ada.page.getByRole('treeitem', { name: QUESTION })).toBeFocused();
  await keyboard.press('b');
  await expect(ada.page.getByRole('textbox', { name: /^Text of/ })).toBeFocused();
  await keyboard.type(RAILS);
  await keyboard.press('Enter');
  await expect(ben.note(RAILS)).toBeVisible();
  expect(await linksOf(ada)).toEqual(['built on']);
});

test('a facilitator chooses colours only, and nobody’s name is shown to the others', async ({ person }) => {
  const { ada, ben, link } = await twoOnABoard(person);
  await buildsOn(ben, QUESTION, RAILS);
  await ben.select(QUESTION);
  await expect(ben.itemPanel).toContainText('Started by AD Ada');

  await ada.page.getByRole('button', { name: 'More about this board' }).click();
  await ada.page.getByRole('menuitem', { name: 'How people are shown' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'How people are shown' });
  await dialog.getByText('By colour').click();
  await expect(dialog).toContainText('Everybody sees colours and no names.');
  await expect(ben.itemPanel).toContainText('Started by somebody in red');
  await expect(ben.page.getByRole('img', { name: 'somebody in red' })).toBeVisible();
  await expect(ben.page.getByRole('button', { name: 'Follow Ada' })).toHaveCount(0);

  await dialog.getByText('Not at all').click();
  await expect(ben.itemPanel).toContainText('Started by someone');
  await ben.stopWriting();
  await ben.page.keyboard.press('Shift+W');
  await expect(ben.page.getByRole('region', { name: 'Whose is what' })).toContainText(
    'This board shows nobody’s part but your own.',
  );

  // A viewer sees it all, and builds nothing.
  const vera = await person('Vera');
  await ada.page.keyboard.press('Escape');
  const { link: viewing } = await ada.invite('can view');
  expect(viewing).not.toBe(link);
  await vera.joinByLink(viewing);
  await vera.select(QUESTION);
  await expect(vera.itemPanel).toContainText('Started by someone');
  await expect(buildOn(vera)).toHaveCount(0);
});

test('on a phone one builds on an item with a finger', async ({ person }) => {
  const { ada, link } = await twoOnABoard(person);
  const phil = await person('Phil', PHONE);
  await phil.joinByLink(link);
  await phil.note(QUESTION).tap();
  const button = await buildOn(phil).boundingBox();
  expect(button?.height).toBeGreaterThanOrEqual(44);
  await buildOn(phil).tap();
  await writesThere(phil, RAILS);
  await expect(ada.note(RAILS)).toBeVisible();
  const note = await phil.note(RAILS).boundingBox();
  expect(note?.x).toBeGreaterThanOrEqual(0);
  expect((note?.x ?? 0) + (note?.width ?? 0)).toBeLessThanOrEqual(390);
});

/** Of the board as the server tells it to this person. */
const told = async <T>({ page }: PersonAtBoard, what: string): Promise<T> =>
  await page.evaluate(async (asked) => await (await fetch(`/api${location.pathname}/${asked}`)).json(), what);

interface Told {
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly items: readonly {
    readonly words: string;
    readonly people: readonly { readonly personId: string; readonly characters: number }[];
  }[];
}

test('words that are cut out of one note and pasted into another keep their writer', async ({ person }) => {
  const { ada, ben } = await twoOnABoard(person);
  await ben.addNote('Wheels: ', { x: 900, y: 530 });
  await ben.writeInto(QUESTION);
  await ben.page.keyboard.press('ControlOrMeta+a');
  await ben.page.keyboard.press('ControlOrMeta+x');
  await ben.stopWriting();
  await ben.writeInto('Wheels');
  await ben.page.keyboard.press('ControlOrMeta+v');
  await ben.stopWriting();
  await ben.isSaved();
  await expect(ada.note('could move?')).toHaveCount(1);
  await expect(async () => {
    const { people, items } = await told<Told>(ada, 'contributions');
    const nameOf = (id: string) => people.find((one) => one.id === id)?.name;
    const note = items.find(({ words }) => words.startsWith('Wh') && words.includes(QUESTION));
    const written = note?.people.map(({ personId, characters }) => [nameOf(personId), characters]);
    expect(written).toContainEqual(['Ada', QUESTION.length]);
  }).toPass();
});

test('what is built on without a connection is said once the work is saved', async ({ person }) => {
  const { ada, ben } = await twoOnABoard(person);
  await ben.page.context().setOffline(true);
  await ben.isOffline();
  await buildsOn(ben, QUESTION, RAILS);
  await ben.page.context().setOffline(false);
  await ben.isSaved();
  await expect(ada.note(RAILS)).toBeVisible();
  await expect(async () => {
    const { links } = await told<{ links: readonly { kind: string }[] }>(ada, 'lineage');
    expect(links.map(({ kind }) => kind)).toEqual(['built on']);
  }).toPass({ timeout: 20_000 });
});
