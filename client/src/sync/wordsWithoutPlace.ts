import * as Y from 'yjs';

/**
 * Own words of an update that came to nothing in a document, since what they were written into is gone: run by run.
 *
 * @param before the document's state vector ahead of the update; what it knew then is not looked at again
 */
export function wordsWithoutPlace(doc: Y.Doc, update: Uint8Array, before: Uint8Array): readonly string[] {
  const { structs, ds } = Y.decodeUpdate(update);
  const known = Y.decodeStateVector(before);
  const runs: string[] = [];
  let last: Y.ID | null = null;
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    if (known.has(struct.id.client) || Y.isDeleted(ds, struct.id) || !isNothing(doc, struct.id)) continue;
    const follows = last !== null && struct.origin !== null && Y.compareIDs(struct.origin, last);
    runs.push(follows ? (runs.pop() ?? '') + struct.content.str : struct.content.str);
    last = Y.createID(struct.id.client, struct.id.clock + struct.length - 1);
  }
  return runs.filter((words) => words.trim() !== '');
}

function isNothing(doc: Y.Doc, id: Y.ID): boolean {
  const struct: Y.Item | Y.GC = Y.getItem(doc.store, id);
  return !(struct instanceof Y.Item) || struct.deleted;
}
