import { Geometry2d, Group2d } from 'tldraw';
import type { Geometry2dFilters, Vec, VecLike } from 'tldraw';

/**
 * Where the text of an item stands within it, found out only when somebody asks. Measuring a text lays the page out, some
 * two milliseconds an item: a board of thousands would stand still for as many seconds when it opens, though only a click
 * on one of them needs to know. It never counts to the item's bounds.
 */
class DeferredLabel extends Geometry2d {
  readonly #measure: () => Geometry2d;
  #measured: Geometry2d | null = null;

  constructor(measure: () => Geometry2d) {
    super({ isFilled: true, isClosed: true, isLabel: true, excludeFromShapeBounds: true });
    this.#measure = measure;
  }

  override getVertices(filters: Geometry2dFilters): Vec[] {
    return this.#label.getVertices(filters);
  }

  override nearestPoint(point: VecLike, filters?: Geometry2dFilters): Vec {
    return this.#label.nearestPoint(point, filters);
  }

  override getSvgPathData(first: boolean): string {
    return this.#label.getSvgPathData(first);
  }

  get #label(): Geometry2d {
    return (this.#measured ??= this.#measure());
  }
}

/**
 * The geometry of an item whose label lies within its bounds.
 *
 * @param bare the same item's geometry without text, which is cheap and has the same outline
 * @param whole the geometry with the text measured
 */
export function withDeferredLabel(bare: Group2d, whole: () => Group2d): Group2d {
  const outline = bare.children.filter((child) => !child.isLabel);
  return new Group2d({ children: [...outline, new DeferredLabel(() => labelOf(whole()))] });
}

function labelOf(group: Group2d): Geometry2d {
  const label = group.children.find((child) => child.isLabel);
  if (!label) throw new Error('an item with text has no label');
  return label;
}
