import { computed, isUninitialized, unsafe__withoutCapture } from 'tldraw';
import type { Computed, Editor, TLRenderingShape, TLShape, TLShapeId } from 'tldraw';
import { shapeHistoryOf, shapesChangedSince } from './changedShapes.ts';

/** The shapes of the current page in the order in which they lie. @param all tldraw's own reading. */
export function shapesInOrder(editor: Editor, all: () => TLShape[]): Computed<TLShape[]> {
  return keptUp(editor, {
    scene: () => [editor.getCurrentPageId()],
    all,
    changed: (_before, shape) => shape,
  });
}

/**
 * What is drawn of the current page. For an item that only moved nothing is drawn anew: tldraw itself follows where it
 * stands. What tldraw holds on to of the others is how they look.
 *
 * @param drawnIds which items are drawn now.
 * @param all tldraw's own reading, of the whole page.
 */
export function shapesToDraw(
  editor: Editor,
  drawnIds: () => ReadonlySet<TLShapeId>,
  all: () => TLRenderingShape[],
): Computed<TLRenderingShape[]> {
  return keptUp(editor, {
    scene: () => [drawnIds(), editor.getCurrentPageId(), editor.getErasingShapeIds()],
    all: () => {
      const ids = unsafe__withoutCapture(drawnIds);
      return all().filter(({ id }) => ids.has(id));
    },
    changed: (before, shape) => {
      // What is in it is drawn as faintly.
      if (before.shape.opacity !== shape.opacity) return null;
      return hasSameLook(before.shape, shape) ? before : { ...before, shape };
    },
  });
}

interface Reading<Entry> {
  /** All is read anew when one of these is another. */
  readonly scene: () => readonly unknown[];
  readonly all: () => Entry[];
  /** The entry of a shape that has changed; null where all is to be read anew. */
  readonly changed: (before: Entry, shape: TLShape) => Entry | null;
}

/**
 * A list of a page's shapes that is kept up with what changed. tldraw looks at every shape of the page again after each
 * change, and React at everything drawn: on a page of 5 000, tens of milliseconds for a note that somebody moved.
 */
function keptUp<Entry extends { readonly id: TLShapeId }>(
  editor: Editor,
  { scene, all, changed }: Reading<Entry>,
): Computed<Entry[]> {
  const history = shapeHistoryOf(editor);
  let last: readonly unknown[] = [];
  let places = new Map<TLShapeId, number>();

  const updated = (before: Entry[], shapes: Iterable<TLShape>): Entry[] | null => {
    let entries = before;
    for (const shape of shapes) {
      const place = places.get(shape.id);
      const entry = place === undefined ? undefined : entries[place];
      if (place === undefined || !entry) continue;
      const next = changed(entry, shape);
      if (next === null) return null;
      if (next === entry) continue;
      if (entries === before) entries = [...before];
      entries[place] = next;
    }
    return entries;
  };

  return computed<Entry[]>('shapes of a large page', (before, epoch) => {
    const now = scene();
    const isSameScene = now.length === last.length && now.every((part, i) => part === last[i]);
    last = now;
    const shapes = isUninitialized(before) ? null : shapesChangedSince(history, epoch);
    if (!isUninitialized(before) && isSameScene && shapes) {
      const entries = updated(before, shapes.values());
      if (entries) return entries;
    }
    // Told of the next change by the history, and not by each shape.
    history.get();
    const entries = unsafe__withoutCapture(all);
    places = new Map(entries.map(({ id }, place) => [id, place]));
    return entries;
  });
}

function hasSameLook(a: TLShape, b: TLShape): boolean {
  return a.props === b.props && a.meta === b.meta && a.isLocked === b.isLocked;
}
