import type { Editor, TLEventInfo, TLShapeId } from 'tldraw';

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A text that is opened has the caret where it was clicked, or at its end when it was opened by key. tldraw selects all
 * of it, and whoever then writes would write over what others wrote. @returns what stops it.
 */
export function caretWhereClicked(editor: Editor): () => void {
  const emit = editor.emit.bind(editor);
  let clicked: Point | null = null;
  /** The text in which a key was pressed since the last click: its caret is no longer ours to move. */
  let written: TLShapeId | null = null;
  const onKey = ({ target }: KeyboardEvent): void => {
    if (target instanceof Element && target.closest('[contenteditable=true]')) written = editor.getEditingShapeId();
  };
  const onEvent = (event: TLEventInfo): void => {
    if (event.type === 'pointer' || event.type === 'click') {
      clicked = event.point;
      written = null;
    } else if (event.type === 'keyboard' && event.name === 'key_down') clicked = null;
  };
  const container = editor.getContainer();
  editor.on('before-event', onEvent);
  container.addEventListener('keydown', onKey, true);
  editor.emit = (...event) => {
    const [name, about] = event;
    if (name !== 'select-all-text' || typeof about !== 'object' || !('shapeId' in about)) return emit(...event);
    // tldraw says so a moment after it opened a text; whoever writes at once has been faster.
    if (about.shapeId === written) return true;
    const point = pointInText(editor, about.shapeId, clicked);
    // A text without a line has nothing in it to be selected.
    return point ? emit('place-caret', { shapeId: about.shapeId, point }) : emit(...event);
  };
  return () => {
    editor.off('before-event', onEvent);
    container.removeEventListener('keydown', onKey, true);
    Reflect.deleteProperty(editor, 'emit');
  };
}

/** Where in the window a caret of this text is nearest to where somebody clicked, or the text's end. */
function pointInText(editor: Editor, shapeId: TLShapeId, clicked: Point | null): Point | null {
  const text = editor.getContainer().querySelector(`[id="${CSS.escape(shapeId)}"] .tl-rich-text`);
  if (!text) return null;
  const content = text.ownerDocument.createRange();
  content.selectNodeContents(text);
  const lines = [...content.getClientRects()];
  const last = lines.at(-1);
  if (!last) return null;
  if (!clicked) return { x: last.right - INSIDE, y: (last.top + last.bottom) / 2 };
  const box = content.getBoundingClientRect();
  return {
    x: clamp(clicked.x, box.left + INSIDE, box.right - INSIDE),
    y: clamp(clicked.y, box.top + INSIDE, box.bottom - INSIDE),
  };
}

/** So far within the text's edges that the point counts as in it, in pixels. */
const INSIDE = 1;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
