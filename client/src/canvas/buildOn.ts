import type { ItemId } from '@weft/protocol';
import { startEditingShapeWithRichText } from 'tldraw';
import type { Editor, TLShape, TLShapeId, TLUiOverrides } from 'tldraw';
import type { StoreBinding } from './bindStoreToBoard.ts';
import type { CanvasItems } from './CanvasItems.ts';
import { connectItems } from './connectItems.ts';
import { intoClear } from './intoClear.ts';
import { addNoteBesideAll } from './noteBeside.ts';
import { idsIn } from './sayIntents.ts';

/** As people read it; tldraw's own way of writing a shortcut is `shift+b`. */
export const BUILD_ON_KEYS = 'Shift B';

/**
 * A note beside these items, with an arrow from each of them and the caret in it. The intent that names them goes ahead
 * of the one update that holds note and arrows, so that the server logs where the idea came from. What is locked may be
 * built on: nothing of it changes.
 * @param writes false where the note's words are written in another place than on the canvas
 * @returns the note's id, or null where none could be made
 */
export function buildOn(
  editor: Editor,
  binding: StoreBinding,
  from: readonly TLShapeId[],
  writes: boolean = true,
): ItemId | null {
  const sources = from.flatMap((id) => editor.getShape(id) ?? []).filter(canBeBuiltOn);
  if (editor.getIsReadonly() || sources.length === 0) return null;
  let note: TLShapeId | null = null;
  // What is being written ends first: it is its own step.
  if (editor.getEditingShapeId() !== null) editor.complete();
  editor.markHistoryStoppingPoint('build on');
  binding.explain({ kind: 'build-on', sources: idsIn(sources) }, () => {
    note = addConnectedNote(editor, sources);
  });
  if (note !== null && writes) writeIn(editor, note);
  return note;
}

/** Arrows join ideas, and are none. */
export const canBeBuiltOn = ({ type }: TLShape): boolean => type !== 'arrow';

function addConnectedNote(editor: Editor, sources: readonly TLShape[]): TLShapeId | null {
  const id = addNoteBesideAll(editor, sources);
  const note = id && editor.getShape(id);
  if (!note) return null;
  for (const source of sources) {
    if (editor.canBindShapes({ fromShape: 'arrow', toShape: source, binding: 'arrow' })) {
      connectItems(editor, source, note);
    }
  }
  return id;
}

function writeIn(editor: Editor, note: TLShapeId): void {
  editor.setCurrentTool('select');
  editor.select(note);
  bringIntoClear(editor, note);
  startEditingShapeWithRichText(editor, note);
}

function bringIntoClear(editor: Editor, note: TLShapeId): void {
  const bounds = editor.getShapePageBounds(note);
  if (!bounds) return;
  const { x, y, z } = editor.getCamera();
  const at = editor.pageToViewport(bounds.point);
  const box = { x: at.x, y: at.y, w: bounds.w * z, h: bounds.h * z };
  const move = intoClear(box, editor.getViewportScreenBounds());
  if (move.x === 0 && move.y === 0) return;
  const camera = { x: x + move.x / z, y: y + move.y / z, z };
  editor.setCamera(camera, { animation: { duration: editor.options.animationMediumMs } });
}

/** tldraw's keyboard shortcut for it, listed among the others. */
export const buildOnAction =
  (items: () => CanvasItems | null): NonNullable<TLUiOverrides['actions']> =>
  (editor, actions) => ({
    ...actions,
    'build-on': {
      id: 'build-on',
      label: 'action.build-on',
      kbd: 'shift+b',
      // An item's id is tldraw's shape id.
      onSelect: () => {
        items()?.buildOn(editor.getSelectedShapeIds() as readonly string[] as readonly ItemId[], true);
      },
    },
  });
