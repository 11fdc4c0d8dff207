import type { TLRecord, TLShape } from '@tldraw/tlschema';
import { itemsOf, pageOf, sameJson, textOfRecord } from '@weft/board-model';
import type { Contributions, ItemId, Person } from '@weft/protocol';
import { calledById } from '../people/nameOf.ts';

type Records = ReadonlyMap<string, TLRecord>;

export type ChangeKind = 'added' | 'changed' | 'removed';

/** What became of one item between two times. */
export interface ItemChange {
  readonly itemId: ItemId;
  readonly kind: ChangeKind;
  readonly type: string;
  readonly words: string;
  /** The page that it lies on, or lay on. */
  readonly pageId: string;
  /** Who did something to it between the two, as far as I am told, in the order in which they began. */
  readonly people: readonly Person[];
}

/** @param contributions of the whole board. @param between ms since the epoch, the earlier first */
export function changesBetween(
  before: Records,
  after: Records,
  contributions: Pick<Contributions, 'contributions' | 'people'>,
  between: { readonly from: number; readonly to: number },
): readonly ItemChange[] {
  const people = peopleByItem(contributions, between);
  const told = (shape: TLShape, kind: ChangeKind): ItemChange => {
    // An item's id is tldraw's shape id.
    const itemId = shape.id as string as ItemId;
    const pageId = pageOf(kind === 'removed' ? before : after, shape) ?? '';
    const words = textOfRecord(shape).trim();
    return { itemId, kind, type: shape.type, words, pageId, people: people.get(itemId) ?? [] };
  };
  const now = itemsOf(after).flatMap((shape) => {
    const was = before.get(shape.id);
    if (was === undefined) return [told(shape, 'added')];
    return isSame(was, shape) ? [] : [told(shape, 'changed')];
  });
  const gone = itemsOf(before).filter(({ id }) => !after.has(id));
  return [...now, ...gone.map((shape) => told(shape, 'removed'))];
}

/** Its place among its neighbours follows from what happens to them. */
const isSame = (was: TLRecord, is: TLShape): boolean =>
  was.typeName === 'shape' && sameJson({ ...was, index: is.index }, is);

function peopleByItem(
  { contributions, people }: Pick<Contributions, 'contributions' | 'people'>,
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlyMap<ItemId, readonly Person[]> {
  const known = calledById(people);
  const byItem = new Map<ItemId, Map<string, Person>>();
  for (const act of contributions) {
    const person = known.get(act.personId);
    if (act.to <= from || act.from > to || person === undefined) continue;
    const there = byItem.get(act.itemId) ?? new Map<string, Person>();
    byItem.set(act.itemId, there.set(person.id, person));
  }
  return new Map([...byItem].map(([id, found]) => [id, [...found.values()]]));
}
