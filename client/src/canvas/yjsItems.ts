/* oxlint-disable no-underscore-dangle -- Yjs has no other way to ask which item holds a value, and who wrote it */
import * as Y from 'yjs';

type Type = Y.AbstractType<unknown>;

/** Yjs keeps every value that a key ever had as an item, in one order for everybody; the last one is what holds now. */
export const itemAtKey = (type: Pick<Type, '_map'>, key: string): Y.Item | null => type._map.get(key) ?? null;

/** The item that a shared type is the content of, null for a root type. */
export const itemOfType = (type: Type): Y.Item | null => type._item;

/** The type that an item lies in, null while that has not arrived. */
export const typeAround = (item: Y.Item): Type | null => (item.parent instanceof Y.AbstractType ? item.parent : null);

/** Whatever an undo or redo brought back lies there as a copy. @returns the last one of them. */
export function latestCopy(doc: Y.Doc, item: Y.Item): Y.Item {
  let copy = item;
  while (copy.redone !== null) {
    const next: unknown = Y.getItem(doc.store, copy.redone);
    if (!(next instanceof Y.Item)) break;
    copy = next;
  }
  return copy;
}

/** Whether anything that is left of a text, at any depth, passes the test. */
export function someLiveItem(type: Pick<Type, '_start'>, test: (item: Y.Item) => boolean): boolean {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentType) {
      if (someLiveItem(item.content.type, test)) return true;
    } else if (test(item)) {
      return true;
    }
  }
  return false;
}
