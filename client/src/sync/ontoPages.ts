import * as Y from 'yjs';

/**
 * Puts items that came with an update onto a page where what they lay in is gone: they would not be shown else.
 *
 * @param before the document's state vector ahead of the update; what it knew then is left as it is
 */
export function ontoPages(doc: Y.Doc, before: Uint8Array): void {
  const known = Y.decodeStateVector(before);
  const records = doc.getMap<Y.Map<unknown>>('records');
  const page = [...records.keys()].filter((id) => id.startsWith('page:')).toSorted()[0];
  if (page === undefined) return;
  for (const record of records.values()) {
    const parent = record.get('parentId');
    const isNew = record._item !== null && !known.has(record._item.id.client);
    if (isNew && typeof parent === 'string' && !records.has(parent)) record.set('parentId', page);
  }
}
