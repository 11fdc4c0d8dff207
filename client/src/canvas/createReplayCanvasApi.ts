import { textOfRecord } from '@weft/board-model';
import type { ItemId } from '@weft/protocol';
import { Box, computed, react } from 'tldraw';
import type { Editor, TLEventInfo, TLShapeId } from 'tldraw';
import type { SelectedItem } from './CanvasApi.ts';
import type { ReplayCanvasApi } from './ReplayCanvasApi.ts';

/** Around what is looked at, in px: the bars of the page lie over the edges. */
const INSET = 96;
/** Nothing is enlarged to be looked at. */
const CLOSEST = 1;

// An item's id is tldraw's shape id.
const shapeId = (itemId: ItemId): TLShapeId => itemId as string as TLShapeId;

/** The canvas of a replay as the page around it knows it. A drag moves the view; a tap selects. */
export function createReplayCanvasApi(editor: Editor): { readonly api: ReplayCanvasApi; readonly stop: () => void } {
  const selected = computed('selected item of a replay', () => selectedOf(editor), { isEqual: sameItem });
  const chosen = computed('chosen items of a replay', () => chosenOf(editor), { isEqual: sameIds });
  const movedByHand = new Set<() => void>();
  let choosesMore = false;
  const tap = (info: TLEventInfo): void => {
    const point = editor.inputs.getCurrentPagePoint();
    const shape = editor.getShapeAtPoint(point, { hitInside: true, margin: 6, renderingOnly: true });
    if (shape === undefined) editor.selectNone();
    else if (choosesMore || ('shiftKey' in info && info.shiftKey)) toggle(editor, shape.id);
    else editor.select(shape.id);
    choosesMore &&= editor.getSelectedShapeIds().length > 0;
  };
  const onEvent = (info: TLEventInfo): void => {
    if (info.type === 'pointer' && info.name === 'pointer_up' && !editor.inputs.getIsDragging()) tap(info);
    const moves = info.type === 'wheel' || info.type === 'pinch' || (info.type === 'pointer' && isDrag(editor, info));
    if (moves) for (const listener of movedByHand) listener();
  };
  editor.on('event', onEvent);
  const api: ReplayCanvasApi = {
    show: (itemId) => show(editor, itemId),
    showNext: (step) => showNext(editor, step),
    lookAt: (itemIds) => lookAt(editor, itemIds),
    lookAtAll: () => {
      editor.zoomToFit({ animation: { duration: editor.options.animationMediumMs } });
    },
    deselect: () => {
      choosesMore = false;
      editor.selectNone();
    },
    chooseMore: () => {
      choosesMore = true;
    },
    selected: () => selected.get(),
    chosen: () => chosen.get(),
    subscribe: (listener) =>
      react('tell what is selected', () => {
        selected.get();
        chosen.get();
        listener();
      }),
    onMovedByHand: (listener) => {
      movedByHand.add(listener);
      return () => movedByHand.delete(listener);
    },
  };
  return { api, stop: () => void editor.off('event', onEvent) };
}

const isDrag = (editor: Editor, { name }: { readonly name: string }): boolean =>
  name === 'pointer_move' && editor.inputs.getIsDragging();

function toggle(editor: Editor, id: TLShapeId): void {
  const ids = editor.getSelectedShapeIds();
  editor.setSelectedShapes(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
}

function chosenOf(editor: Editor): readonly ItemId[] {
  const ids = editor.getSelectedShapeIds();
  return ids.length > 1 ? ids.map((id) => id as string as ItemId) : [];
}

const sameIds = (one: readonly ItemId[], other: readonly ItemId[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

function selectedOf(editor: Editor): SelectedItem | null {
  const shape = editor.getOnlySelectedShape();
  if (shape === null) return null;
  return { id: shape.id as string as ItemId, type: shape.type, text: textOfRecord(shape), locked: null };
}

const sameItem = (one: SelectedItem | null, other: SelectedItem | null): boolean =>
  one?.id === other?.id && one?.text === other?.text && one?.type === other?.type;

function show(editor: Editor, itemId: ItemId): boolean {
  const id = shapeId(itemId);
  if (editor.getShape(id) === undefined) return false;
  editor.select(id);
  lookAt(editor, [itemId]);
  return true;
}

function showNext(editor: Editor, step: 1 | -1): void {
  const ids = editor.getCurrentPageShapesInReadingOrder().map(({ id }) => id as string as ItemId);
  const selected = editor.getOnlySelectedShapeId();
  const index = selected === null ? -1 : ids.indexOf(selected as string as ItemId);
  // After the last comes the first, before the first the last.
  const next = index === -1 ? ids.at(step === 1 ? 0 : -1) : ids.at((index + step) % ids.length);
  if (next !== undefined) show(editor, next);
}

function lookAt(editor: Editor, itemIds: readonly ItemId[]): void {
  const there = itemIds.map(shapeId).filter((id) => editor.getShape(id) !== undefined);
  const last = there.at(-1);
  const page = last === undefined ? undefined : editor.getAncestorPageId(last);
  if (page === undefined) return;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  const boxes = there
    .filter((id) => editor.getAncestorPageId(id) === page)
    .flatMap((id) => editor.getShapePageBounds(id) ?? []);
  if (boxes.length === 0) return;
  const bounds = Box.Common(boxes);
  const animation = { duration: editor.options.animationMediumMs };
  const inset = INSET / editor.getZoomLevel();
  const view = editor.getViewportPageBounds();
  if (view.clone().expandBy(-inset).contains(bounds)) return;
  const fits = bounds.w <= view.w - 2 * inset && bounds.h <= view.h - 2 * inset;
  if (fits) editor.centerOnPoint(bounds.center, { animation });
  else editor.zoomToBounds(bounds, { animation, inset: INSET, targetZoom: Math.min(CLOSEST, fitting(editor, bounds)) });
}

function fitting(editor: Editor, { w, h }: Box): number {
  const { w: width, h: height } = editor.getViewportScreenBounds();
  return Math.min((width - 2 * INSET) / w, (height - 2 * INSET) / h);
}
