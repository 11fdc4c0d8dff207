import { PAPER } from '../pictures/BoardPictures.ts';
import type { Portfolio } from './portfolio.ts';
import { drawPng, RASTER } from './rasterise.ts';
import { firstLines, wrapText } from './wrapText.ts';

/** A sheet of four by five, as people share pictures. */
const SHEET = { width: 1200, height: 1500 } as const;
const MARGIN = 96;
const WIDTH = SHEET.width - 2 * MARGIN;
const SERIF = '"Fraunces Variable", Georgia, serif';
const SANS = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';
const [CARD, INK, QUIET, LINE] = ['#fffdf9', '#221d17', '#665d50', '#ddd5c6'] as const;
/** Large where the sentence is short; it never takes the whole sheet. */
const SENTENCE_SIZES = [60, 50, 42, 36];
const MOST_LINES = 6;

export interface PartPictureLabels {
  readonly title: string;
  readonly from: string;
  readonly made: string;
}

/** One picture: my name, my sentence, and the items that `images` are of. */
export async function drawPartPicture(
  portfolio: Portfolio,
  labels: PartPictureLabels,
  images: readonly CanvasImageSource[],
): Promise<Blob> {
  await Promise.all([document.fonts.load(`600 40px ${SERIF}`), document.fonts.load(`400 40px ${SANS}`)]);
  return await drawPng(SHEET.width, SHEET.height, (context) => {
    context.fillStyle = PAPER;
    context.fillRect(0, 0, SHEET.width, SHEET.height);
    context.fillStyle = portfolio.person.color;
    context.fillRect(MARGIN, MARGIN, 132, 8);
    const text = textOn(context);
    let y = MARGIN + 78;
    text(`${labels.title} · ${labels.from}`, MARGIN, y, `400 28px ${SANS}`, QUIET);
    y += 88;
    text(firstLine(context, portfolio.person.name, `600 76px ${SERIF}`), MARGIN, y, `600 76px ${SERIF}`, INK);
    y += 40;
    if (portfolio.sentence !== null) y = drawSentence(context, portfolio.sentence, y);
    drawItems(context, images.slice(0, 4), y + 56);
    text(labels.made, MARGIN, SHEET.height - MARGIN + 24, `400 24px ${SANS}`, QUIET);
  });
}

const textOn =
  (context: CanvasRenderingContext2D) =>
  (text: string, x: number, y: number, font: string, color: string): void => {
    context.font = font;
    context.fillStyle = color;
    context.fillText(text, x, y, WIDTH);
  };

function linesOf(context: CanvasRenderingContext2D, text: string, font: string, width = WIDTH): string[] {
  context.font = font;
  return wrapText(text, width, (line) => context.measureText(line).width);
}

const firstLine = (context: CanvasRenderingContext2D, text: string, font: string): string =>
  firstLines(linesOf(context, text, font), 1)[0] ?? '';

function drawSentence(context: CanvasRenderingContext2D, sentence: string, top: number): number {
  const sizes = SENTENCE_SIZES.map((size) => ({ size, lines: linesOf(context, sentence, `400 ${size}px ${SERIF}`) }));
  const fitting = sizes.find(({ lines }) => lines.length <= 4) ?? sizes.at(-1);
  if (fitting === undefined) return top;
  let y = top;
  for (const line of firstLines(fitting.lines, MOST_LINES)) {
    y += fitting.size * 1.3;
    textOn(context)(line, MARGIN, y, `400 ${fitting.size}px ${SERIF}`, INK);
  }
  return y;
}

/** One large, or up to four in two rows, in the room that is left. */
function drawItems(context: CanvasRenderingContext2D, shown: readonly CanvasImageSource[], top: number): void {
  const columns = shown.length > 1 ? 2 : 1;
  const rows = Math.ceil(shown.length / columns);
  if (rows === 0) return;
  const gap = 28;
  const room = SHEET.height - MARGIN - 60 - top;
  const fitting = (room - gap * (rows - 1)) / rows / (RASTER.height / RASTER.width);
  const width = Math.min((WIDTH - gap * (columns - 1)) / columns, fitting);
  const height = (width * RASTER.height) / RASTER.width;
  shown.forEach((image, index) => {
    const x = MARGIN + (index % columns) * (width + gap);
    drawCard(context, image, { x, y: top + Math.floor(index / columns) * (height + gap), width, height });
  });
}

function drawCard(
  context: CanvasRenderingContext2D,
  image: CanvasImageSource,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  context.save();
  context.beginPath();
  context.roundRect(x, y, width, height, 20);
  context.fillStyle = CARD;
  context.fill();
  context.clip();
  context.drawImage(image, x, y, width, height);
  context.restore();
  context.strokeStyle = LINE;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x, y, width, height, 20);
  context.stroke();
}
