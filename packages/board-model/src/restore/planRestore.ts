import type { TLBinding, TLRecord, TLShape } from '@tldraw/tlschema';
import { sameJson } from '../layout/json.ts';
import type { BoardRecord } from '../schema.ts';
import type { StoreChanges } from '../writeChanges.ts';
import { inParts, inWritingOrder } from '../writingParts.ts';
import { PlaceNow, type Records } from './PlaceNow.ts';

export interface RestoreOptions {
  /** The items that are to be as they were, each with all that lay in it; null for the whole board. */
  readonly items: readonly string[] | null;
  /** Locked by itself, or because what lies around it is. */
  readonly isLocked: (id: string) => boolean;
  /** Where something goes whose page is gone. */
  readonly pageId: string;
}

/** What is written to have a board, or some items of it, as they were. */
export interface Restoration {
  /** Items that come back, or that become again what they were. */
  readonly items: readonly string[];
  /** Items that came since, and go. */
  readonly removed: readonly string[];
  /** Items that stay as they are, because they are locked. */
  readonly locked: readonly string[];
  /** To be written one after the other, each an update of its own; none needs what comes later. */
  readonly parts: readonly StoreChanges[];
}

/**
 * Plans how items are had back as they were. What is locked is left alone. What lay in something that is gone stands where
 * it stood, on its page; if that is gone too, on the page that is open. Of an arrow only those ends are bound whose
 * items are there.
 * @param now the board's view
 * @param past the board's view at the time that is wanted back
 */
export function planRestore(now: Records, past: Records, options: RestoreOptions, recordsInPart: number): Restoration {
  const wanted = [...wantedShapes(past, options.items)];
  const leaving = options.items === null ? leavingShapes(now, past, options.isLocked) : [];
  const isLocked = ({ id, parentId }: TLShape): boolean =>
    (now.has(id) && options.isLocked(id)) || (now.has(parentId) && options.isLocked(parentId));
  const [locked, free] = [wanted.filter(isLocked), wanted.filter((shape) => !isLocked(shape))];
  const pages = options.items === null ? changedPages(now, past) : [];
  const place = new PlaceNow({ now, past, back: free, pages, pageId: options.pageId });
  const shapes = free.map((shape) => place.of(shape)).filter((shape) => !sameJson(now.get(shape.id), shape));
  const bindings = changedBindings({ now, past, back: free, leaving, isLocked: options.isLocked });
  const added = [...pages, ...assetsFor(now, past, shapes), ...shapes, ...bindings.added];
  const gone = [...bindings.removed, ...leaving, ...emptiedPages(now, past, { leaving, options, locked })];
  return {
    items: shapes.map(({ id }) => id),
    removed: leaving.map(({ id }) => id),
    locked: [
      ...locked.filter(({ id }) => !sameJson(now.get(id), past.get(id))),
      ...(options.items === null ? cameLocked(now, past, options.isLocked) : []),
    ].map(({ id }) => id),
    parts: [...inParts(inWritingOrder(added as BoardRecord[]), recordsInPart), ...removals(gone, recordsInPart)],
  };
}

const shapesOf = (records: Records): TLShape[] => [...records.values()].filter((record) => record.typeName === 'shape');

const bindingsOf = (records: Records): TLBinding[] =>
  [...records.values()].filter((record) => record.typeName === 'binding');

/** The items with all that lay in them. */
function wantedShapes(past: Records, items: readonly string[] | null): Set<TLShape> {
  const shapes = shapesOf(past);
  if (items === null) return new Set(shapes);
  const wanted = new Set(items);
  const isIn = (shape: TLShape): boolean => {
    let next: TLRecord | undefined = shape;
    while (next?.typeName === 'shape') {
      if (wanted.has(next.id)) return true;
      next = past.get(next.parentId);
    }
    return false;
  };
  return new Set(shapes.filter(isIn));
}

/** What came since; but nothing that holds something locked. */
function leavingShapes(now: Records, past: Records, isLocked: (id: string) => boolean): TLShape[] {
  const staying = new Set<string>();
  for (const { id } of shapesOf(now).filter((shape) => isLocked(shape.id))) {
    let next = now.get(id);
    while (next?.typeName === 'shape') {
      staying.add(next.id);
      next = now.get(next.parentId);
    }
  }
  return shapesOf(now).filter(({ id }) => !past.has(id) && !staying.has(id));
}

/** What came since and would go, if it were not locked. */
const cameLocked = (now: Records, past: Records, isLocked: (id: string) => boolean): TLShape[] =>
  shapesOf(now).filter(({ id }) => !past.has(id) && isLocked(id));

const changedPages = (now: Records, past: Records): TLRecord[] =>
  [...past.values()].filter((record) => record.typeName === 'page' && !sameJson(now.get(record.id), record));

/** Pages that came since, if nothing stays on them. */
function emptiedPages(
  now: Records,
  past: Records,
  { leaving, options, locked }: { leaving: readonly TLShape[]; options: RestoreOptions; locked: readonly TLShape[] },
): TLRecord[] {
  if (options.items !== null) return [];
  const going = new Set(leaving.map(({ id }) => id));
  const lockedIds = new Set(locked.map(({ id }) => id));
  const stays = ({ id }: TLShape): boolean => (!past.has(id) && !going.has(id)) || lockedIds.has(id);
  const used = new Set<string>(
    shapesOf(now)
      .filter(stays)
      .map(({ parentId }) => parentId),
  );
  const came = [...now.values()].filter((record) => record.typeName === 'page' && !past.has(record.id));
  return came.filter(({ id }) => !used.has(id));
}

/** The pictures' files that the board no longer knows. */
function assetsFor(now: Records, past: Records, shapes: readonly TLShape[]): TLRecord[] {
  const ids = shapes.map(({ props }) => ('assetId' in props ? props.assetId : null));
  return [...new Set(ids)].flatMap((id) => (id === null || now.has(id) ? [] : (past.get(id) ?? [])));
}

interface Joining {
  readonly now: Records;
  readonly past: Records;
  readonly back: readonly TLShape[];
  readonly leaving: readonly TLShape[];
  readonly isLocked: (id: string) => boolean;
}

/** An arrow that comes back has its ends as they were; one that stayed gets an end back that is free. */
function changedBindings({ now, past, back, leaving, isLocked }: Joining): {
  readonly added: readonly TLBinding[];
  readonly removed: readonly TLBinding[];
} {
  const backIds = new Set<string>(back.map(({ id }) => id));
  const going = new Set<string>(leaving.map(({ id }) => id));
  const isThere = (id: string): boolean => backIds.has(id) || (now.has(id) && !going.has(id));
  const heldEnds = new Set(bindingsOf(now).map(endOf));
  const added = bindingsOf(past).filter((binding) => {
    const { id, fromId, toId } = binding;
    if (!isThere(fromId) || !isThere(toId) || sameJson(now.get(id), binding)) return false;
    return backIds.has(fromId) || (backIds.has(toId) && !isLocked(fromId) && !heldEnds.has(endOf(binding)));
  });
  const removed = bindingsOf(now).filter(
    ({ id, fromId, toId }) => going.has(fromId) || going.has(toId) || (backIds.has(fromId) && !past.has(id)),
  );
  return { added, removed };
}

const endOf = ({ fromId, props }: TLBinding): string => `${fromId} ${'terminal' in props ? props.terminal : ''}`;

function removals(records: readonly TLRecord[], recordsInPart: number): StoreChanges[] {
  const parts: StoreChanges[] = [];
  for (let begin = 0; begin < records.length; begin += recordsInPart) {
    const part = records.slice(begin, begin + recordsInPart);
    parts.push({ added: {}, updated: {}, removed: Object.fromEntries(part.map((record) => [record.id, record])) });
  }
  return parts;
}
