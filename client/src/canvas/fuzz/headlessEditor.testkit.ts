import {
  defaultAddFontsFromNode,
  defaultBindingUtils,
  defaultShapeTools,
  defaultShapeUtils,
  defaultTools,
  Editor,
  registerDefaultSideEffects,
  tipTapDefaultExtensions,
} from 'tldraw';
import type { TLAnyShapeUtilConstructor, TLStore } from 'tldraw';

const SCREEN = { x: 0, y: 0, top: 0, left: 0, width: 1080, height: 720, bottom: 720, right: 1080 };

/**
 * tldraw's own editor without a page to draw on: it has every shape, binding and tool, and its side effects, but text
 * is measured by counting letters.
 */
export function headlessEditor(store: TLStore): Editor {
  const container = document.createElement('div');
  container.getBoundingClientRect = () => ({ ...SCREEN, toJSON: () => SCREEN });
  document.body.append(container);
  const editor = new Editor({
    store,
    // tldraw's own list, whose types do not hold under exactOptionalPropertyTypes.
    shapeUtils: defaultShapeUtils as unknown as readonly TLAnyShapeUtilConstructor[],
    bindingUtils: defaultBindingUtils,
    tools: [...defaultTools, ...defaultShapeTools],
    getContainer: () => container,
    initialState: 'select',
    options: {
      text: { addFontsFromNode: defaultAddFontsFromNode, tipTapConfig: { extensions: tipTapDefaultExtensions } },
    },
  });
  editor.textMeasure.measureText = (text, { fontSize, maxWidth }) => measure(text, fontSize, maxWidth);
  editor.textMeasure.measureHtml = (html, { fontSize, maxWidth }) =>
    measure(html.replace(/<\/p><p[^>]*>/g, '\n').replace(/<[^>]+>/g, ''), fontSize, maxWidth);
  registerDefaultSideEffects(editor);
  editor.on('dispose', () => container.remove());
  return editor;
}

function measure(text: string, size: number, maxWidth: number | null) {
  const lines = text.split('\n');
  const width = Math.max(...lines.map((line) => line.length)) * (size / 2);
  const w = maxWidth === null ? width : Math.max(width, maxWidth);
  const rows = lines.length + (maxWidth ? Math.ceil(width / maxWidth) : 0);
  return { x: 0, y: 0, w, h: rows * size, scrollWidth: w };
}
