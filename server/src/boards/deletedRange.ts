import * as Y from 'yjs';

/** True when every struct of the range is known and already deleted, so that deleting it again has no effect. */
export function isDeletedRange(doc: Y.Doc, clientId: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(clientId);
  const end = clock + length;
  if (length === 0) return true;
  if (structs === undefined || Y.getState(doc.store, clientId) < end) return false;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
