import { planRestore, type StoreChanges } from '@weft/board-model';
import type { Intent } from '@weft/protocol';
import type { Editor, TLShapeId } from 'tldraw';
import type * as Y from 'yjs';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { InsertObstacle } from './CanvasExchange.ts';
import type { BroughtBack, CanvasRestore, WantedBack } from './CanvasRestore.ts';
import { listenForMore } from './removalOf.ts';
import { showItems } from './showItems.ts';
import { writeParts } from './writeParts.ts';

/** Applied in a few milliseconds by everybody who is here. */
const RECORDS_IN_PART = 50;

/** What it takes of the canvas to have items as they were. */
export function createCanvasRestore(editor: Editor, doc: Y.Doc, binding: StoreBinding): CanvasRestore {
  return { bringBack: (wanted) => bringBack(editor, doc, binding, wanted) };
}

async function bringBack(
  editor: Editor,
  doc: Y.Doc,
  binding: StoreBinding,
  { records, items }: WantedBack,
): Promise<BroughtBack | InsertObstacle> {
  if (editor.getIsReadonly()) return 'read_only';
  editor.complete();
  const mark = editor.markHistoryStoppingPoint('bring back');
  binding.readNow();
  const isLocked = (id: string): boolean => {
    // An item's id is tldraw's shape id.
    const shape = editor.getShape(id as TLShapeId);
    return shape !== undefined && editor.isShapeOrAncestorLocked(shape);
  };
  const options = { items, isLocked, pageId: editor.getCurrentPageId() };
  const plan = planRestore(binding.view.view.records, records, options, RECORDS_IN_PART);
  const stopped = await writeParts({
    doc,
    binding,
    parts: plan.parts,
    intentOf: restoreOf,
    signal: new AbortController().signal,
    obstacle: () => (editor.isDisposed ? 'cancelled' : editor.getIsReadonly() ? 'read_only' : null),
    onProgress: () => undefined,
  });
  if (stopped !== null) {
    // Who may not write may not take back either.
    if (!editor.isDisposed && !editor.getIsReadonly()) editor.bailToMark(mark);
    return stopped;
  }
  binding.readNow();
  editor.squashToMark(mark);
  showItems(editor, items ?? plan.items);
  editor.markHistoryStoppingPoint('brought back');
  const isOvertaken = listenForMore(editor);
  return {
    items: plan.items.length,
    removed: plan.removed.length,
    locked: plan.locked.length,
    undo: () => {
      if (isOvertaken() || editor.isDisposed || editor.getIsReadonly()) return false;
      editor.undo();
      return true;
    },
  };
}

function restoreOf({ added, removed }: StoreChanges): Intent {
  const sources = [...Object.keys(added), ...Object.keys(removed)].filter((id) => id.startsWith('shape:'));
  return sources.length === 0 ? { kind: 'restore' } : { kind: 'restore', sources };
}
