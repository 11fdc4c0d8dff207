import fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFImage, type PDFPage, rgb, type RGB } from '@cantoo/pdf-lib';
import type { ItemId } from '@weft/protocol';
import { PAPER } from '../pictures/BoardPictures.ts';
import { layOutPortfolio, type PortfolioLabels } from './layOutPortfolio.ts';
import { type Ink, type Mark, PAGE } from './Paper.ts';
import { type DrawnText, type FontFiles, PdfFaces } from './PdfFaces.ts';
import type { Portfolio } from './portfolio.ts';

export interface PortfolioTools {
  readonly fonts: FontFiles;
  readonly drawn: DrawnText;
  /** An item's picture as PNG; null for what is not on the board now. */
  readonly pictureOf: (id: ItemId) => Promise<Uint8Array | null>;
}

const INKS: Readonly<Record<Exclude<Ink, 'thread'>, string>> = { ink: '#221d17', quiet: '#665d50', line: '#ddd5c6' };

const rgbOf = (hex: string): RGB => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return rgb(red, green, blue);
};

/** A portfolio on A4, in Weft's fonts; its text stays text, to be searched and read aloud. */
export async function writePortfolioPdf(
  portfolio: Portfolio,
  labels: PortfolioLabels,
  tools: PortfolioTools,
): Promise<Blob> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  pdf.setTitle(`${labels.title} · ${portfolio.person.name} · ${portfolio.board}`, { showInWindowTitleBar: true });
  pdf.setAuthor(portfolio.person.name);
  pdf.setCreator('Weft');
  pdf.setLanguage('en');
  const allText = JSON.stringify([portfolio, labels]);
  const faces = await PdfFaces.embed(pdf, tools.fonts, allText, tools.drawn);
  const brush = new Brush(pdf, faces, portfolio.person.color, tools);
  for (const marks of layOutPortfolio(portfolio, labels, (text, face, size) => faces.width(text, face, size))) {
    const page = pdf.addPage([PAGE.width, PAGE.height]);
    for (const mark of marks) await brush.draw(page, mark);
  }
  return new Blob([new Uint8Array(await pdf.save())], { type: 'application/pdf' });
}

/** Puts what was laid out onto pages; each picture goes into the file once. */
class Brush {
  readonly #pdf: PDFDocument;
  readonly #faces: PdfFaces;
  readonly #thread: string;
  readonly #tools: PortfolioTools;
  readonly #pictures = new Map<ItemId, PDFImage | null>();

  constructor(pdf: PDFDocument, faces: PdfFaces, thread: string, tools: PortfolioTools) {
    this.#pdf = pdf;
    this.#faces = faces;
    this.#thread = thread;
    this.#tools = tools;
  }

  async draw(page: PDFPage, mark: Mark): Promise<void> {
    if (mark.kind === 'text') await this.#faces.draw(page, mark.text, { ...mark, color: this.#ink(mark.ink) });
    else if (mark.kind === 'bar') page.drawRectangle({ ...boxOf(mark), color: this.#ink(mark.ink) });
    else await this.#drawPicture(page, mark);
  }

  async #drawPicture(page: PDFPage, mark: Extract<Mark, { kind: 'picture' }>): Promise<void> {
    const image = await this.#pictureOf(mark.id);
    const edge = { ...boxOf(mark), borderColor: this.#ink('line'), borderWidth: 0.6 };
    if (image !== null) page.drawImage(image, boxOf(mark));
    page.drawRectangle(image === null ? { ...edge, color: rgbOf(PAPER) } : edge);
  }

  async #pictureOf(id: ItemId): Promise<PDFImage | null> {
    const known = this.#pictures.get(id);
    if (known !== undefined) return known;
    const png = await this.#tools.pictureOf(id);
    const image = png === null ? null : await this.#pdf.embedPng(png);
    this.#pictures.set(id, image);
    return image;
  }

  #ink(ink: Ink): RGB {
    return rgbOf(ink === 'thread' ? this.#thread : INKS[ink]);
  }
}

const boxOf = ({ x, y, width, height }: Exclude<Mark, { kind: 'text' }>) => ({ x, y, width, height });
