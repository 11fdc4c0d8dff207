import { ensureTextFragment, richTextOf, writePlainText } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { startEditingShapeWithRichText } from 'tldraw';
import type { Editor, TLRichText, TLShape, TLShapeId } from 'tldraw';
import type * as Y from 'yjs';
import { LOCAL_ORIGIN } from './bindStoreToBoard.ts';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { CanvasItems, Move } from './CanvasItems.ts';
import { buildOn, canBeBuiltOn } from './buildOn.ts';
import { connectItems } from './connectItems.ts';
import { addNoteAt } from './noteBeside.ts';
import { OutlineSource } from './OutlineSource.ts';
import { removalOf } from './removalOf.ts';

export interface CanvasItemsHandle {
  readonly items: CanvasItems;
  destroy(): void;
}

/** So many are said of one note. */
const MOST_SOURCES = 100;

/** What the canvas can do with its items when nobody points at them. */
export function createCanvasItems(editor: Editor, doc: Y.Doc, binding: StoreBinding): CanvasItemsHandle {
  const source = new OutlineSource(editor.store);
  const write = <T>(step: string, change: () => T): T => {
    editor.markHistoryStoppingPoint(step);
    const result = change();
    binding.writeNow();
    return result;
  };
  const changeable = (itemId: ItemId): TLShape | null => {
    // An item's id is tldraw's shape id.
    const shape = editor.getShape(itemId as string as TLShapeId);
    return shape && !editor.getIsReadonly() && !editor.isShapeOrAncestorLocked(shape) ? shape : null;
  };
  const builtOn = new Set<(itemId: ItemId, sources: readonly ItemId[]) => void>();
  const items: CanvasItems = {
    outline: () => source.read(),
    subscribe: (listener) => source.subscribe(listener),
    setText: (itemId, base, text) => {
      const shape = changeable(itemId);
      return shape !== null && write('write', () => writeText(editor, doc, binding, shape, base, text));
    },
    addNote: (entryId) => (editor.getIsReadonly() ? null : write('add a note', () => addNoteAt(editor, entryId))),
    move: (itemId) => {
      const shape = changeable(itemId);
      return shape && beginMove(editor, shape.id, binding);
    },
    connect: (from, to) => {
      const [start, end] = [changeable(from), changeable(to)];
      return start && end && write('connect', () => connectItems(editor, start, end));
    },
    buildOn: (sources, writes) => {
      const itemId = buildOn(editor, binding, sources as readonly string[] as readonly TLShapeId[], writes);
      const ideas = sources.filter((id) => {
        const shape = editor.getShape(id as string as TLShapeId);
        return shape && canBeBuiltOn(shape);
      });
      if (itemId !== null) for (const listener of builtOn) listener(itemId, ideas.slice(0, MOST_SOURCES));
      return itemId;
    },
    onBuiltOn: (listener) => {
      builtOn.add(listener);
      return () => builtOn.delete(listener);
    },
    write: (itemId) => {
      const shape = changeable(itemId);
      if (shape && 'richText' in shape.props) startEditingShapeWithRichText(editor, shape.id, { selectAll: true });
    },
    remove: (itemId) => {
      const shape = changeable(itemId);
      if (!shape) return null;
      write('remove', () => editor.deleteShapes([shape.id]));
      return removalOf(editor, shape.id);
    },
    undo: () => {
      if (!editor.getIsReadonly()) editor.undo();
    },
    redo: () => {
      if (!editor.getIsReadonly()) editor.redo();
    },
  };
  return { items, destroy: () => source.destroy() };
}

/**
 * Rich text is written into the shared text and never into the record; that the record gets it too, as its owner would
 * by typing, lets tldraw measure the item anew, and its size is this person's change.
 */
function writeText(
  editor: Editor,
  doc: Y.Doc,
  binding: StoreBinding,
  shape: TLShape,
  base: string,
  text: string,
): boolean {
  if ('name' in shape.props) return updateProps(editor, shape, { name: text });
  if ('altText' in shape.props) return updateProps(editor, shape, { altText: text });
  if (!('richText' in shape.props)) return false;
  binding.writeNow();
  const fragment = ensureTextFragment(doc, shape.id, LOCAL_ORIGIN);
  if (!fragment) return false;
  const isWritten = doc.transact(() => writePlainText(fragment, base, text), LOCAL_ORIGIN);
  if (isWritten) updateProps(editor, shape, { richText: richTextOf(fragment) });
  return isWritten;
}

function updateProps(editor: Editor, shape: TLShape, props: { readonly [name: string]: string | TLRichText }): boolean {
  editor.updateShape({ id: shape.id, type: shape.type, props });
  return true;
}

function beginMove(editor: Editor, id: TLShapeId, binding: StoreBinding): Move {
  const mark = editor.markHistoryStoppingPoint('move');
  return {
    by: (dx, dy) => {
      if (editor.getShape(id)) editor.nudgeShapes([id], { x: dx, y: dy });
    },
    done: () => {
      settleInFrame(editor, id);
      binding.writeNow();
    },
    back: () => {
      editor.bailToMark(mark);
    },
  };
}

/** As when it is dropped there: into the frame under its middle, out of the frame that it has left. */
function settleInFrame(editor: Editor, id: TLShapeId): void {
  const middle = editor.getShapePageBounds(id)?.center;
  const shape = editor.getShape(id);
  if (!middle || !shape || shape.type === 'frame' || shape.type === 'arrow') return;
  const frames = editor.getCurrentPageShapesSorted().filter(({ type }) => type === 'frame');
  const under = frames.findLast((frame) => editor.getShapePageBounds(frame)?.containsPoint(middle));
  const holder = editor.getShapeParent(shape);
  if (holder && holder.type !== 'frame') return;
  const target = under?.id ?? editor.getAncestorPageId(id);
  if (target && target !== shape.parentId) editor.reparentShapes([id], target);
}
