import * as Y from 'yjs';
import type { ClientId } from '@weft/protocol';
import type { LivingPart, Neighbours, Place } from '@weft/update-guard';
import type { StructId } from '@weft/update-codec';

/** The structs that touch a known range, in order. Empty when the document does not have all of it. */
function* structsIn(doc: Y.Doc, clientId: ClientId, clock: number, length: number): Generator<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(clientId);
  const end = clock + length;
  if (structs === undefined || Y.getState(doc.store, clientId) < end) return;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    yield struct;
  }
}

const knows = (doc: Y.Doc, clientId: ClientId, clock: number, length: number): boolean =>
  Y.getState(doc.store, clientId) >= clock + length;

/** True when every struct of the range is known and already deleted, so that deleting it again has no effect. */
export function isDeletedRange(doc: Y.Doc, clientId: ClientId, clock: number, length: number): boolean {
  if (length === 0) return true;
  const structs = doc.store.clients.get(clientId);
  if (structs === undefined || !knows(doc, clientId, clock, length)) return false;
  // No generator here: whoever comes back asks it of all that was ever deleted, and it is most of what that costs.
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index] as Y.Item | Y.GC;
    if (struct.id.clock >= clock + length) return true;
    if (!struct.deleted) return false;
  }
  return true;
}

/** True when whatever in the range is not deleted is a formatting mark. */
export function isFormattingRange(doc: Y.Doc, clientId: ClientId, clock: number, length: number): boolean {
  if (!knows(doc, clientId, clock, length)) return false;
  for (const struct of structsIn(doc, clientId, clock, length)) {
    if (!struct.deleted && !isFormatting(struct)) return false;
  }
  return true;
}

const isFormatting = (struct: Y.Item | Y.GC): boolean =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentFormat;

/** The parts of a known range that are not deleted. */
export function* livingIn(doc: Y.Doc, clientId: ClientId, clock: number, length: number): Generator<LivingPart> {
  for (const struct of structsIn(doc, clientId, clock, length)) {
    if (struct.deleted) continue;
    const start = Math.max(clock, struct.id.clock);
    const end = Math.min(clock + length, struct.id.clock + struct.length);
    yield { clock: start, length: end - start, isFormatting: isFormatting(struct) };
  }
}

/** Where an item lies: in which type, under which key, how deep. Null for one that is gone. */
export function placeOf(doc: Y.Doc, clientId: ClientId, clock: number): Place | null {
  const [item] = structsIn(doc, clientId, clock, 1);
  if (!(item instanceof Y.Item) || !(item.parent instanceof Y.AbstractType)) return null;
  const parent = item.parent._item?.id ?? Y.findRootTypeKey(item.parent);
  let nesting = 0;
  for (let type: unknown = item.parent; type instanceof Y.AbstractType; type = type._item?.parent) nesting += 1;
  return { parent, key: item.parentSub, nesting };
}

/** How many items Yjs passes to find the place of a new one between two others, counted up to `atMost`. */
export function stepsBetween(doc: Y.Doc, { left, right, place }: Neighbours, atMost: number): number {
  const end = right === null ? null : itemOf(doc, right);
  let at = left === null ? beginningOf(doc, place) : afterOf(doc, left);
  let steps = 0;
  for (; at !== null && at !== end && steps < atMost; at = at.right) steps += 1;
  return steps;
}

function itemOf(doc: Y.Doc, { client, clock }: StructId): Y.Item | null {
  const [item] = structsIn(doc, client, clock, 1);
  return item instanceof Y.Item ? item : null;
}

/** What follows on one clock of an item: the rest of it, if it goes on. */
function afterOf(doc: Y.Doc, id: StructId): Y.Item | null {
  const item = itemOf(doc, id);
  return item === null || item.id.clock + item.length - 1 > id.clock ? item : item.right;
}

/** The first item of a list, or the oldest entry under a key: Yjs goes there entry by entry. */
function beginningOf(doc: Y.Doc, { parent, key }: Place): Y.Item | null {
  const type = typeof parent === 'string' ? doc.share.get(parent) : typeIn(itemOf(doc, parent));
  if (type === undefined) return null;
  // oxlint-disable-next-line no-underscore-dangle -- Yjs has no public way to the first item of a list
  if (key === null) return type._start;
  let oldest = type._map.get(key) ?? null;
  while (oldest !== null && oldest.left !== null) oldest = oldest.left;
  return oldest;
}

const typeIn = (item: Y.Item | null): Y.AbstractType<unknown> | undefined =>
  item?.content instanceof Y.ContentType ? item.content.type : undefined;
