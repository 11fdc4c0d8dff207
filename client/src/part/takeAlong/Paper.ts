import type { ItemId } from '@weft/protocol';
import type { Face } from './PdfFaces.ts';
import type { PortfolioItem } from './portfolio.ts';
import { firstLines, wrapText } from './wrapText.ts';

export type Ink = 'ink' | 'quiet' | 'thread' | 'line';
/** One thing on a page. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly face: Face;
      readonly size: number;
      readonly ink: Ink;
    }
  | {
      readonly kind: 'picture';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly id: ItemId;
    }
  | {
      readonly kind: 'bar';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
    };

export type PortfolioPage = readonly Mark[];

export type Measure = (text: string, face: Face, size: number) => number;

/** A4. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const MARGIN = 56;
const WIDTH = PAGE.width - 2 * MARGIN;
const BOTTOM = 72;
/** As high by as wide as the pictures of items are drawn. */
const FORM = 208 / 320;
export const COLUMNS = 3;
const GAP = 14;

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  readonly ink: Ink;
  readonly leading?: number;
}
export const NOTE: TextStyle = { face: 'plain', size: 9, ink: 'quiet', leading: 1.3 };
const ITEM: TextStyle = { face: 'strong', size: 10, ink: 'ink', leading: 1.3 };
const HEADING: TextStyle = { face: 'title', size: 17, ink: 'ink', leading: 1.2 };
const HEADING_HEIGHT = 56;

/** How high an item's picture of a width is. */
export const heightOf = (width: number): number => width * FORM;
const COLUMN_WIDTH = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS;
/** A row of items with the words under them. */
export const ROW_HEIGHT = heightOf(COLUMN_WIDTH) + 56;

/** Pages that are filled from the top; what does not fit goes on the next. */
export class Paper {
  readonly pages: Mark[][] = [[]];
  readonly #measure: Measure;
  #y = PAGE.height - MARGIN;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  space(points: number): void {
    this.#y -= points;
  }

  /** Begins a page unless there is room for so much. */
  keep(points: number): void {
    if (this.#y - points >= BOTTOM) return;
    this.pages.push([]);
    this.#y = PAGE.height - MARGIN;
  }

  bar({ width, height, ink }: { width: number; height: number; ink: Ink }): void {
    this.#put({ kind: 'bar', x: MARGIN, y: this.#y - height, width, height, ink });
    this.#y -= height;
  }

  text(text: string, style: TextStyle): void {
    for (const line of wrapText(text, WIDTH, (one) => this.#measure(one, style.face, style.size))) {
      const height = style.size * (style.leading ?? 1.4);
      this.keep(height);
      this.#line(line, MARGIN, this.#y - style.size, style);
      this.#y -= height;
    }
  }

  /** Never alone at the foot of a page: `follows` is what stands under it at least. */
  heading(text: string, follows: number): void {
    this.space(30);
    this.keep(HEADING_HEIGHT + follows);
    this.bar({ width: WIDTH, height: 0.6, ink: 'line' });
    this.space(16);
    this.text(text, HEADING);
    this.space(6);
  }

  picture(id: ItemId, width: number): void {
    const height = heightOf(width);
    this.#put({ kind: 'picture', x: MARGIN, y: this.#y - height, width, height, id });
    this.#y -= height;
  }

  row(items: readonly PortfolioItem[]): void {
    const width = COLUMN_WIDTH;
    this.space(8);
    this.keep(ROW_HEIGHT);
    const lowest = items.map((item, column) => this.#item(item, MARGIN + column * (width + GAP), width));
    this.#y = Math.min(...lowest) - 4;
  }

  #item({ id, name, note }: PortfolioItem, x: number, width: number): number {
    const height = heightOf(width);
    this.#put({ kind: 'picture', x, y: this.#y - height, width, height, id });
    const under = this.#column(name, { x, y: this.#y - height - 6, width, most: 2 }, ITEM);
    return note === null ? under : this.#column(note, { x, y: under, width, most: 1 }, NOTE);
  }

  #column(text: string, at: { x: number; y: number; width: number; most: number }, style: TextStyle): number {
    const lines = wrapText(text, at.width, (one) => this.#measure(one, style.face, style.size));
    let { y } = at;
    for (const line of firstLines(lines, at.most)) {
      this.#line(line, at.x, y - style.size, style);
      y -= style.size * (style.leading ?? 1.4);
    }
    return y;
  }

  #line(text: string, x: number, y: number, { face, size, ink }: TextStyle): void {
    if (text !== '') this.#put({ kind: 'text', x, y, text, face, size, ink });
  }

  #put(mark: Mark): void {
    this.pages.at(-1)?.push(mark);
  }
}
