import { escapeText, num, tag } from './svg.ts';

/** Where text stands, and how large its letters are, in the item's own pixels. */
export interface TextBlock {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly color: string;
  readonly align: 'start' | 'middle' | 'end';
  /** Top or middle of the block. */
  readonly vertical: 'start' | 'middle';
}

/** The average letter's width by its height, near enough for any of tldraw's fonts. */
const LETTER_WIDTH = 0.54;
const LINE_HEIGHT = 1.35;
const MAX_LINES = 12;
const MAX_LETTERS = 80;
/** Below this many pixels on the thumbnail, letters are only noise: bars stand for them. */
const LEGIBLE_SIZE = 3.5;

/** How wide a text is without wrapping, and how high. */
export function measureText(text: string, size: number): { width: number; height: number } {
  const lines = text.split('\n');
  const longest = Math.min(2000, Math.max(1, ...lines.map((line) => line.length)));
  return { width: longest * size * LETTER_WIDTH, height: lines.length * size * LINE_HEIGHT };
}

/** About how high a text is when it is wrapped at a width. */
export function wrappedHeight(text: string, size: number, width: number): number {
  const perLine = Math.max(1, Math.floor(width / (size * LETTER_WIDTH)));
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0);
  return lines * size * LINE_HEIGHT;
}

/** Draws text wrapped into a block, as letters or, where they would be too small, as bars. */
export function drawText(text: string, block: TextBlock, zoom: number): string {
  if (text.trim() === '') return '';
  const perLine = Math.max(1, Math.floor(block.width / (block.size * LETTER_WIDTH)));
  const lineHeight = block.size * LINE_HEIGHT;
  const room = Math.max(1, Math.min(MAX_LINES, Math.floor(block.height / lineHeight)));
  const lines = wrap(text, Math.min(perLine, MAX_LETTERS), room);
  const free = Math.max(0, block.height - lines.length * lineHeight);
  const top = block.y + (block.vertical === 'middle' ? free / 2 : 0);
  return block.size * zoom < LEGIBLE_SIZE ? bars(lines, block, top) : letters(lines, block, top);
}

function letters(lines: readonly string[], block: TextBlock, top: number): string {
  const x = anchorOf(block);
  const spans = lines.map((line, i) =>
    tag('tspan', { x, y: top + (i + 0.78) * block.size * LINE_HEIGHT }, escapeText(line) || ' '),
  );
  return tag('text', { 'font-size': block.size, fill: block.color, 'text-anchor': block.align }, spans.join(''));
}

function bars(lines: readonly string[], block: TextBlock, top: number): string {
  const { size } = block;
  const path = lines
    .map((line, i) => {
      const length = Math.min(block.width, line.length * size * LETTER_WIDTH);
      const shift = block.align === 'start' ? 0 : block.align === 'middle' ? length / 2 : length;
      const y = top + (i + 0.5) * size * LINE_HEIGHT;
      return line.trim() === '' ? '' : `M${num(anchorOf(block) - shift)} ${num(y)}h${num(length)}`;
    })
    .join('');
  return path === ''
    ? ''
    : tag('path', { d: path, stroke: block.color, 'stroke-width': size / 2, 'stroke-opacity': 0.55 });
}

function anchorOf({ x, width, align }: TextBlock): number {
  return align === 'start' ? x : align === 'middle' ? x + width / 2 : x + width;
}

function wrap(text: string, perLine: number, maxLines: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.slice(0, 4000).split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (Array.from(longer).length <= perLine) line = longer;
      else {
        if (line !== '') lines.push(line);
        line = Array.from(word).slice(0, perLine).join('');
      }
    }
    lines.push(line);
    if (lines.length > maxLines) break;
  }
  if (lines.length <= maxLines) return lines;
  const last = lines[maxLines - 1] ?? '';
  return [
    ...lines.slice(0, maxLines - 1),
    `${Array.from(last)
      .slice(0, perLine - 1)
      .join('')}…`,
  ];
}
