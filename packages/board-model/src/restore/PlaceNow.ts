import type { TLRecord, TLShape } from '@tldraw/tlschema';
import { IDENTITY, placed, type Matrix } from '../thumbnail/geometry.ts';

export type Records = ReadonlyMap<string, TLRecord>;

export interface PlaceNowOptions {
  readonly now: Records;
  readonly past: Records;
  /** The items that come back. */
  readonly back: readonly TLShape[];
  /** The pages that come back. */
  readonly pages: readonly TLRecord[];
  /** For what has no page of its own any more. */
  readonly pageId: string;
}

/** Where an item of an earlier time has its place on the board of now. */
export class PlaceNow {
  readonly #now: Records;
  readonly #past: Records;
  readonly #pageId: string;
  readonly #back: ReadonlySet<string>;

  constructor({ now, past, back, pages, pageId }: PlaceNowOptions) {
    this.#now = now;
    this.#past = past;
    this.#pageId = pageId;
    this.#back = new Set([...back, ...pages].map(({ id }) => id));
  }

  /** The item as it was, in what it lay in; or where it stood on its page, if that is gone. */
  of(shape: TLShape): TLShape {
    const now = this.#now.get(shape.id);
    // Locks are events: what the document says of them is left as it is.
    const isLocked = now?.typeName === 'shape' ? now.isLocked : false;
    if (this.#canLieIn(shape.parentId, shape.id)) return { ...shape, isLocked };
    const [a, b, , , x, y] = this.#transformOf(shape);
    return { ...shape, isLocked, parentId: this.#pageOf(shape), x, y, rotation: Math.atan2(b, a) };
  }

  /** It is there, and lies itself not in what comes to lie in it. */
  #canLieIn(parentId: string, id: string): boolean {
    if (this.#back.has(parentId)) return true;
    let next = this.#now.get(parentId);
    if (next === undefined) return false;
    while (next?.typeName === 'shape') {
      if (next.id === id) return false;
      next = this.#now.get(next.parentId);
    }
    return true;
  }

  #pageOf(shape: TLShape): TLShape['parentId'] {
    let { parentId } = shape;
    for (let next = this.#past.get(parentId); next?.typeName === 'shape'; next = this.#past.get(parentId)) {
      ({ parentId } = next);
    }
    const isThere = this.#back.has(parentId) || this.#now.has(parentId);
    // A page's id is one that a record of this board has.
    return isThere ? parentId : (this.#pageId as TLShape['parentId']);
  }

  #transformOf({ parentId, x, y, rotation }: TLShape): Matrix {
    const parent = this.#past.get(parentId);
    return placed(parent?.typeName === 'shape' ? this.#transformOf(parent) : IDENTITY, x, y, rotation);
  }
}
