import { expect, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PersonAtBoard } from './PersonAtBoard.ts';
import { test } from './weftTest.ts';

const FILES = join(import.meta.dirname, 'files');
const file = (name: string): string => join(FILES, name);
const shapes = ({ page }: PersonAtBoard) => page.locator('.tl-shape');

async function openMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More about this board' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function bringIn({ page }: PersonAtBoard, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await openMenu(page, 'Bring in a file');
  await (await chooser).setFiles(file(name));
}

/** Of a dialog that is open: chooses, and waits for the file. */
async function download({ page }: PersonAtBoard, ...choices: string[]): Promise<{ download: Download; bytes: Buffer }> {
  await openMenu(page, 'Download');
  const dialog = page.getByRole('dialog', { name: 'Download' });
  for (const choice of choices) await dialog.getByText(choice, { exact: true }).click();
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await dialog
    .getByRole('button', { name: 'Download' })
    .or(dialog.getByRole('link', { name: 'Download' }))
    .click();
  const done = await waiting;
  await expect(dialog).toBeHidden();
  return { download: done, bytes: await readFile(await done.path()) };
}

/** Lets a file fall onto the middle of the canvas, as from the person's desk. */
async function drop({ page }: PersonAtBoard, name: string, bytes: Buffer, type = ''): Promise<void> {
  await page.evaluate(
    ({ at, base64, mime }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], at, { type: mime }));
      const place = { clientX: 640, clientY: 400, bubbles: true, cancelable: true, dataTransfer: transfer };
      document.querySelector('.tl-canvas')?.dispatchEvent(new DragEvent('drop', place));
    },
    { at: name, base64: bytes.toString('base64'), mime: type },
  );
}

test('a file of each kind comes onto the board as one step, to be taken back and made again', async ({ person }) => {
  test.slow();
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Was here before');
  const kinds: readonly [file: string, items: number, word: string][] = [
    ['spring2023.tldr', 3, 'hello'],
    ['drawing.excalidraw', 13, 'In the box'],
    ['board.weft.json', 3, 'From another Weft'],
    ['ideas.csv', 3, 'Who locks it, and when?'],
    ['questions.txt', 3, 'Ask Cleo'],
    ['handout.pdf', 2, ''],
  ];
  for (const [name, items, word] of kinds) {
    await bringIn(ada, name);
    await expect(ada.page.getByText(`“${name}”: ${items} items were brought in.`)).toBeVisible();
    await expect(shapes(ada)).toHaveCount(1 + items);
    if (word !== '') await expect(shapes(ada).filter({ hasText: word }).first()).toBeVisible();
    await ada.isSaved();
    await ada.page.locator('.tl-canvas').press('Control+z');
    await expect(shapes(ada)).toHaveCount(1);
    await ada.page.locator('.tl-canvas').press('Control+Shift+z');
    await expect(shapes(ada)).toHaveCount(1 + items);
    await ada.page.locator('.tl-canvas').press('Control+z');
    await expect(shapes(ada)).toHaveCount(1);
  }
});

test('what comes from Excalidraw keeps its arrows, frames and pictures, and what was left out is listed', async ({
  person,
}) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await drop(ada, 'drawing.excalidraw', await readFile(file('drawing.excalidraw')));
  await expect(shapes(ada)).toHaveCount(13);
  const picture = ada.page.locator('.tl-shape[data-shape-type="image"] img').first();
  await expect(picture).toHaveAttribute('src', /\/api\/boards\/.+\/assets\//);
  await expect(
    ada.page.locator('.tl-frame-heading, .tl-frame-name').filter({ hasText: 'Corner' }).first(),
  ).toBeVisible();
  await ada.page.getByRole('button', { name: 'Show which' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'What was left out' });
  await expect(dialog).toContainText('1 × embeddable');
  await expect(dialog).toContainText('Weft has nothing like it.');
  await ada.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  const vera = await person('Vera');
  const { link } = await ada.invite('can view');
  await vera.joinByLink(link);
  await expect(shapes(vera)).toHaveCount(13);
});

test('what cannot be brought in is refused with a word, and nothing is changed', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Stays as it is');
  const tldr = await readFile(file('spring2023.tldr'));
  const broken: readonly [name: string, bytes: Buffer, word: string][] = [
    ['cut.tldr', tldr.subarray(0, 900), 'damaged or cut off'],
    ['newer.tldr', Buffer.from('{"tldrawFileFormatVersion":9,"records":[]}'), 'newer program'],
    ['archive.zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'This is none of them'],
    ['broken.pdf', Buffer.from('%PDF-1.7\nnothing of it is true'), 'damaged or cut off'],
    ['empty.txt', Buffer.from('\n'), 'nothing in this file'],
  ];
  for (const [name, bytes, word] of broken) {
    await drop(ada, name, bytes);
    const said = ada.page.getByText(word);
    await expect(said).toBeVisible();
    await ada.page.getByRole('button', { name: 'Close' }).last().click();
    await expect(said).toBeHidden();
  }
  await expect(shapes(ada)).toHaveCount(1);
  await expect(ada.note('Stays as it is')).toBeVisible();
});

test('what is large shows how far it is, and can be given up without a trace', async ({ person }) => {
  test.slow();
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Was here before');
  const lines = Array.from({ length: 1_500 }, (_, i) => `Idea ${i}`).join('\n');
  await drop(ada, 'many.txt', Buffer.from(lines));
  const dialog = ada.page.getByRole('dialog', { name: 'Bringing in' });
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(ada.note('Was here before')).toBeVisible();
  await ada.isSaved();
  const csv = await download(ada, 'Whole board', 'CSV');
  expect(csv.bytes.toString('utf8').trim().split('\n')).toHaveLength(2);
});

test('several lines that are pasted become notes or one text, whichever one wants', async ({ person }) => {
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Before');
  const paste = async (text: string): Promise<void> => {
    await ada.page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await ada.page.locator('.tl-canvas').press('Control+v');
  };
  await paste('Soil\nWater\nLight');
  await expect(ada.page.getByText('3 notes were made.')).toBeVisible();
  await expect(shapes(ada)).toHaveCount(4);
  await ada.page.getByRole('button', { name: 'One text instead' }).click();
  await expect(shapes(ada)).toHaveCount(2);
  await expect(ada.page.locator('.tl-shape[data-shape-type="text"]')).toContainText('Water');
  await ada.page.locator('.tl-canvas').press('Control+z');
  await expect(shapes(ada)).toHaveCount(4);
  await ada.page.locator('.tl-canvas').press('Control+z');
  await expect(shapes(ada)).toHaveCount(1);

  await paste('Who\tWhat\nAda\tdraws\nBen\twrites');
  await expect(ada.page.getByText('6 notes were made.')).toBeVisible();
  await expect(shapes(ada)).toHaveCount(7);
  await ada.page.locator('.tl-canvas').press('Control+z');

  await paste('if (x) {\n  run();\n}');
  await expect(ada.page.getByText('The lines were put as one text.')).toBeVisible();
  await expect(shapes(ada)).toHaveCount(2);
  await ada.page.getByRole('button', { name: '3 notes instead' }).click();
  await expect(shapes(ada)).toHaveCount(4);
});

test('a board is taken out as a file of each kind, also by a viewer', async ({ person }) => {
  test.slow();
  const ada = await person('Ada');
  await ada.startBoard();
  await ada.writeFirstNote('Take me along');
  await ada.renameBoard('Our bench');
  await ada.isSaved();
  const { link } = await ada.invite('can view');
  const vera = await person('Vera');
  await vera.joinByLink(link);
  await expect(vera.note('Take me along')).toBeVisible();
  await vera.page.getByRole('button', { name: 'More about this board' }).click();
  await expect(vera.page.getByRole('menuitem', { name: 'Download' })).toBeVisible();
  await expect(vera.page.getByRole('menuitem', { name: 'Bring in' })).toHaveCount(0);
  await vera.page.keyboard.press('Escape');

  const png = await download(vera, 'This page', 'PNG');
  expect(png.download.suggestedFilename()).toBe('Our bench.png');
  expect([...png.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  const once = await download(vera, 'This page', 'PNG', '1×');
  expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(400);
  expect(Math.abs(png.bytes.readUInt32BE(16) - 2 * once.bytes.readUInt32BE(16))).toBeLessThanOrEqual(2);

  const svg = (await download(vera, 'This page', 'SVG')).bytes.toString('utf8');
  const { text, foreign } = await vera.page.evaluate((source) => {
    const doc = new DOMParser().parseFromString(source, 'image/svg+xml');
    const addresses = source.match(/(?:url\(|href=|src=)(?!["']?(?:data:|#)).{0,80}/g) ?? [];
    return { text: doc.documentElement.textContent, foreign: addresses };
  }, svg);
  expect(text).toContain('Take me along');
  expect(foreign, 'everything that it shows lies inside').toEqual([]);
  expect(svg).toMatch(/@font-face\s*\{[^}]*weft_serif/);

  const pdf = await download(vera, 'Whole board', 'PDF');
  expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const tldr = JSON.parse((await download(vera, 'Whole board', 'tldraw')).bytes.toString('utf8')) as object;
  expect(tldr).toHaveProperty('tldrawFileFormatVersion', 1);
  const json = JSON.parse((await download(vera, 'Whole board', 'JSON')).bytes.toString('utf8')) as object;
  expect(json).toMatchObject({ format: 'weft-board', title: 'Our bench' });
  expect((await download(vera, 'Whole board', 'CSV')).bytes.toString('utf8')).toContain('note,Take me along');

  // The PDF comes back as a picture of its one page.
  await drop(ada, 'Our bench.pdf', pdf.bytes);
  await expect(ada.page.getByText('“Our bench.pdf”: 1 item was brought in.')).toBeVisible();
});

test('a board starts from a file, for somebody new and for somebody known', async ({ person }) => {
  const ada = await person('Ada');
  await ada.page.goto('/');
  await ada.page.getByLabel('Your name').fill('Ada');
  const start = async (name: string): Promise<void> => {
    const chooser = ada.page.waitForEvent('filechooser');
    await ada.page.getByRole('button', { name: 'Start from a file' }).click();
    await (await chooser).setFiles(file(name));
  };
  await start('board.weft.json');
  await ada.boardIsOpen();
  await expect(ada.note('From another Weft')).toBeVisible();
  await expect(ada.page.getByRole('textbox', { name: 'Board title' })).toHaveValue('Another board');
  await ada.page.goto('/');
  await start('drawing.excalidraw');
  await expect(ada.page.getByRole('dialog', { name: 'What was left out' })).toContainText('1 × embeddable');
  await ada.page.getByRole('button', { name: 'Open the board' }).click();
  await ada.boardIsOpen();
  await expect(shapes(ada)).toHaveCount(13);
});
