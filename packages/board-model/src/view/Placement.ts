import { getOrAdd } from './SiblingOrder.ts';

/** Where the view puts a shape, or why it cannot be shown. */
export type Place =
  | { readonly shown: true; readonly parentId: string; readonly depth: number }
  | { readonly shown: false; readonly reason: string };

/** Deeper than any nesting of frames and groups that people make; tldraw walks it recursively. */
const MAX_DEPTH = 64;

const GONE: Place = { shown: false, reason: 'its page, frame or group is gone' };
const PARENT_HIDDEN: Place = { shown: false, reason: 'what holds it cannot be shown' };
const TOO_DEEP: Place = { shown: false, reason: 'nested too deeply' };

/**
 * The tree of shapes under pages. The parents that the document names may be gone, or may go round in a circle when
 * two people nest two things into each other at once; the view opens a circle at its lowest id, which goes to the
 * first page. Only what hangs below a change is looked at again.
 */
export class Placement {
  readonly #parents = new Map<string, string>();
  readonly #children = new Map<string, Set<string>>();
  readonly #places = new Map<string, Place>();
  /** Circles are opened onto the first page, so these move when another page becomes the first. */
  readonly #opened = new Set<string>();
  /** Most shapes lie on a page itself, and share their place. */
  #onPages: ReadonlyMap<string, Place> = new Map();
  #firstPage = '';

  /** Notes the parent that the document names for a shape; `null` when there is no such shape. */
  setParent(id: string, parentId: string | null): void {
    const before = this.#parents.get(id);
    if (before !== undefined) this.#children.get(before)?.delete(id);
    if (parentId === null) this.#parents.delete(id);
    else {
      this.#parents.set(id, parentId);
      getOrAdd(this.#children, parentId, () => new Set<string>()).add(id);
    }
  }

  placeOf(id: string): Place | undefined {
    return this.#places.get(id);
  }

  /** Whether `ancestor` holds `id`, at any depth, in the view. */
  isInside(id: string, ancestor: string): boolean {
    for (let place = this.#places.get(id); place?.shown; place = this.#places.get(place.parentId)) {
      if (place.parentId === ancestor) return true;
    }
    return false;
  }

  /**
   * Places again what hangs below the `changed` shapes and pages; gives every shape that was looked at.
   * `firstPage` is the page that opened circles go to.
   */
  settle(changed: Iterable<string>, pages: ReadonlySet<string>, firstPage: string): Set<string> {
    const roots = new Set(changed);
    if (firstPage !== this.#firstPage) for (const id of this.#opened) roots.add(id);
    this.#onPages = new Map([...pages].map((parentId) => [parentId, { shown: true, parentId, depth: 1 }]));
    this.#firstPage = firstPage;
    const unsettled = this.#below(roots);
    for (const id of unsettled) {
      this.#places.delete(id);
      this.#opened.delete(id);
    }
    for (const id of unsettled) if (this.#parents.has(id) && !this.#places.has(id)) this.#placeUpwards(id);
    return unsettled;
  }

  #below(roots: ReadonlySet<string>): Set<string> {
    const found = new Set(roots);
    // A set grows while it is walked, so this visits everything below, each once, circles or not.
    for (const id of found) for (const child of this.#children.get(id) ?? []) found.add(child);
    return found;
  }

  /** Walks up to something whose place is known, then places everything on the way, top down. */
  #placeUpwards(id: string): void {
    const onPage = this.#onPages.get(this.#parents.get(id) ?? '');
    if (onPage) {
      this.#places.set(id, onPage);
      return;
    }
    const way: string[] = [];
    const seen = new Map<string, number>();
    let at = id;
    for (;;) {
      const circleStart = seen.get(at);
      if (circleStart !== undefined) {
        this.#openCircle(way.splice(circleStart));
        break;
      }
      const parent = this.#parents.get(at);
      if (parent === undefined || this.#places.has(at)) break;
      seen.set(at, way.length);
      way.push(at);
      at = parent;
    }
    for (const below of way.toReversed()) this.#places.set(below, this.#placeUnder(this.#parents.get(below) ?? ''));
  }

  /** `circle` lists each shape before its parent; the last one's parent is the first. */
  #openCircle(circle: readonly string[]): void {
    const lowest = circle.reduce((low, id) => (id < low ? id : low));
    const at = circle.indexOf(lowest);
    this.#opened.add(lowest);
    this.#places.set(lowest, this.#placeUnder(this.#firstPage));
    const rest = [...circle.slice(at + 1), ...circle.slice(0, at)];
    for (const id of rest.toReversed()) this.#places.set(id, this.#placeUnder(this.#parents.get(id) ?? ''));
  }

  #placeUnder(parentId: string): Place {
    const onPage = this.#onPages.get(parentId);
    if (onPage) return onPage;
    const parent = this.#places.get(parentId);
    if (!parent) return GONE;
    if (!parent.shown) return PARENT_HIDDEN;
    return parent.depth < MAX_DEPTH ? { shown: true, parentId, depth: parent.depth + 1 } : TOO_DEEP;
  }
}
