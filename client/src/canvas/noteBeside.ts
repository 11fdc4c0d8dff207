import type { ItemId } from '@weft/protocol';
import { createShapeId, isPageId, toRichText } from 'tldraw';
import type { Editor, TLPageId, TLShape, TLShapeId } from 'tldraw';
import { placeBeside } from './placeBeside.ts';
import type { Area } from './placeBeside.ts';

const NOTE = { w: 200, h: 200 };

/** An empty note beside an item, in a frame or on a page. @returns its id, or null where none could be put */
export function addNoteAt(editor: Editor, entryId: string): ItemId | null {
  const entry = editor.getShape(entryId as TLShapeId);
  const page = entry ? editor.getAncestorPageId(entry) : isPageId(entryId) ? entryId : null;
  if (!page) return null;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  const frame = frameOf(editor, entry);
  return putNote(editor, placeFor(editor, entry, frame, page), page, frame) as string as ItemId | null;
}

/** An empty note beside several items of the open page; in their frame where all lie in the same. */
export function addNoteBesideAll(editor: Editor, shapes: readonly TLShape[]): TLShapeId | null {
  const areas = shapes.flatMap(({ id }) => areaOf(editor, id) ?? []);
  if (areas.length === 0) return null;
  const frame = frameAround(editor, shapes);
  const page = editor.getCurrentPageId();
  const within = frame ? areaOf(editor, frame.id) : null;
  const taken = takenIn(editor, frame ? frame.id : page);
  return putNote(editor, placeBeside(NOTE, around(areas), taken, within, ROOM_FOR_ARROW), page, frame);
}

/** Made on the page and then put into the frame, which keeps its place. */
function putNote(
  editor: Editor,
  { x, y }: { readonly x: number; readonly y: number },
  page: TLPageId,
  frame: TLShape | null,
): TLShapeId | null {
  const id = createShapeId();
  editor.createShape({ id, type: 'note', parentId: page, x, y, props: { richText: toRichText('') } });
  if (!editor.getShape(id)) return null;
  if (frame) editor.reparentShapes([id], frame.id);
  return id;
}

/** The one frame in which all of them lie, unless nobody may put anything there. */
function frameAround(editor: Editor, shapes: readonly TLShape[]): TLShape | null {
  const frames = new Set(shapes.map((shape) => frameHolding(editor, shape)));
  const [frame] = frames;
  return frames.size !== 1 || !frame || editor.isShapeOrAncestorLocked(frame) ? null : frame;
}

const frameHolding = (editor: Editor, shape: TLShape): TLShape | null =>
  editor.findShapeAncestor(shape, ({ type }) => type === 'frame') ?? null;

/** The frame that an item is, or lies in. */
const frameOf = (editor: Editor, entry: TLShape | undefined): TLShape | null =>
  entry?.type === 'frame' ? entry : entry ? frameHolding(editor, entry) : null;

function placeFor(
  editor: Editor,
  entry: TLShape | undefined,
  frame: TLShape | null,
  page: TLPageId,
): { x: number; y: number } {
  const siblings = takenIn(editor, frame ? frame.id : page);
  const within = frame ? areaOf(editor, frame.id) : null;
  if (entry && entry !== frame) return placeBeside(NOTE, areaOf(editor, entry.id) ?? nowhere(editor), siblings, within);
  // Not beside anything, but in a frame or on a page: wherever it is free, as from the upper left corner.
  const corner = within ?? siblings[0] ?? nowhere(editor);
  return placeBeside(NOTE, { x: corner.x, y: corner.y + (within ? EDGE : 0), w: -EDGE, h: NOTE.h }, siblings, within);
}

/** Where there is no room: arrows leave it to others. */
const takenIn = (editor: Editor, parent: TLShapeId | TLPageId): Area[] =>
  editor
    .getSortedChildIdsForParent(parent)
    .flatMap((id) => (editor.getShape(id)?.type === 'arrow' ? [] : (areaOf(editor, id) ?? [])));

/** The smallest area that holds all of these. */
function around(areas: readonly Area[]): Area {
  const x = Math.min(...areas.map((area) => area.x));
  const y = Math.min(...areas.map((area) => area.y));
  const right = Math.max(...areas.map((area) => area.x + area.w));
  const bottom = Math.max(...areas.map((area) => area.y + area.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** An arrow that leads to a note is to be seen, and a word on it to be read. */
const ROOM_FOR_ARROW = 220;

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
