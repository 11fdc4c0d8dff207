/* oxlint-disable no-underscore-dangle -- Yjs has no public way from a type to its structs; this file is the only one that takes the private one */
import * as Y from 'yjs';

/** Any Yjs shared type. */
export type SharedType = Y.ContentType['type'];

/** The struct that a type is the content of; null for a root type. */
export const structOf = (type: SharedType): Y.Item | null => type._item;

/** The structs of a list in order, those deleted included. */
function* listItems(type: SharedType): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) yield item;
}

/** All structs below a type in reading order, those deleted included. */
export function* itemsBelow(type: SharedType): Generator<Y.Item> {
  for (const item of listItems(type)) {
    yield item;
    if (item.content instanceof Y.ContentType) yield* itemsBelow(item.content.type);
  }
}

/** The type that lies under a key of a map, also when the map itself was just deleted. */
export function typeUnder(map: SharedType, key: string): SharedType | null {
  const content = map._map.get(key)?.content;
  return content instanceof Y.ContentType ? content.type : null;
}

/** The values under each key of a map: what is in a list under it, in order. Also when the map itself was just deleted. */
export function* valuesUnder(map: SharedType): Generator<[key: string, values: readonly unknown[]]> {
  for (const [key, { content }] of map._map) {
    if (content instanceof Y.ContentDeleted) continue;
    const items = content instanceof Y.ContentType ? [...listItems(content.type)] : null;
    yield [key, items === null ? content.getContent() : items.flatMap((item) => item.content.getContent())];
  }
}
