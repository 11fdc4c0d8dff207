import { planInsertion, type BoardContent } from '@weft/board-model';
import { defaultHandleExternalTextContent, uniqueId } from 'tldraw';
import type { Editor, TLShapeId } from 'tldraw';
import type * as Y from 'yjs';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { CanvasExchange, Inserted, InsertObstacle, InsertOptions, PagePoint } from './CanvasExchange.ts';
import type { ContentOffers } from './contentOffers.ts';
import { printPages, takePicture } from './pictures.ts';
import { showItems } from './showItems.ts';
import { writeParts } from './writeParts.ts';

/** Applied in a few milliseconds by everybody who is here. */
const RECORDS_IN_PART = 50;

/** What it takes of the canvas to bring files in and to take them out. */
export function createCanvasExchange(
  editor: Editor,
  doc: Y.Doc,
  binding: StoreBinding,
  offers: ContentOffers,
): CanvasExchange {
  return {
    onOffer: (listener) => offers.listen(listener),
    insert: (content, options) => insert(editor, doc, binding, content, options),
    putText: (text, html, at, instead = []) => putText(editor, binding, { text, html, at, instead }),
    remove: (roots) => {
      editor.markHistoryStoppingPoint('remove what was brought in');
      editor.deleteShapes(roots as TLShapeId[]);
      binding.writeNow();
    },
    picture: (options) => takePicture(editor, options),
    printPages: (subject, signal) => printPages(editor, subject, signal),
    undo: () => void editor.undo(),
  };
}

async function insert(
  editor: Editor,
  doc: Y.Doc,
  binding: StoreBinding,
  content: BoardContent,
  { at, signal, onProgress }: InsertOptions,
): Promise<Inserted | InsertObstacle> {
  if (editor.getIsReadonly()) return 'read_only';
  editor.complete();
  const mark = editor.markHistoryStoppingPoint('bring in');
  binding.readNow();
  const middle = at ?? middleOfFreeView(editor);
  const pageId = editor.getCurrentPageId();
  const place = { idPrefix: uniqueId(), pageId, ...(middle ? { at: middle } : {}) };
  const { items, roots, parts } = planInsertion(binding.view.view.records, content, place, RECORDS_IN_PART);
  const obstacle = () => {
    if (editor.isDisposed) return 'cancelled';
    if (editor.getIsReadonly()) return 'read_only';
    // A page in the background reads nothing by itself.
    binding.readNow();
    return binding.view.view.records.has(pageId) ? null : 'page_gone';
  };
  const stopped = await writeParts({
    doc,
    binding,
    parts,
    intentOf: () => ({ kind: 'import' }),
    signal,
    obstacle,
    onProgress,
  });
  if (stopped !== null) {
    // Who may not write may not take back either.
    if (!editor.isDisposed && !editor.getIsReadonly()) editor.bailToMark(mark);
    return stopped;
  }
  binding.readNow();
  editor.squashToMark(mark);
  showItems(editor, roots);
  editor.markHistoryStoppingPoint('brought in');
  return { items, roots };
}

/** Null where something is in view already: then it is put beside everything. */
function middleOfFreeView(editor: Editor): PagePoint | null {
  const view = editor.getViewportPageBounds();
  const isTaken = editor.getCurrentPageShapes().some((shape) => editor.getShapePageBounds(shape)?.collides(view));
  return isTaken ? null : { x: view.center.x, y: view.center.y };
}

interface PastedText {
  readonly text: string;
  readonly html: string | null;
  readonly at: PagePoint | null;
  readonly instead: readonly string[];
}

/** As tldraw puts a text that is pasted. */
async function putText(
  editor: Editor,
  binding: StoreBinding,
  { text, html, at, instead }: PastedText,
): Promise<Inserted> {
  const mark = editor.markHistoryStoppingPoint('put a text');
  binding.intend({ kind: 'paste' });
  if (instead.length > 0) editor.deleteShapes(instead as TLShapeId[]);
  const before = editor.getCurrentPageShapeIds();
  await defaultHandleExternalTextContent(editor, { text, ...(html ? { html } : {}), ...(at ? { point: at } : {}) });
  const roots = [...editor.getCurrentPageShapeIds()].filter((id) => !before.has(id));
  binding.writeNow();
  editor.squashToMark(mark);
  return { items: roots.length, roots };
}
