import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * A board's state (a Yjs V1 update) without the tombstones that nothing in the entries after it refers to: what a replay needs
 * that begins there and goes no further than those entries.
 *
 * Whoever moves an item leaves a tombstone each time, the value before. Yjs keeps them all, since somebody who was away may
 * still build on any of them, and they become most of an old board: reading them is most of what going to a moment costs.
 * In a log one can look at what comes. A value in a map refers to the one it took the place of; if no entry refers to anything
 * but the latest value of a key, the earlier ones become nothing of the same length, and the latest one stands by itself.
 * A key of which anything else is referred to keeps all it has, as its order decides who wins.
 */
export function pruneState(state: Uint8Array, following: Iterable<Uint8Array>): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => Y.applyUpdate(doc, state));
  const kept = new Chains();
  for (const payload of following) {
    for (const struct of Y.decodeUpdate(payload).structs) {
      if (struct instanceof Y.Item) keepReferred(doc, struct, kept);
    }
  }
  const smaller = encodeWithout(doc, (item) => item.parentSub !== null && !kept.has(item));
  doc.destroy();
  return smaller;
}

/** Keys of maps. */
class Chains {
  readonly #keys = new Map<unknown, Set<string>>();

  add(map: unknown, key: string): void {
    this.#keys.set(map, (this.#keys.get(map) ?? new Set()).add(key));
  }

  has({ parent, parentSub }: Y.Item): boolean {
    return parentSub !== null && this.#keys.get(parent)?.has(parentSub) === true;
  }
}

/** Everything but the latest value of a key that is referred to keeps all of that key. */
function keepReferred(doc: Y.Doc, { origin, rightOrigin, parent, parentSub }: Y.Item, kept: Chains): void {
  for (const id of [origin, rightOrigin]) {
    const referred = id === null ? null : itemAt(doc, id);
    if (referred?.parentSub != null && referred.right !== null) kept.add(referred.parent, referred.parentSub);
  }
  // A value that knows of none before it competes with the first there ever was.
  if (origin === null && parentSub !== null) {
    const map =
      typeof parent === 'string' ? doc.share.get(parent) : parent instanceof Y.ID ? typeAt(doc, parent) : null;
    if (map != null) kept.add(map, parentSub);
  }
}

/** What of the state an id names; null for what came later, and for what is nothing any more. */
function itemAt(doc: Y.Doc, { client, clock }: Y.ID): Y.Item | null {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return null;
  const struct = structs[Y.findIndexSS(structs, clock)];
  return struct instanceof Y.Item ? struct : null;
}

function typeAt(doc: Y.Doc, id: Y.ID): unknown {
  const content = itemAt(doc, id)?.content;
  return content instanceof Y.ContentType ? content.type : null;
}

/** The whole document as an update; of the keys that may be pruned only the latest value. */
function encodeWithout(doc: Y.Doc, mayPrune: (item: Y.Item) => boolean): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  const clients = [...doc.store.clients].filter(([, structs]) => structs.length > 0).toSorted(([a], [b]) => b - a);
  writeVarUint(encoder.restEncoder, clients.length);
  for (const [client, structs] of clients) {
    const written = withoutPruned(structs, mayPrune);
    writeVarUint(encoder.restEncoder, written.length);
    encoder.writeClient(client);
    writeVarUint(encoder.restEncoder, 0);
    for (const struct of written) struct.write(encoder, 0);
  }
  // No delete set: what is deleted is nothing already, or says that it is.
  writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

function withoutPruned(structs: readonly (Y.Item | Y.GC)[], mayPrune: (item: Y.Item) => boolean): (Y.Item | Y.GC)[] {
  const written: (Y.Item | Y.GC)[] = [];
  for (const struct of structs) {
    const left = struct instanceof Y.Item && mayPrune(struct) ? pruned(struct) : struct;
    const last = written.at(-1);
    if (left instanceof Y.GC && last instanceof Y.GC) last.length += left.length;
    else written.push(left instanceof Y.GC ? new Y.GC(left.id, left.length) : left);
  }
  return written;
}

/** Nothing, for what another took the place of; else the same without what it took the place of. */
function pruned(item: Y.Item): Y.Item | Y.GC {
  if (item.right !== null) return new Y.GC(item.id, item.length);
  // The document is thrown away after this.
  item.origin = null;
  return item;
}
