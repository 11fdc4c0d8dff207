import * as Y from 'yjs';
import { itemAtKey, itemOfType, latestCopy, typeAround } from './yjsItems.ts';

/** What one step of the history inserted and deleted. */
export type UndoStep = Y.UndoManager['undoStack'][number];
type DeleteSet = UndoStep['deletions'];
type Type = Y.AbstractType<unknown>;

/** What a step did to one key of one shared type. */
interface KeyChange {
  readonly type: Type;
  readonly key: string;
  /** What stood there before, last first; several where others set it while the step went on. */
  readonly replaced: Y.Item[];
}

/** Only together do they say where an item stands: a position is one within the parent. */
const PLACE = ['parentId', 'index', 'xy'] as const;

/**
 * Which properties a step can give back, now that others may have set them too.
 *
 * Yjs's own answer is wrong in four cases. Where two set a property at the same time and mine won, it takes mine away
 * without bringing anything back, and the record lacks a property; so it does in a record that I removed while somebody
 * set one. Where I overwrote what somebody set and took that back, it takes their value for mine. And where several
 * values stood there during one step, it may bring back any. So Yjs is told to bring back whatever it is asked to, and
 * this decides what that is.
 */
export class PropertiesOfOthers {
  /** What of the step's deletions is to be brought back. */
  readonly restorable: DeleteSet;
  readonly #doc: Y.Doc;
  readonly #step: UndoStep;
  /** Deletions of mine outside of the step. */
  readonly #deletions: readonly DeleteSet[];
  /** What the step set and nobody has replaced or removed since. */
  readonly #standing = new Set<Y.Item>();
  readonly #changes = new Map<Type, Map<string, KeyChange>>();
  readonly #left = new Map<Type, Set<string>>();

  constructor(manager: Y.UndoManager, step: UndoStep) {
    this.#doc = manager.doc;
    this.#step = step;
    this.#deletions = [...manager.undoStack, ...manager.redoStack].map(({ deletions }) => deletions);
    // Writes nothing. Only for as long as a transaction lasts does Yjs not join items that it has taken apart.
    this.restorable = this.#doc.transact((transaction) => {
      this.#collect(transaction);
      for (const changes of this.#changes.values()) this.#judge(changes);
      return without(step.deletions, this.#notRestorable());
    });
  }

  /** Everything that the step set and that stands. */
  get standing(): ReadonlySet<Y.Item> {
    return this.#standing;
  }

  /** Whether this is to stay although the step set it: a value of a key, or what lies in a record that stays. */
  protects({ parent, parentSub }: Y.Item): boolean {
    if (!(parent instanceof Y.AbstractType)) return false;
    if (parentSub !== null && this.#left.get(parent)?.has(parentSub) === true) return true;
    const around = itemOfType(parent);
    return around !== null && this.#standing.has(around) && this.protects(around);
  }

  #collect(transaction: Y.Transaction): void {
    const { insertions, deletions } = this.#step;
    Y.iterateDeletedStructs(transaction, insertions, (item) => {
      if (item instanceof Y.Item && item.parentSub !== null) this.#addSet(latestCopy(this.#doc, item));
    });
    Y.iterateDeletedStructs(transaction, deletions, (item) => {
      if (item instanceof Y.Item && item.parentSub !== null && !Y.isDeleted(insertions, item.id)) {
        this.#addReplaced(item);
      }
    });
  }

  #notRestorable(): Y.Item[] {
    return [...this.#changes].flatMap(([type, changes]) =>
      [...changes.values()].flatMap(({ key, replaced }) =>
        this.#left.get(type)?.has(key) === true ? replaced : replaced.slice(1),
      ),
    );
  }

  #addSet(item: Y.Item): void {
    const change = this.#changeOf(item);
    if (change && !item.deleted) this.#standing.add(item);
  }

  #addReplaced(item: Y.Item): void {
    const replaced = this.#changeOf(item)?.replaced;
    if (replaced?.some((other) => isBefore(item, other))) replaced.push(item);
    else replaced?.unshift(item);
  }

  #changeOf(item: Y.Item): KeyChange | null {
    const around = typeAround(item);
    const key = item.parentSub;
    if (!around || key === null) return null;
    const type = this.#presentCopy(around) ?? around;
    const changes = this.#changes.get(type) ?? new Map<string, KeyChange>();
    const change = changes.get(key) ?? { type, key, replaced: [] };
    this.#changes.set(type, changes.set(key, change));
    return change;
  }

  #judge(changes: ReadonlyMap<string, KeyChange>): void {
    const left = new Set<string>();
    for (const change of changes.values()) if (!this.#isFree(change)) left.add(change.key);
    if (left.has('parentId') || (left.has('xy') && changes.has('parentId'))) for (const key of PLACE) left.add(key);
    for (const change of changes.values()) if (left.has(change.key)) this.#left.set(change.type, left);
  }

  #isFree({ type, key, replaced: [last] }: KeyChange): boolean {
    const record = itemOfType(type);
    // What others set in a record that was removed is gone with it; the step brings it back as it removed it.
    if (record?.deleted === true) return record.redone === null && Y.isDeleted(this.#step.deletions, record.id);
    const current = itemAtKey(type, key);
    if (!current) return true;
    if (!last) return !this.#standing.has(current) || !this.#wasSetByOthersToo(current);
    const isMine = current.deleted ? this.#isDeletedByMe(current) : this.#standing.has(current);
    return isMine && !this.#wasSetByOthersAfter(last);
  }

  /** The type, or what an undo brought back in its place, where it is not deleted. */
  #presentCopy(type: Type): Type | null {
    const item = itemOfType(type);
    if (!item) return type;
    const copy = latestCopy(this.#doc, item);
    return !copy.deleted && copy.content instanceof Y.ContentType ? copy.content.type : null;
  }

  /** Somebody set a property at the same time that nobody had set before, and mine won. */
  #wasSetByOthersToo(current: Y.Item): boolean {
    let first = current;
    for (let item = current.left; item !== null; item = item.left) {
      if (Y.isDeleted(this.#step.insertions, item.id)) first = item;
    }
    return first.left !== null && !Y.compareIDs(first.origin, first.left.lastId);
  }

  /** Whether anything after a former value is neither of the step nor taken back by me. */
  #wasSetByOthersAfter(former: Y.Item): boolean {
    let item = former;
    while (item.right !== null && (item.right.redone !== null || this.#isMine(item.right))) {
      item = latestCopy(this.#doc, item.right);
    }
    return item.right !== null;
  }

  #isMine(item: Y.Item): boolean {
    return Y.isDeleted(this.#step.insertions, item.id) || this.#deletions.some((set) => Y.isDeleted(set, item.id));
  }

  #isDeletedByMe({ lastId }: Y.Item): boolean {
    return [this.#step.deletions, ...this.#deletions].some((set) => Y.isDeleted(set, lastId));
  }
}

function isBefore(item: Y.Item, other: Y.Item): boolean {
  for (let next = item.right; next !== null; next = next.right) if (next === other) return true;
  return false;
}

/** A delete set less some of the items in it. */
function without(set: DeleteSet, items: readonly Y.Item[]): DeleteSet {
  if (items.length === 0) return set;
  const result = Y.createDeleteSet();
  for (const [client, ranges] of set.clients) {
    const holes = items
      .filter(({ id }) => id.client === client)
      .map(({ id, length }) => ({ clock: id.clock, len: length }))
      .toSorted((a, b) => a.clock - b.clock);
    const rest = ranges.flatMap((range) => between(range, holes));
    if (rest.length > 0) result.clients.set(client, rest);
  }
  return result;
}

interface Range {
  readonly clock: number;
  readonly len: number;
}

/** @param holes in order */
function between({ clock, len }: Range, holes: readonly Range[]): Range[] {
  const inside = holes.filter((hole) => hole.clock >= clock && hole.clock < clock + len);
  const starts = [clock, ...inside.map((hole) => hole.clock + hole.len)];
  return starts
    .map((start, i) => ({ clock: start, len: (inside[i]?.clock ?? clock + len) - start }))
    .filter((range) => range.len > 0);
}
