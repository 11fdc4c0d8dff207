import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, it } from 'vitest';
import { adasPart } from '../part.testkit.ts';
import type { PortfolioLabels } from './layOutPortfolio.ts';
import { PAGE } from './Paper.ts';
import type { DrawnText, FontFiles } from './PdfFaces.ts';
import { portfolioOf } from './portfolio.ts';
import { writePortfolioPdf } from './writePortfolioPdf.ts';

/** One transparent pixel. */
const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const read: string[] = [];
function file(family: string, name: string) {
  return async () => {
    read.push(name);
    const path = new URL(`../../../node_modules/@fontsource/${family}/files/${name}.woff`, import.meta.url);
    return Uint8Array.from(await readFile(path));
  };
}
const face = (family: string, weight: number) =>
  ['latin', 'latin-ext'].map((letters) => file(family, `${family}-${letters}-${weight}-normal`));
const fonts: FontFiles = {
  title: face('fraunces', 600),
  words: face('fraunces', 400),
  plain: face('atkinson-hyperlegible-next', 400),
  strong: face('atkinson-hyperlegible-next', 700),
};

const labels: PortfolioLabels = {
  title: 'My part',
  said: 'Not on the canvas',
  reflections: 'What I took away',
  from: 'From the board',
  people: null,
  made: 'Made with Weft',
  page: (page, pages) => `${page} of ${pages}`,
};

async function write(part: ReturnType<typeof adasPart>) {
  read.length = 0;
  const drawnTexts: string[] = [];
  const drawn: DrawnText = {
    measure: (text, size) => Array.from(text).length * size,
    draw: async (text, size) => {
      drawnTexts.push(text);
      return { png: PNG, height: size, below: 0 };
    },
  };
  const pdf = await writePortfolioPdf(portfolioOf(part, false), labels, { fonts, drawn, pictureOf: async () => PNG });
  const opened = await getDocument({ data: new Uint8Array(await pdf.arrayBuffer()) }).promise;
  const page = await opened.getPage(1);
  const content = await page.getTextContent();
  const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const { info } = (await opened.getMetadata()) as { info: { Title?: string } };
  return { text, title: info.Title, view: page.view, drawnTexts, read: [...read] };
}

it('is A4 with its words as text, under the title of who, what and where', async () => {
  const pdf = await write(adasPart());
  expect(pdf.view.slice(2).map(Math.round)).toEqual([PAGE.width, PAGE.height].map(Math.round));
  expect(pdf.title).toBe('My part · Ada · A bench for the square');
  expect(pdf.text).toContain('I asked who sits there at night.');
  expect(pdf.text).toContain('Where do people wait?');
  expect(pdf.text).not.toContain('Ask earlier');
  expect(pdf.drawnTexts).toEqual([]);
});

it('reads the letters of more languages only when something has them, and draws what no font has', async () => {
  expect((await write(adasPart())).read.some((name) => name.includes('latin-ext'))).toBe(false);
  const choices = { hidden: false, knownItem: null, knownSentence: 'Łódź, 木の椅子 and 🧵' };
  const pdf = await write(adasPart({ choices }));
  expect(pdf.read.some((name) => name.includes('latin-ext'))).toBe(true);
  // Letters of two files are two pieces of text.
  expect(pdf.text.replace(/\s/g, '')).toContain('Łódź,');
  expect(pdf.drawnTexts.map((text) => text.trim())).toEqual(['木の椅子', '🧵']);
});
