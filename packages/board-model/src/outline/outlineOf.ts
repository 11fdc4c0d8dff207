/**
 * A board to be read instead of looked at: its items as a tree by page, frame and group, in reading order, with the
 * arrows as relations. It is what people without a view of the canvas work with, so every item is in it exactly once.
 */
import type { TLPage, TLRecord, TLShape } from '@tldraw/tlschema';
import { textOfRecord } from '../items.ts';
import type { Box, Matrix } from '../thumbnail/geometry.ts';
import { applied, boxAround, cornersOf, IDENTITY, placed } from '../thumbnail/geometry.ts';
import { boxOf } from '../thumbnail/itemShape.ts';
import { compare, readingOrder } from './readingOrder.ts';
import type { OutlineRelation, Relations } from './relations.ts';
import { relationsIn } from './relations.ts';

/** A page or an item, with what is in it. */
export interface OutlineEntry {
  readonly id: string;
  /** `page`, or tldraw's shape type. */
  readonly type: string;
  /** Its plain text: a page's or frame's name, an arrow's label, a link's address; empty where it has none. */
  readonly text: string;
  /** What arrows say of it. */
  readonly relations: readonly OutlineRelation[];
  /** Of an arrow between two items, what it says of the one that it hangs from; null for everything else. */
  readonly relation: OutlineRelation | null;
  /** What is in it, in reading order; after that the arrows that start from it. */
  readonly children: readonly OutlineEntry[];
  /** How many items come with it: what is in it, and the arrows that start from any of that, or from it. */
  readonly count: number;
}

/** Reads a board's records as an outline: an entry for each page. Pure, and total on records that fit together. */
export function outlineOf(records: ReadonlyMap<string, TLRecord>): OutlineEntry[] {
  return new OutlineReader(records).pages();
}

/** An entry with the box that it fills on its page, which is what orders it among its siblings. */
interface PlacedEntry {
  readonly id: string;
  readonly entry: OutlineEntry;
  readonly box: Box;
}

class OutlineReader {
  readonly #records: ReadonlyMap<string, TLRecord>;
  readonly #relations: Relations;
  /** Items by the page, frame or group that holds them; without the arrows that hang from an item. */
  readonly #inside = new Map<string, TLShape[]>();
  /** Arrows by the item that they start from. */
  readonly #arrowsFrom = new Map<string, TLShape[]>();

  constructor(records: ReadonlyMap<string, TLRecord>) {
    this.#records = records;
    this.#relations = relationsIn(records);
    const shapes = [...records.values()].filter((record) => record.typeName === 'shape');
    const parents = new Set<string>(shapes.map((shape) => shape.parentId));
    for (const shape of shapes.toSorted((a, b) => compare(a.index, b.index) || compare(a.id, b.id))) {
      const source = parents.has(shape.id) ? undefined : this.#sourceOf(shape);
      if (source === undefined) addTo(this.#inside, shape.parentId, shape);
      else addTo(this.#arrowsFrom, source, shape);
    }
  }

  pages(): OutlineEntry[] {
    const pages = [...this.#records.values()].filter((record) => record.typeName === 'page');
    return pages.toSorted((a, b) => compare(a.index, b.index) || compare(a.id, b.id)).map((page) => this.#page(page));
  }

  #page(page: TLPage): OutlineEntry {
    const children = this.#childrenOf(page.id, IDENTITY).map(({ entry }) => entry);
    return {
      id: page.id,
      type: 'page',
      text: page.name,
      relations: [],
      relation: null,
      children,
      count: sum(children),
    };
  }

  #item(shape: TLShape, parent: Matrix): PlacedEntry {
    const at = placed(parent, shape.x, shape.y, shape.rotation);
    const inside = this.#childrenOf(shape.id, at);
    const arrows = (this.#arrowsFrom.get(shape.id) ?? []).map((arrow) => this.#hangingArrow(arrow, shape.id));
    const own = boxOf(shape);
    const corners = own
      ? cornersOf(own).map((corner) => applied(at, corner))
      : inside.flatMap(({ box }) => cornersOf(box));
    const box = boxAround(corners) ?? { minX: at[4], minY: at[5], maxX: at[4], maxY: at[5] };
    const children = [...inside.map(({ entry }) => entry), ...arrows];
    const entry = { ...this.#entry(shape), children, count: sum(children) };
    return { id: shape.id, entry, box };
  }

  #childrenOf(parent: string, at: Matrix): PlacedEntry[] {
    return readingOrder((this.#inside.get(parent) ?? []).map((shape) => this.#item(shape, at)));
  }

  #hangingArrow(arrow: TLShape, source: string): OutlineEntry {
    const relations = this.#relations.ofItem.get(source) ?? [];
    const relation = relations.find(({ arrowId, kind }) => arrowId === arrow.id && kind !== 'comes-from') ?? null;
    return { ...this.#entry(arrow), relation };
  }

  #entry(shape: TLShape): OutlineEntry {
    const relations = this.#relations.ofItem.get(shape.id) ?? [];
    return { id: shape.id, type: shape.type, text: readable(shape), relations, relation: null, children: [], count: 0 };
  }

  /** Only what is itself no arrow can carry an arrow in the outline, so that no two hang from each other. */
  #sourceOf(shape: TLShape): string | undefined {
    const source = shape.type === 'arrow' ? this.#relations.sourceOf.get(shape.id) : undefined;
    const record = source === undefined ? undefined : this.#records.get(source);
    return record?.typeName === 'shape' && record.type !== 'arrow' ? source : undefined;
  }
}

function readable(shape: TLShape): string {
  const text = textOfRecord(shape);
  if (text.trim() !== '') return text;
  return 'url' in shape.props && (shape.type === 'bookmark' || shape.type === 'embed') ? shape.props.url : '';
}

const sum = (entries: readonly OutlineEntry[]): number => entries.reduce((total, { count }) => total + 1 + count, 0);

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
