import type { ClientId } from '@weft/protocol';
import type { ItemReferences, StructId } from '@weft/update-codec';
import type { Place } from './GuardContext.ts';
import type { UpdateReach } from './UpdateReach.ts';

/**
 * Finds where the items of an update will lie once it is applied, trimmed to what is new. The references must be causal.
 *
 * Goes outwards from an item over its parent or a neighbour; each item is passed once, whatever the number of questions.
 */
export class PlaceSurvey {
  readonly #byClient: ReadonlyMap<ClientId, readonly ItemReferences[]>;
  readonly #reach: UpdateReach;
  readonly #placeOfKnown: (client: ClientId, clock: number) => Place | null;
  readonly #found = new Map<ItemReferences, Place | null>();

  constructor(
    references: readonly ItemReferences[],
    reach: UpdateReach,
    placeOfKnown: (client: ClientId, clock: number) => Place | null,
  ) {
    this.#byClient = Map.groupBy(references, ({ client }) => client);
    this.#reach = reach;
    this.#placeOfKnown = placeOfKnown;
  }

  /** @returns null for what is gone, or not known to be anywhere */
  placeOf(id: StructId): Place | null {
    const way: ItemReferences[] = [];
    let next = this.#lookUp(id);
    while (next !== null && 'content' in next) {
      way.push(next);
      next = this.#outwards(next);
    }
    for (const item of way.toReversed()) {
      if (item.parent !== null) next = { parent: item.parent, key: item.key, nesting: (next?.nesting ?? 0) + 1 };
      this.#found.set(item, next);
    }
    return next;
  }

  /** @returns the item around or beside this one, or the place there where that is known. */
  #outwards({ client, clock, parent, origin, rightOrigin }: ItemReferences): ItemReferences | Place | null {
    const known = this.#reach.before(client);
    // Trimmed, the rest of an item that is partly known goes on where the document has the known part.
    if (clock < known) return this.#placeOfKnown(client, known - 1);
    const link = parent ?? origin ?? rightOrigin;
    return link === null || typeof link === 'string' ? null : this.#lookUp(link);
  }

  #lookUp({ client, clock }: StructId): ItemReferences | Place | null {
    if (clock < this.#reach.before(client)) return this.#placeOfKnown(client, clock);
    const item = itemAt(this.#byClient.get(client) ?? [], clock);
    if (item === undefined) return null;
    const found = this.#found.get(item);
    return found === undefined ? item : found;
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
