import type { RecordsDiff } from '@tldraw/store';
import { RESET_VALUE } from 'tldraw';
import type { Computed, Editor, TLShape, TLShapeId } from 'tldraw';

type ShapeHistory = Computed<number, RecordsDiff<TLShape>>;

export const shapeHistoryOf = (editor: Editor): ShapeHistory => editor.store.query.filterHistory('shape');

/**
 * The shapes that changed since an epoch, as they are now; null where the order of shapes may be another one: some came,
 * went, or changed their parent or index. Whoever derives something from all shapes of a page looks at these alone, so
 * that a change costs as much on a large page as on a small one.
 */
export function shapesChangedSince(history: ShapeHistory, epoch: number): ReadonlyMap<TLShapeId, TLShape> | null {
  const diffs = history.getDiffSince(epoch);
  if (diffs === RESET_VALUE) return null;
  const changed = new Map<TLShapeId, TLShape>();
  for (const { added, updated, removed } of diffs) {
    if (Object.keys(added).length > 0 || Object.keys(removed).length > 0) return null;
    for (const [before, after] of Object.values(updated)) {
      if (before.parentId !== after.parentId || before.index !== after.index) return null;
      changed.set(after.id, after);
    }
  }
  return changed;
}
