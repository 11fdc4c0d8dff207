import type { Editor } from 'tldraw';
import type { StoreBinding } from './bindStoreToBoard.ts';

/** An intent takes at most this many sources. */
const MAX_SOURCES = 500;

/** Lets copies made within the board say what they were copied from. */
export function sayIntents(editor: Editor, binding: StoreBinding): () => void {
  const duplicateShapes = editor.duplicateShapes.bind(editor);
  editor.duplicateShapes = (shapes, offset) => {
    const sources = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id)).slice(0, MAX_SOURCES);
    binding.intend({ kind: 'copy', sources });
    duplicateShapes(shapes, offset);
    binding.writeNow();
    return editor;
  };
  return () => {
    Reflect.deleteProperty(editor, 'duplicateShapes');
  };
}
