import { Box, isPageId, unsafe__withoutCapture } from 'tldraw';
import type { Editor, TLShape, TLShapeId, Vec } from 'tldraw';

/**
 * What the outline of an item of these types is follows from its own props, whatever else is on the page, and is found in
 * a moment. That of a stroke takes longer than keeping it as tldraw does.
 */
const OUTLINED_BY_PROPS: ReadonlySet<string> = new Set(['note', 'geo', 'image', 'video']);

/**
 * Finds out where an item that lies on the page itself stands from its record alone.
 *
 * tldraw keeps its transform, its geometry, its fonts and its bounds each as something computed that hangs from the
 * record, a dozen objects an item, before it knows which items are in view. On a page of thousands that is most of its
 * first reading, and what is needed of it, the geometry of what is in view, is asked for anew anyway.
 *
 * To be called before the editor looks at its page: when it makes its shape utils.
 */
export function boundsFromRecords(editor: Editor): void {
  const boundsOf = editor.getShapePageBounds.bind(editor);
  const maskedBoundsOf = editor.getShapeMaskedPageBounds.bind(editor);
  const outlines = new WeakMap<object, readonly Vec[]>();
  const known = new WeakMap<TLShape, Box>();

  const outlineOf = (shape: TLShape): readonly Vec[] => {
    const outline = outlines.get(shape.props) ?? editor.getShapeUtil(shape).getGeometry(shape).boundsVertices;
    outlines.set(shape.props, outline);
    return outline;
  };
  const fromRecord = (shape: TLShape): Box => {
    const bounds =
      known.get(shape) ??
      unsafe__withoutCapture(() =>
        Box.FromPoints(editor.getShapeLocalTransform(shape).applyToPoints([...outlineOf(shape)])),
      );
    known.set(shape, bounds);
    return bounds;
  };

  editor.getShapePageBounds = (asked: TLShape | TLShapeId) => {
    const shape = editor.getShape(asked);
    return shape && isByItself(shape) ? fromRecord(shape) : boundsOf(asked);
  };
  // Nothing masks what lies on the page itself.
  editor.getShapeMaskedPageBounds = (asked: TLShape | TLShapeId) => {
    const shape = editor.getShape(asked);
    return shape && isByItself(shape) ? fromRecord(shape) : maskedBoundsOf(asked);
  };
}

const isByItself = (shape: TLShape): boolean => isPageId(shape.parentId) && OUTLINED_BY_PROPS.has(shape.type);
