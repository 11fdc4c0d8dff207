import { Box } from 'tldraw';
import type { Editor, TLShapeId } from 'tldraw';

/** More than these are shown rather than selected: their outlines would hide them. */
const MAX_SELECTED = 500;
const VIEW_INSET = 96;

/** Selects what just came, and brings it into view on the page on which the first of it lies. */
export function showItems(editor: Editor, items: readonly string[]): void {
  // An item's id is tldraw's shape id.
  const there = (items as readonly TLShapeId[]).filter((id) => editor.getShape(id) !== undefined);
  const page = there[0] && editor.getAncestorPageId(there[0]);
  if (!page) return;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  const ids = there.filter((id) => editor.getAncestorPageId(id) === page);
  editor.setCurrentTool('select');
  if (ids.length <= MAX_SELECTED) editor.setSelectedShapes(ids);
  else editor.selectNone();
  const boxes = ids.flatMap((id) => editor.getShapePageBounds(id) ?? []);
  if (boxes.length === 0) return;
  const bounds = Box.Common(boxes);
  if (editor.getViewportPageBounds().contains(bounds)) return;
  const animation = { duration: editor.options.animationMediumMs };
  editor.zoomToBounds(bounds, { targetZoom: 1, inset: VIEW_INSET, animation });
}
