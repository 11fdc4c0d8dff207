import type { Editor, TLPageId, TLShapeId } from 'tldraw';
import type { Removal } from './CanvasItems.ts';

/** @returns what says whether this person has changed anything since, and stops listening */
export function listenForMore(editor: Editor): () => boolean {
  let isOvertaken = false;
  const stop = editor.store.listen(
    () => {
      isOvertaken = true;
      stop();
    },
    { source: 'user', scope: 'document' },
  );
  return () => {
    stop();
    return isOvertaken;
  };
}

/** Undo takes back the last thing that was done: the removal, as long as nothing else was done since. */
export function removalOf(editor: Editor, id: TLShapeId | TLPageId): Removal {
  const isOvertaken = listenForMore(editor);
  return {
    undo: () => {
      const isOver = isOvertaken();
      if (editor.store.has(id)) return true;
      if (isOver || editor.getIsReadonly()) return false;
      editor.undo();
      return editor.store.has(id);
    },
  };
}
