import type { PDFDocument, PDFFont, PDFImage, PDFPage, RGB } from '@cantoo/pdf-lib';

/** Weft's faces as a portfolio uses them. */
export type Face = 'title' | 'words' | 'plain' | 'strong';
/** A face's files, in the order in which a letter is looked for; later ones are read only when something needs them. */
export type FontFiles = Readonly<Record<Face, readonly (() => Promise<Uint8Array>)[]>>;

/** Draws what no file has letters for, by whatever fonts the device has: emoji, other scripts. */
export interface DrawnText {
  measure(text: string, size: number): number;
  draw(
    text: string,
    size: number,
    color: RGB,
  ): Promise<{ readonly png: Uint8Array; readonly height: number; readonly below: number }>;
}

type Run = { readonly text: string; readonly font: PDFFont | null };

const graphemes = new Intl.Segmenter();

/** Measures and draws text letter by letter in the first file that has it. */
export class PdfFaces {
  readonly #fonts: ReadonlyMap<Face, readonly PDFFont[]>;
  readonly #letters = new Map<PDFFont, ReadonlySet<number>>();
  readonly #drawn: DrawnText;

  private constructor(fonts: ReadonlyMap<Face, readonly PDFFont[]>, drawn: DrawnText) {
    this.#fonts = fonts;
    this.#drawn = drawn;
    for (const font of [...fonts.values()].flat()) this.#letters.set(font, new Set(font.getCharacterSet()));
  }

  /** @param text everything that will be drawn: it decides which files are read */
  static async embed(pdf: PDFDocument, files: FontFiles, text: string, drawn: DrawnText): Promise<PdfFaces> {
    const needed = new Set(Array.from(text, (letter) => letter.codePointAt(0) ?? 0));
    const fonts = new Map<Face, readonly PDFFont[]>();
    for (const face of ['title', 'words', 'plain', 'strong'] as const)
      fonts.set(face, await embedFace(pdf, files[face], needed));
    return new PdfFaces(fonts, drawn);
  }

  width(text: string, face: Face, size: number): number {
    return this.#runs(text, face).reduce((sum, { text: run, font }) => sum + this.#runWidth(run, font, size), 0);
  }

  async draw(
    page: PDFPage,
    text: string,
    at: { x: number; y: number; face: Face; size: number; color: RGB },
  ): Promise<void> {
    let { x } = at;
    for (const { text: run, font } of this.#runs(text, at.face)) {
      if (font === null) await this.#drawPicture(page, run, { ...at, x });
      else page.drawText(run, { x, y: at.y, size: at.size, font, color: at.color });
      x += this.#runWidth(run, font, at.size);
    }
  }

  #runWidth(text: string, font: PDFFont | null, size: number): number {
    return font === null ? this.#drawn.measure(text, size) : font.widthOfTextAtSize(text, size);
  }

  async #drawPicture(
    page: PDFPage,
    text: string,
    at: { x: number; y: number; size: number; color: RGB },
  ): Promise<void> {
    const { png, height, below } = await this.#drawn.draw(text, at.size, at.color);
    const image: PDFImage = await page.doc.embedPng(png);
    page.drawImage(image, { x: at.x, y: at.y - below, width: this.#drawn.measure(text, at.size), height });
  }

  /** Neighbours of one font together. A space stays with what stands before it, so that other scripts keep their order. */
  #runs(text: string, face: Face): Run[] {
    const fonts = this.#fonts.get(face) ?? [];
    const runs: { text: string; font: PDFFont | null }[] = [];
    for (const { segment } of graphemes.segment(text)) {
      const last = runs.at(-1);
      const font = /^\s+$/.test(segment) && last !== undefined ? last.font : this.#fontFor(segment, fonts);
      if (last?.font === font && last !== undefined) last.text += segment;
      else runs.push({ text: segment, font });
    }
    return runs;
  }

  #fontFor(grapheme: string, fonts: readonly PDFFont[]): PDFFont | null {
    const letters = Array.from(grapheme, (letter) => letter.codePointAt(0) ?? 0);
    return fonts.find((font) => letters.every((letter) => this.#letters.get(font)?.has(letter) === true)) ?? null;
  }
}

/** The first file always; another only for letters that those before it do not have. */
async function embedFace(
  pdf: PDFDocument,
  files: readonly (() => Promise<Uint8Array>)[],
  needed: ReadonlySet<number>,
): Promise<PDFFont[]> {
  const fonts: PDFFont[] = [];
  let missing = needed;
  for (const read of files) {
    if (fonts.length > 0 && missing.size === 0) break;
    const font = await pdf.embedFont(await read(), { subset: true });
    fonts.push(font);
    const letters = new Set(font.getCharacterSet());
    missing = new Set([...missing].filter((letter) => !letters.has(letter)));
  }
  return fonts;
}
