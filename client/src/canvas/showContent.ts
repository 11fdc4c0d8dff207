import type { Editor, TLPageId } from 'tldraw';

/** Room for the title, the people and the tools around what is shown. */
const CONTENT_INSET = 96;

/** Whoever comes sees what is there; a view that shows all of it already is left alone. */
function showContent(editor: Editor): void {
  const bounds = editor.getCurrentPageBounds();
  if (!bounds || editor.getViewportPageBounds().contains(bounds)) return;
  editor.zoomToBounds(bounds, { targetZoom: 1, inset: CONTENT_INSET, immediate: true });
}

/**
 * Shows what is on the open page, and on each other one when it is first turned to.
 * @param resumed the view goes on from where it was
 * @returns what stops it
 */
export function showContentOfPages(editor: Editor, resumed: boolean): () => void {
  const seen = new Set<TLPageId>([editor.getCurrentPageId()]);
  if (!resumed) showContent(editor);
  return editor.sideEffects.registerAfterChangeHandler('instance', (_before, { currentPageId, followingUserId }) => {
    if (seen.has(currentPageId)) return;
    seen.add(currentPageId);
    // Whoever follows sees what the other sees, and who comes with items looks at them: both a moment later.
    if (followingUserId === null) showContent(editor);
  });
}
