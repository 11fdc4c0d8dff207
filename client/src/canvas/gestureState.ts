import { isShapeId } from '@tldraw/tlschema';
import type { TLRecord, TLShape, TLShapeId } from '@tldraw/tlschema';
import { changedFields, strokeTail, withFields, withStrokeTail } from '@weft/board-model';
import type { StrokeTail } from '@weft/board-model';
import { z } from 'zod';

/** What a page tells others of items in its hands that it has not written yet: two fields of its awareness state. */
export interface GestureToSend {
  readonly gesture: GestureField;
  /** The items that move together; a field of its own, as it stays the same while the gesture goes on and only what changed travels. */
  readonly held: readonly string[] | null;
}

interface GestureField {
  /** The Yjs clock of this page's document. Whoever has more of it has seen this gesture written. */
  readonly clock: number;
  /** Items that move together. */
  readonly move?: {
    readonly parent: string;
    /** Where one of them stands: id, x, y. Wherever others see it, the rest moves as it does. */
    readonly anchor: readonly [string, number, number];
  };
  /** Or each by itself. */
  readonly items?: readonly ItemToSend[];
}

interface ItemToSend {
  readonly id: string;
  readonly parent: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly tail?: StrokeTail;
}

/** A gesture of somebody else, checked. */
export interface Gesture {
  readonly clock: number;
  readonly items: readonly TLShapeId[];
  /** The item whose place the places of all others follow from. */
  readonly anchor: TLShapeId | null;
  /** @returns the item as the gesture has it, or as it is. @param anchor where the document has the anchor. */
  readonly over: (shape: TLShape, anchor: TLShape | null) => TLShape;
}

const MAX_MOVED = 200;
const MAX_CHANGED = 20;
/** What items that change each by itself may take, in characters of JSON. */
const MAX_LENGTH = 4_000;
const MAX_FIELDS = 40;
/** Positions are rounded to 1/64 when they are written, so two items that move alike may differ by as much. */
const SAME_STEP = 0.04;

type Change = readonly [from: TLShape, to: TLShape];

/** @param updates pending changes, each from what was written last. @returns null where there is nothing to tell. */
export function gestureToSend(updates: Iterable<readonly [TLRecord, TLRecord]>, clock: number): GestureToSend | null {
  const changes = shapeChanges(updates);
  if (changes.length === 0 || changes.length > MAX_MOVED) return null;
  const move = moveOf(changes);
  if (move) return { gesture: { clock, move }, held: changes.map(([, { id }]) => id).toSorted() };
  if (changes.length > MAX_CHANGED) return null;
  const items = changes.flatMap((change) => itemOf(change) ?? []);
  return items.length === 0 || JSON.stringify(items).length > MAX_LENGTH
    ? null
    : { gesture: { clock, items }, held: null };
}

/** What changes its parent is not told: it stands in the other's coordinates, and is soon written. */
function shapeChanges(updates: Iterable<readonly [TLRecord, TLRecord]>): Change[] {
  return [...updates].flatMap(([from, to]): Change[] =>
    from.typeName === 'shape' && to.typeName === 'shape' && from.parentId === to.parentId ? [[from, to]] : [],
  );
}

function moveOf(changes: readonly Change[]): GestureField['move'] | null {
  const [first] = changes;
  if (!first || !changes.every((change) => isSameStep(change, first))) return null;
  const { id, parentId, x, y } = first[1];
  return { parent: parentId, anchor: [id, rounded(x), rounded(y)] };
}

/** Whether an item only moved, beside the other and as far. */
function isSameStep([from, to]: Change, [otherFrom, otherTo]: Change): boolean {
  if (to.parentId !== otherTo.parentId || strokeTail(from, to)) return false;
  if (Math.abs(to.x - from.x - (otherTo.x - otherFrom.x)) > SAME_STEP) return false;
  if (Math.abs(to.y - from.y - (otherTo.y - otherFrom.y)) > SAME_STEP) return false;
  const keys = Object.keys(changedFields(from, to));
  return keys.length === 1 && keys[0] === 'xy';
}

function itemOf([from, to]: Change): ItemToSend | null {
  const fields = changedFields(from, to);
  const tail = strokeTail(from, to);
  const hasFields = Object.keys(fields).length > 0;
  if (!hasFields && !tail) return null;
  return { id: to.id, parent: to.parentId, ...(hasFields && { fields }), ...(tail && { tail }) };
}

const rounded = (value: number): number => Math.round(value * 64) / 64;

const shapeId = z.custom<TLShapeId>((id) => typeof id === 'string' && id.length <= 100 && isShapeId(id));
const parentId = z.string().max(100);
const coordinate = z.number().min(-1e7).max(1e7);
const place = z.int().min(0).max(1e6);
const MoveSchema = z.object({
  parent: parentId,
  anchor: z.tuple([shapeId, coordinate, coordinate]),
});
const ItemSchema = z.object({
  id: shapeId,
  parent: parentId,
  fields: z
    .record(z.string().max(100), z.unknown())
    .refine((fields) => Object.keys(fields).length <= MAX_FIELDS)
    .optional(),
  tail: z.object({ segment: place, from: place, path: z.string().max(MAX_LENGTH) }).optional(),
});
const StateSchema = z.object({
  gesture: z.object({
    clock: z.int().min(0),
    move: MoveSchema.optional(),
    items: z.array(ItemSchema).max(MAX_CHANGED).optional(),
  }),
  held: z.array(shapeId).max(MAX_MOVED).nullish(),
});

/** @param received somebody's whole awareness state. @returns the gesture in it, or null where there is none. */
export function gestureOf(received: unknown): Gesture | null {
  const parsed = StateSchema.safeParse(received);
  if (!parsed.success) return null;
  const { gesture, held } = parsed.data;
  if (gesture.move) return moveGesture(gesture.clock, gesture.move, held ?? []);
  return gesture.items ? changeGesture(gesture.clock, gesture.items) : null;
}

function moveGesture(
  clock: number,
  { parent, anchor }: z.infer<typeof MoveSchema>,
  items: readonly TLShapeId[],
): Gesture {
  const [id, x, y] = anchor;
  return {
    clock,
    items,
    anchor: id,
    over(shape, at) {
      if (!at || shape.parentId !== parent || at.parentId !== parent) return shape;
      return { ...shape, x: shape.x + x - at.x, y: shape.y + y - at.y };
    },
  };
}

function changeGesture(clock: number, items: readonly z.infer<typeof ItemSchema>[]): Gesture {
  const byId = new Map(items.map((item) => [item.id, item]));
  return {
    clock,
    items: [...byId.keys()],
    anchor: null,
    over(shape) {
      const item = byId.get(shape.id);
      if (!item || shape.parentId !== item.parent) return shape;
      const shaped = item.fields ? (withFields(shape, item.fields) ?? shape) : shape;
      return item.tail ? (withStrokeTail(shaped, item.tail) ?? shaped) : shaped;
    },
  };
}
