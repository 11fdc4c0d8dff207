import { textOfRecord } from '@weft/board-model';
import type { ItemId, PersonId } from '@weft/protocol';
import {
  atom,
  computed,
  createShapeId,
  createUserId,
  isUninitialized,
  react,
  startEditingShapeWithRichText,
  toRichText,
} from 'tldraw';
import type { Editor, TLShape, TLShapeId } from 'tldraw';
import type { CanvasApi, CanvasSnapshot, SelectedItem } from './CanvasApi.ts';
import type { PagesSnapshot } from './CanvasPages.ts';
import { pagesSignal } from './createCanvasPages.ts';
import { itemPanelSide, type Side } from './itemPanelSide.ts';
import { roomForNote } from './roomForNote.ts';

const NOTE_SIZE = 200;
const NOTE_MARGIN = 96;

const LOOKING_TOOLS: ReadonlySet<string> = new Set(['select', 'hand', 'zoom']);

export interface CanvasApiHandle {
  readonly api: CanvasApi;
  setQuarantined(count: number): void;
  destroy(): void;
}

/** The canvas as the rest of the client may use it. */
export function createCanvasApi(
  editor: Editor,
  parts: Pick<CanvasApi, 'items' | 'pages' | 'exchange' | 'restore'>,
): CanvasApiHandle {
  const quarantined = atom('quarantined', 0);
  const shownPages = pagesSignal(editor);
  const side = panelSideSignal(editor);
  const snapshot = computed(
    'canvas snapshot',
    () => readSnapshot(editor, { pages: shownPages.get(), quarantined: quarantined.get(), panelSide: side.get() }),
    { isEqual: isSameSnapshot },
  );
  const listeners = new Set<() => void>();
  const stop = react('tell of the canvas snapshot', () => {
    snapshot.get();
    for (const listener of listeners) listener();
  });

  const api: CanvasApi = {
    ...parts,
    snapshot: () => snapshot.get(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    addNote: (text = '') => {
      if (!editor.isDisposed) addNote(editor, text);
    },
    follow: (personId) => {
      editor.startFollowingUser(createUserId(personId));
    },
    stopFollowing: () => {
      editor.stopFollowingUser();
    },
    select: (itemId) => selectItem(editor, itemId),
    typeOf: (itemId) => editor.getShape(itemId as string as TLShapeId)?.type ?? null,
    editingText: () => editor.getEditingShapeId() !== null,
  };
  return {
    api,
    setQuarantined: (count) => {
      quarantined.set(count);
    },
    destroy: () => {
      stop();
      listeners.clear();
    },
  };
}

/** While something is dragged the panel stays where it is. */
const panelSideSignal = (editor: Editor) =>
  computed<Side>('side of the item panel', (before) => {
    if (!isUninitialized(before) && !editor.isInAny('select.idle', 'select.editing_shape')) return before;
    return itemPanelSide(editor.getSelectionScreenBounds() ?? null, editor.getViewportScreenBounds().w);
  });

function readSnapshot(
  editor: Editor,
  told: { readonly pages: PagesSnapshot; readonly quarantined: number; readonly panelSide: Side },
): CanvasSnapshot {
  const selectedIds = editor.getSelectedShapeIds();
  const only = editor.getOnlySelectedShape();
  const following = editor.getInstanceState().followingUserId;
  return {
    selected: only && itemOf(editor, only),
    selectedCount: selectedIds.length,
    itemCount: editor.store.query.ids('shape').get().size,
    making: !LOOKING_TOOLS.has(editor.getCurrentToolId()),
    // tldraw's user record id is the person's id with a prefix.
    following: following && (following.replace(/^user:/, '') as PersonId),
    ...told,
  };
}

const itemOf = (editor: Editor, shape: TLShape): SelectedItem => ({
  id: shape.id as string as ItemId,
  type: shape.type,
  text: textOfRecord(shape),
  locked: shape.isLocked ? 'itself' : editor.isShapeOrAncestorLocked(shape) ? 'around' : null,
});

function isSameSnapshot(a: CanvasSnapshot, b: CanvasSnapshot): boolean {
  return (
    a.selectedCount === b.selectedCount &&
    a.itemCount === b.itemCount &&
    a.making === b.making &&
    a.following === b.following &&
    a.panelSide === b.panelSide &&
    a.pages === b.pages &&
    a.quarantined === b.quarantined &&
    a.selected?.id === b.selected?.id &&
    a.selected?.type === b.selected?.type &&
    a.selected?.text === b.selected?.text &&
    a.selected?.locked === b.selected?.locked
  );
}

/** Two who begin at the same moment see the same empty centre: the second note must not hide the first. */
function addNote(editor: Editor, text: string): void {
  if (editor.getIsReadonly()) return;
  const id = createShapeId();
  const view = editor.getViewportPageBounds();
  const taken = editor.getCurrentPageShapes().flatMap((shape) => editor.getShapePageBounds(shape) ?? []);
  const { x, y } = roomForNote({ size: NOTE_SIZE, view, taken });
  editor.markHistoryStoppingPoint('add a note');
  editor.createShape({
    id,
    type: 'note',
    x,
    y,
    props: { richText: toRichText(text) },
  });
  if (!editor.getShape(id)) return;
  editor.setCurrentTool('select');
  editor.select(id);
  editor.zoomToSelectionIfOffscreen(NOTE_MARGIN, { animation: { duration: editor.options.animationMediumMs } });
  startEditingShapeWithRichText(editor, id);
}

function selectItem(editor: Editor, itemId: ItemId): void {
  // An item's id is tldraw's shape id.
  const id = itemId as string as TLShapeId;
  const page = editor.getAncestorPageId(id);
  if (!editor.getShape(id) || !page) return;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  editor.select(id);
  const bounds = editor.getShapePageBounds(id);
  if (bounds && !editor.getViewportPageBounds().contains(bounds)) {
    editor.centerOnPoint(bounds.center, { animation: { duration: editor.options.animationMediumMs } });
  }
}
