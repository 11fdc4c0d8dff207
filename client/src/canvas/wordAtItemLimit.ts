import type { Editor } from 'tldraw';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';

/**
 * Says in Weft's own words that a page holds no more. tldraw says it in English of its own, to whoever else listens: they
 * are not told. @returns what stops it.
 */
export function wordAtItemLimit(editor: Editor): () => void {
  const emit = editor.emit.bind(editor);
  const emitOthers: Editor['emit'] = (event, ...values) => {
    if (event !== 'max-shapes') return emit(event, ...values);
    toast(t('canvas.pageFull', { count: editor.options.maxShapesPerPage }), { kind: 'problem' });
    return true;
  };
  editor.emit = emitOthers;
  return () => {
    editor.emit = emit;
  };
}
