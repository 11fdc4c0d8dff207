import type { BoardPicture } from '@weft/board-model';
import type { Glow } from '../../canvas/Highlights.ts';

export interface FrameWords {
  /** When it was, and on which board. */
  readonly when: string;
  readonly title: string;
  /** Names of whoever does something, beside what they do. */
  readonly withNames: boolean;
}

const INK = '#221d17';
const QUIET = '#665d50';
const CARD = '#fffdf9';
const SANS = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif";
const SERIF = "'Fraunces Variable', Georgia, serif";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** One frame: the board, what glows in its author's colour, and the caption. @param board the picture's SVG, ready to be drawn */
export function drawVideoFrame(
  context: Context,
  board: CanvasImageSource,
  picture: BoardPicture,
  glows: readonly Glow[],
  words: FrameWords,
): void {
  const { width, height } = context.canvas;
  const unit = height / 720;
  context.drawImage(board, 0, 0, width, height);
  for (const glow of glows) drawGlow(context, picture, glow, unit, words.withNames);
  drawCaption(context, words, unit);
}

function drawGlow(context: Context, { boxOf }: BoardPicture, glow: Glow, unit: number, withNames: boolean): void {
  const box = boxOf(glow.itemId);
  if (box === null) return;
  const gap = 5 * unit;
  const [x, y] = [box.minX - gap, box.minY - gap];
  context.save();
  context.strokeStyle = glow.person.color;
  context.lineWidth = 3 * unit;
  context.shadowColor = glow.person.color;
  context.shadowBlur = 18 * unit;
  context.beginPath();
  context.roundRect(x, y, box.maxX - box.minX + 2 * gap, box.maxY - box.minY + 2 * gap, 8 * unit);
  context.stroke();
  context.restore();
  if (withNames && glow.person.name !== '') drawLabel(context, glow, x, y - 6 * unit, unit);
}

function drawLabel(context: Context, { person }: Glow, x: number, bottom: number, unit: number): void {
  context.font = `600 ${15 * unit}px ${SANS}`;
  const width = context.measureText(person.name).width + 16 * unit;
  const height = 24 * unit;
  context.fillStyle = person.color;
  context.beginPath();
  context.roundRect(x, bottom - height, width, height, height / 2);
  context.fill();
  context.fillStyle = CARD;
  context.textBaseline = 'middle';
  context.fillText(person.name, x + 8 * unit, bottom - height / 2);
}

function drawCaption(context: Context, { when, title }: FrameWords, unit: number): void {
  const { width, height } = context.canvas;
  const tall = 44 * unit;
  context.fillStyle = CARD;
  context.globalAlpha = 0.92;
  context.fillRect(0, height - tall, width, tall);
  context.globalAlpha = 1;
  context.textBaseline = 'middle';
  const middle = height - tall / 2;
  context.font = `600 ${20 * unit}px ${SERIF}`;
  context.fillStyle = INK;
  context.fillText(when, 24 * unit, middle);
  context.font = `${16 * unit}px ${SANS}`;
  context.fillStyle = QUIET;
  context.textAlign = 'right';
  context.fillText(title, width - 24 * unit, middle, width * 0.6);
  context.textAlign = 'left';
}
