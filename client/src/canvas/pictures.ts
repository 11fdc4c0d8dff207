import type { Editor, TLImageExportOptions, TLPageId, TLShapeId } from 'tldraw';
import type { PictureGround, PictureOptions, PictureSubject, PrintPage } from './CanvasExchange.ts';

/** Room around what is shown, on paper and in pictures. */
const MARGIN = 32;
/** Pixels of a printed picture for each pixel of the page: sharp at the size of the screen and at twice that. */
const PRINT_RATIO = 3;
/** Neither side of a printed picture is longer; browsers draw no larger ones everywhere. */
const LONGEST_PRINT_SIDE = 8_000;
const JPEG_QUALITY = 0.92;

const GROUNDS: Readonly<Record<PictureGround, Pick<TLImageExportOptions, 'background' | 'darkMode'>>> = {
  light: { background: true, darkMode: false },
  dark: { background: true, darkMode: true },
  none: { background: false, darkMode: false },
};

/** Drawn by tldraw from the items themselves: their fonts lie inside, and nothing is fetched from elsewhere. */
export async function takePicture(editor: Editor, options: PictureOptions): Promise<Blob | null> {
  const ids = idsOf(editor, options.subject);
  if (ids.length === 0) return null;
  const { format, scale, ground } = options;
  const size = format === 'png' ? { pixelRatio: scale } : {};
  const { blob } = await editor.toImage(ids, { format, padding: MARGIN, ...size, ...GROUNDS[ground] });
  return blob;
}

function idsOf(editor: Editor, subject: PictureSubject): TLShapeId[] {
  return subject === 'selection'
    ? editor.getSelectedShapeIds()
    : editor.getSortedChildIdsForParent(editor.getCurrentPageId());
}

/** On paper it is light, however the person's own screen is. */
export async function printPages(
  editor: Editor,
  subject: PictureSubject | 'board',
  signal: AbortSignal,
): Promise<PrintPage[]> {
  if (subject !== 'board') return present([await printed(editor, idsOf(editor, subject))]);
  const before = { page: editor.getCurrentPageId(), selected: editor.getSelectedShapeIds() };
  const pages: (PrintPage | null)[] = [];
  try {
    for (const { id } of editor.getPages()) {
      if (signal.aborted) return [];
      pages.push(await printedPage(editor, id));
    }
  } finally {
    if (editor.getCurrentPageId() !== before.page) {
      editor.setCurrentPage(before.page);
      editor.setSelectedShapes(before.selected);
    }
  }
  return present(pages);
}

/** tldraw draws the page that is open. */
async function printedPage(editor: Editor, id: TLPageId): Promise<PrintPage | null> {
  const ids = editor.getSortedChildIdsForParent(id);
  if (ids.length === 0) return null;
  if (editor.getCurrentPageId() !== id) editor.setCurrentPage(id);
  return await printed(editor, ids);
}

async function printed(editor: Editor, ids: TLShapeId[]): Promise<PrintPage | null> {
  const bounds = editor.getShapesPageBounds(ids);
  if (!bounds) return null;
  const longest = Math.max(bounds.width, bounds.height) + 2 * MARGIN;
  const { blob, width, height } = await editor.toImage(ids, {
    format: 'jpeg',
    quality: JPEG_QUALITY,
    padding: MARGIN,
    pixelRatio: Math.min(PRINT_RATIO, LONGEST_PRINT_SIDE / longest),
    ...GROUNDS.light,
  });
  return { width, height, jpeg: blob };
}

const present = (pages: readonly (PrintPage | null)[]): PrintPage[] => pages.filter((page) => page !== null);
