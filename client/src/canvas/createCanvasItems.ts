import { ensureTextFragment, richTextOf, writePlainText } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { createShapeId, isPageId, toRichText } from 'tldraw';
import type { Editor, TLArrowBindingProps, TLPageId, TLRichText, TLShape, TLShapeId } from 'tldraw';
import type * as Y from 'yjs';
import { LOCAL_ORIGIN } from './bindStoreToBoard.ts';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { CanvasItems, Move } from './CanvasItems.ts';
import { placeBeside } from './placeBeside.ts';
import type { Area } from './placeBeside.ts';
import { OutlineSource } from './OutlineSource.ts';
import { removalOf } from './removalOf.ts';

export interface CanvasItemsHandle {
  readonly items: CanvasItems;
  destroy(): void;
}

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
  const items: CanvasItems = {
    outline: () => source.read(),
    subscribe: (listener) => source.subscribe(listener),
    setText: (itemId, base, text) => {
      const shape = changeable(itemId);
      return shape !== null && write('write', () => writeText(editor, doc, binding, shape, base, text));
    },
    addNote: (entryId) => (editor.getIsReadonly() ? null : write('add a note', () => addNote(editor, entryId))),
    move: (itemId) => {
      const shape = changeable(itemId);
      return shape && beginMove(editor, shape.id, binding);
    },
    connect: (from, to) => {
      const [start, end] = [changeable(from), changeable(to)];
      return start && end && write('connect', () => connect(editor, start, end));
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

const NOTE = { w: 200, h: 200 };

/** Made on the page and then put into the frame, which keeps its place. */
function addNote(editor: Editor, entryId: string): ItemId | null {
  const entry = editor.getShape(entryId as TLShapeId);
  const page = entry ? editor.getAncestorPageId(entry) : isPageId(entryId) ? entryId : null;
  if (!page) return null;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  const frame = frameOf(editor, entry);
  const { x, y } = placeFor(editor, entry, frame, page);
  const id = createShapeId();
  editor.createShape({ id, type: 'note', parentId: page, x, y, props: { richText: toRichText('') } });
  if (!editor.getShape(id)) return null;
  if (frame) editor.reparentShapes([id], frame.id);
  return id as string as ItemId;
}

/** The frame that an item is, or lies in. */
const frameOf = (editor: Editor, entry: TLShape | undefined): TLShape | null =>
  entry?.type === 'frame'
    ? entry
    : ((entry && editor.findShapeAncestor(entry, ({ type }) => type === 'frame')) ?? null);

function placeFor(
  editor: Editor,
  entry: TLShape | undefined,
  frame: TLShape | null,
  page: TLPageId,
): { x: number; y: number } {
  const siblings = editor
    .getSortedChildIdsForParent(frame ? frame.id : page)
    .flatMap((id) => (editor.getShape(id)?.type === 'arrow' ? [] : (areaOf(editor, id) ?? [])));
  const within = frame ? areaOf(editor, frame.id) : null;
  if (entry && entry !== frame) return placeBeside(NOTE, areaOf(editor, entry.id) ?? nowhere(editor), siblings, within);
  // Not beside anything, but in a frame or on a page: wherever it is free, as from the upper left corner.
  const corner = within ?? siblings[0] ?? nowhere(editor);
  return placeBeside(NOTE, { x: corner.x, y: corner.y + (within ? EDGE : 0), w: -EDGE, h: NOTE.h }, siblings, within);
}

/** Room between a frame's edge and the first note in it; what is beside something stands twice as far from it. */
const EDGE = 24;

/** An area where the person looks, when there is nothing to stand beside. */
function nowhere(editor: Editor): Area {
  const { x, y } = editor.getViewportPageBounds().center;
  return { x: x - NOTE.w / 2, y: y - NOTE.h / 2, w: 0, h: 0 };
}

function areaOf(editor: Editor, id: TLShapeId): Area | null {
  const bounds = editor.getShapePageBounds(id);
  return bounds ? { x: bounds.x, y: bounds.y, w: bounds.w, h: bounds.h } : null;
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

/** An arrow from item to item; tldraw finds its way around and along with them. */
function connect(editor: Editor, start: TLShape, end: TLShape): ItemId | null {
  const id = createShapeId();
  const [from, to] = [editor.getShapePageBounds(start)?.center, editor.getShapePageBounds(end)?.center];
  if (!from || !to || start.id === end.id) return null;
  editor.createShape({
    id,
    type: 'arrow',
    x: from.x,
    y: from.y,
    props: { start: { x: 0, y: 0 }, end: { x: to.x - from.x, y: to.y - from.y } },
  });
  if (!editor.getShape(id)) return null;
  editor.createBindings([
    { type: 'arrow', fromId: id, toId: start.id, props: boundAt('start') },
    { type: 'arrow', fromId: id, toId: end.id, props: boundAt('end') },
  ]);
  return id as string as ItemId;
}

const boundAt = (terminal: 'start' | 'end'): TLArrowBindingProps => ({
  terminal,
  normalizedAnchor: { x: 0.5, y: 0.5 },
  isExact: false,
  isPrecise: false,
  snap: 'none',
});
