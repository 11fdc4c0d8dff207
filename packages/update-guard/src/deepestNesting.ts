import type { ClientId } from '@weft/protocol';
import { CONTENT, type ItemReferences } from '@weft/update-codec';
import type { UpdateReach } from './UpdateReach.ts';

/** @returns how many types lie around an item that the document has */
type NestingOf = (client: ClientId, clock: number) => number;

/**
 * How deep the deepest new type of an update would lie: 1 directly in a root type. Yjs deletes, and gives as JSON, by
 * recursion over nested types, so depth has to be bounded. The references must be causal.
 */
export function deepestNesting(
  references: readonly ItemReferences[],
  reach: UpdateReach,
  nestingOf: NestingOf,
): number {
  const types = references.filter(({ content, client, clock }) => {
    return content === CONTENT.type && clock >= reach.before(client);
  });
  if (types.length === 0) return 0;
  const survey = new NestingSurvey(references, reach, nestingOf);
  return types.reduce((deepest, type) => Math.max(deepest, survey.nestingOf(type)), 0);
}

/** Finds the nesting of items by walking outwards; each item is walked over once, whatever the number of questions. */
class NestingSurvey {
  readonly #byClient: ReadonlyMap<ClientId, readonly ItemReferences[]>;
  readonly #reach: UpdateReach;
  readonly #nestingOfKnown: NestingOf;
  readonly #found = new Map<ItemReferences, number>();

  constructor(references: readonly ItemReferences[], reach: UpdateReach, nestingOfKnown: NestingOf) {
    this.#byClient = Map.groupBy(references, ({ client }) => client);
    this.#reach = reach;
    this.#nestingOfKnown = nestingOfKnown;
  }

  nestingOf(from: ItemReferences): number {
    const way: ItemReferences[] = [];
    let next: ItemReferences | number = from;
    while (typeof next !== 'number') {
      way.push(next);
      next = this.#outwards(next);
    }
    for (const item of way.toReversed()) {
      // An item lies one deeper than the item whose type it is put into, and as deep as a neighbour.
      if (item.parent !== null) next += 1;
      this.#found.set(item, next);
    }
    return next;
  }

  /** @returns the item around this one or beside it, or the nesting there where that is known. */
  #outwards({ parent, origin, rightOrigin }: ItemReferences): ItemReferences | number {
    const link = parent ?? origin ?? rightOrigin;
    if (link === null || typeof link === 'string') return 0;
    if (link.clock < this.#reach.before(link.client)) return this.#nestingOfKnown(link.client, link.clock);
    const item = itemAt(this.#byClient.get(link.client) ?? [], link.clock);
    return item === undefined ? 0 : (this.#found.get(item) ?? item);
  }
}

/** @returns the item with that clock, out of one client's in rising order; undefined where a GC is. */
function itemAt(items: readonly ItemReferences[], clock: number): ItemReferences | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as ItemReferences;
    if (clock < item.clock) high = middle - 1;
    else if (clock >= item.clock + item.length) low = middle + 1;
    else return item;
  }
  return undefined;
}
