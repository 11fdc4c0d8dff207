import { atom } from 'tldraw';
import type { Editor } from 'tldraw';
import type { BoardHistory } from './BoardHistory.ts';

/** tldraw's own stack is kept, as it looks up marks in it, but nothing is ever undone from it. */
const MAX_OWN_STEPS = 500;

const REPLACED = [
  'canUndo',
  'getCanUndo',
  'canRedo',
  'getCanRedo',
  'undo',
  'redo',
  'markHistoryStoppingPoint',
  'squashToMark',
  'bailToMark',
  'bail',
  'clearHistory',
] as const satisfies readonly (keyof Editor)[];

/**
 * Lets tldraw's editor undo, redo, cancel and mark through the board's history: keyboard, menus and tools all go
 * through these methods, and the menus' enabled state with them.
 */
export function replaceHistory(editor: Editor, history: BoardHistory): () => void {
  const ownMark = editor.markHistoryStoppingPoint.bind(editor);
  const ownClear = editor.clearHistory.bind(editor);
  let ownSteps = 0;
  let lastMark: string | null = null;
  const canUndo = atom('can undo', history.canUndo);
  const canRedo = atom('can redo', history.canRedo);
  const stop = history.onChange(() => {
    canUndo.set(history.canUndo);
    canRedo.set(history.canRedo);
  });

  editor.canUndo = editor.getCanUndo = () => canUndo.get();
  editor.canRedo = editor.getCanRedo = () => canRedo.get();
  editor.undo = () => {
    editor.complete();
    history.undo();
    return editor;
  };
  editor.redo = () => {
    editor.complete();
    history.redo();
    return editor;
  };
  editor.markHistoryStoppingPoint = (name) => {
    ownSteps += 1;
    if (ownSteps > MAX_OWN_STEPS) {
      ownClear();
      ownSteps = 0;
    }
    const id = ownMark(name);
    history.mark(id);
    lastMark = id;
    return id;
  };
  editor.squashToMark = (id) => {
    history.squashTo(id);
    return editor;
  };
  editor.bailToMark = (id) => {
    history.bailTo(id);
    return editor;
  };
  editor.bail = () => {
    if (lastMark !== null) history.bailTo(lastMark);
    return editor;
  };
  editor.clearHistory = () => {
    ownClear();
    history.clear();
    return editor;
  };
  return () => {
    stop();
    // Own properties hide the editor's methods; without them it is as it was.
    for (const name of REPLACED) Reflect.deleteProperty(editor, name);
  };
}
