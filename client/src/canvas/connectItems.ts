import type { ItemId } from '@weft/protocol';
import { createShapeId } from 'tldraw';
import type { Editor, TLArrowBindingProps, TLShape } from 'tldraw';

/** An arrow from item to item; tldraw finds its way around and along with them. */
export function connectItems(editor: Editor, start: TLShape, end: TLShape): ItemId | null {
  const id = createShapeId();
  const [from, to] = [editor.getShapePageBounds(start)?.center, editor.getShapePageBounds(end)?.center];
  if (!from || !to || start.id === end.id) return null;
  editor.createShape({
    id,
    type: 'arrow',
    x: from.x,
    y: from.y,
    props: { start: { x: 0, y: 0 }, end: { x: to.x - from.x, y: to.y - from.y } },
  });
  if (!editor.getShape(id)) return null;
  editor.createBindings([
    { type: 'arrow', fromId: id, toId: start.id, props: boundAt('start') },
    { type: 'arrow', fromId: id, toId: end.id, props: boundAt('end') },
  ]);
  return id as string as ItemId;
}

const boundAt = (terminal: 'start' | 'end'): TLArrowBindingProps => ({
  terminal,
  normalizedAnchor: { x: 0.5, y: 0.5 },
  isExact: false,
  isPrecise: false,
  snap: 'none',
});
