import * as Y from 'yjs';
import { ClockRanges, CONTENT, scanUpdate, type DeleteRange } from '@weft/update-codec';
import type { SealedEntry } from '@weft/history/sealing';

/** What is to go, clock by clock, and what that comes to. */
export interface ErasurePlan {
  readonly ranges: readonly DeleteRange[];
  readonly items: number;
  readonly itemsKept: number;
  readonly characters: number;
}

/** Values that are words; without them an item is as it is by default. */
const WORDS = new Set(['props.name', 'props.altText', 'props.url', 'props.text']);
/** Pages are what others' items lie on. */
const NEVER_WHOLE = ['page:', 'document:'];

/** One record as somebody put it on the board; put there again, it is another. */
interface Placed {
  readonly id: string;
  readonly item: Y.Item;
  readonly parts: { readonly item: Y.Item; readonly gone: readonly DeleteRange[] }[];
  isKept: boolean;
}

/**
 * Decides what goes of a board. Items that were put there in the scope go whole, with all that is in them, unless others
 * wrote in them or what stays lies in them or shows them: of those, and of others' items, only words and drawings go.
 *
 * @param entries the whole log, in order
 * @param inScope whether an entry is of what is to be erased
 */
export function planErasure(entries: Iterable<SealedEntry>, inScope: (entry: SealedEntry) => boolean): ErasurePlan {
  const doc = new Y.Doc({ gc: false });
  const scope: DeleteRange[] = [];
  const records = doc.getMap('records');
  doc.transact(() => {
    for (const entry of entries) {
      if (entry.kind !== 'update') continue;
      Y.applyUpdate(doc, entry.payload);
      if (inScope(entry)) scope.push(...insertedBy(entry.payload));
    }
  });
  const placed = placedRecords(doc, records, new ClockRanges(scope));
  keepWhatOthersNeed(placed);
  const plan = addUp(placed);
  doc.destroy();
  return plan;
}

function insertedBy(payload: Uint8Array): readonly DeleteRange[] {
  const scanned = scanUpdate(payload, { maxStructs: Infinity, maxNesting: Infinity, maxClients: Infinity });
  if (!scanned.ok) return [];
  return scanned.update.references
    .filter(({ content }) => content !== CONTENT.deleted)
    .map(({ client, clock, length }) => ({ client, clock, length }));
}

function placedRecords(doc: Y.Doc, records: Y.Map<unknown>, scope: ClockRanges<DeleteRange>): readonly Placed[] {
  const placed = new Map<Y.Item, Placed>();
  for (const structs of doc.store.clients.values()) {
    for (const item of structs) {
      if (!(item instanceof Y.Item)) continue;
      const record = recordOf(item, records);
      if (record?.parentSub == null) continue;
      const { client, clock } = item.id;
      const one = placed.get(record) ?? { id: record.parentSub, item: record, parts: [], isKept: false };
      one.parts.push({ item, gone: scope.within({ client, clock, length: item.length }) });
      placed.set(record, one);
    }
  }
  return [...placed.values()];
}

/** The item right under the records that another one lies in, or is. */
function recordOf(item: Y.Item, records: Y.Map<unknown>): Y.Item | null {
  let at: Y.Item | null = item;
  while (at !== null) {
    const parent: Y.Item['parent'] = at.parent;
    if (parent === records) return at;
    at = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return null;
}

function keepWhatOthersNeed(placed: readonly Placed[]): void {
  const named = new Map<string, Placed[]>();
  for (const one of placed) named.set(one.id, [...(named.get(one.id) ?? []), one]);
  const keep = (one: Placed): void => {
    if (one.isKept) return;
    one.isKept = true;
    if (one.item.deleted) return;
    for (const key of ['parentId', 'props.assetId']) {
      const needed = valueOf(one, key);
      if (typeof needed === 'string') for (const other of named.get(needed) ?? []) keep(other);
    }
  };
  for (const one of placed) if (!isStartedInScope(one) || isOthersAsWell(one)) keep(one);
}

const valueOf = ({ item }: Placed, key: string): unknown =>
  item.content instanceof Y.ContentType && item.content.type instanceof Y.Map ? item.content.type.get(key) : undefined;

const isStartedInScope = ({ id, item, parts }: Placed): boolean =>
  !NEVER_WHOLE.some((prefix) => id.startsWith(prefix)) &&
  parts.some((part) => part.item === item && part.gone.length > 0);

const isOthersAsWell = ({ parts }: Placed): boolean =>
  parts.some(({ item, gone }) => !item.deleted && isWriting(item) && lengthOf(gone) < item.length);

const isWriting = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentString || content instanceof Y.ContentEmbed;

/** What goes of an item that stays. */
function isWords({ content, parentSub }: Y.Item): boolean {
  if (content instanceof Y.ContentType || content instanceof Y.ContentDeleted) return false;
  const isValue = content instanceof Y.ContentAny || content instanceof Y.ContentJSON;
  return !isValue || parentSub === null || WORDS.has(parentSub) || parentSub.startsWith('meta.');
}

function addUp(placed: readonly Placed[]): ErasurePlan {
  const ranges: DeleteRange[] = [];
  const gone = new Set<string>();
  const kept = new Set<string>();
  let characters = 0;
  for (const { id, item: record, parts, isKept } of placed) {
    for (const part of parts) {
      if (part.gone.length === 0 || (isKept && !isWords(part.item))) continue;
      ranges.push(...part.gone);
      if (part.item.content instanceof Y.ContentString) characters += lengthOf(part.gone);
      if (!record.deleted && id.startsWith('shape:')) (isKept ? kept : gone).add(id);
    }
  }
  return { ranges, items: gone.size, itemsKept: kept.size, characters };
}

const lengthOf = (ranges: readonly DeleteRange[]): number => ranges.reduce((sum, { length }) => sum + length, 0);
