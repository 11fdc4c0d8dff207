import type { ClientId } from '@weft/protocol';
import type { ItemReferences, StructId } from '@weft/update-codec';
import type { Place } from './GuardContext.ts';
import { itemAt } from './itemAt.ts';
import type { UpdateReach } from './UpdateReach.ts';

/**
 * Finds where the items of an update will lie once it is applied, trimmed to what is new. The references must be causal.
 *
 * Goes outwards from an item over its parent or a neighbour; each item is passed once, whatever the number of questions.
 */
export class PlaceSurvey {
  readonly #references: readonly ItemReferences[];
  /** Made when first needed: most updates refer only to what is known. */
  #byClient: ReadonlyMap<ClientId, readonly ItemReferences[]> | null = null;
  readonly #reach: UpdateReach;
  readonly #placeOfKnown: (client: ClientId, clock: number) => Place | null;
  readonly #found = new Map<ItemReferences, Place | null>();

  constructor(
    references: readonly ItemReferences[],
    reach: UpdateReach,
    placeOfKnown: (client: ClientId, clock: number) => Place | null,
  ) {
    this.#references = references;
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
      const parent = this.#isTrimmed(item) ? null : item.parent;
      if (parent !== null) next = { parent, key: item.key, nesting: (next?.nesting ?? 0) + 1 };
      this.#found.set(item, next);
    }
    return next;
  }

  /** An item that is partly known: what is new of it goes on where the document has the known part. */
  #isTrimmed({ client, clock }: ItemReferences): boolean {
    return clock < this.#reach.before(client);
  }

  /** @returns the item around or beside this one, or the place there where that is known. */
  #outwards(item: ItemReferences): ItemReferences | Place | null {
    const { client, parent, origin, rightOrigin } = item;
    if (this.#isTrimmed(item)) return this.#placeOfKnown(client, this.#reach.before(client) - 1);
    const link = parent ?? origin ?? rightOrigin;
    return link === null || typeof link === 'string' ? null : this.#lookUp(link);
  }

  #lookUp({ client, clock }: StructId): ItemReferences | Place | null {
    if (clock < this.#reach.before(client)) return this.#placeOfKnown(client, clock);
    this.#byClient ??= Map.groupBy(this.#references, (item) => item.client);
    const item = itemAt(this.#byClient.get(client) ?? [], clock);
    if (item === undefined) return null;
    const found = this.#found.get(item);
    return found === undefined ? item : found;
  }
}
