import type { Editor, TLPageId, TLShapeId } from 'tldraw';
import type { Removal } from './CanvasItems.ts';

/** Undo takes back the last thing that was done: the removal, as long as nothing else was done since. */
export function removalOf(editor: Editor, id: TLShapeId | TLPageId): Removal {
  let isOvertaken = false;
  const stop = editor.store.listen(
    () => {
      isOvertaken = true;
      stop();
    },
    { source: 'user', scope: 'document' },
  );
  return {
    undo: () => {
      stop();
      if (editor.store.has(id)) return true;
      if (isOvertaken || editor.getIsReadonly()) return false;
      editor.undo();
      return editor.store.has(id);
    },
  };
}
