import type { ItemId, Role } from '@weft/protocol';
import type { Editor, StateNode, TLClickEventInfo, TLShape, TLShapeId, TLUiOverrides } from 'tldraw';

/** Asks the server to lock or unlock items. */
export type SetLocked = (items: readonly ItemId[], locked: boolean) => void;

/** tldraw's own commands for locking go to the server, for whoever may lock; for everybody else there are none. */
export function lockActions(setLocked: SetLocked | null): NonNullable<TLUiOverrides['actions']> {
  return (editor, { 'toggle-lock': toggle, 'unlock-all': unlockAll, ...others }) => {
    if (setLocked === null || !toggle || !unlockAll) return others;
    return {
      ...others,
      'toggle-lock': { ...toggle, onSelect: () => toggleLock(editor, setLocked) },
      'unlock-all': {
        ...unlockAll,
        onSelect: () => tell(setLocked, editor.getCurrentPageShapes().filter(isLocked), false),
      },
    };
  };
}

/** As tldraw does: where one of several is not locked, all are locked from then on. */
function toggleLock(editor: Editor, setLocked: SetLocked): void {
  const shapes = editor.getSelectedShapes();
  const open = shapes.filter((shape) => !isLocked(shape));
  tell(setLocked, open.length > 0 ? open : shapes, open.length > 0);
}

function tell(setLocked: SetLocked, shapes: readonly TLShape[], locked: boolean): void {
  // An item's id is tldraw's shape id.
  if (shapes.length > 0)
    setLocked(
      shapes.map(({ id }) => id as string as ItemId),
      locked,
    );
}

const isLocked = (shape: TLShape): boolean => shape.isLocked;

/** Lets go of what was just locked while it was in hand: what is done to it from now on would be refused. */
export function letGoOfLocked(editor: Editor): void {
  const edited = editor.getEditingShape();
  if (edited && editor.isShapeOrAncestorLocked(edited)) editor.complete();
  const isHeld =
    editor.inputs.getIsPointing() && editor.getSelectedShapes().some((shape) => editor.isShapeOrAncestorLocked(shape));
  if (isHeld) editor.cancel();
}

/** tldraw's state in which nothing is going on, as far as its documentation lets it be changed. */
type IdleState = StateNode & { handleDoubleClickOnCanvas(info: TLClickEventInfo): void };

/**
 * Whoever clicks twice on locked words wants to write there. tldraw takes it for a click beside them and puts a new text
 * on top; here nothing happens, and the panel of the selected item says why.
 */
export function writeNothingOnLocked(editor: Editor): () => void {
  const idle = editor.getStateDescendant<IdleState>('select.idle');
  if (!idle) return () => {};
  const original = idle.handleDoubleClickOnCanvas.bind(idle);
  idle.handleDoubleClickOnCanvas = (info) => {
    const at = editor.inputs.getCurrentPagePoint();
    const hit = editor.getShapeAtPoint(at, { hitLocked: true, margin: editor.getHitTestMargin() });
    const isOnLockedWords = hit && 'richText' in hit.props && editor.isShapeOrAncestorLocked(hit);
    if (!isOnLockedWords) original(info);
  };
  return () => {
    idle.handleDoubleClickOnCanvas = original;
  };
}

/** What holds something locked is not deleted by a participant: tldraw would take along what lies in it. */
export function keepHoldersOfLocked(editor: Editor, role: () => Role | undefined): () => void {
  return editor.sideEffects.registerBeforeDeleteHandler('shape', (shape, source) => {
    if (source === 'remote' || role() === 'facilitator') return undefined;
    return editor.isShapeOrAncestorLocked(shape) || holdsLocked(editor, shape.id) ? false : undefined;
  });
}

const holdsLocked = (editor: Editor, id: TLShapeId): boolean =>
  editor
    .getSortedChildIdsForParent(id)
    .some((child) => editor.getShape(child)?.isLocked === true || holdsLocked(editor, child));
