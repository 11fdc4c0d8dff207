import type { BoardEvent, ItemId } from '@weft/protocol';

/**
 * Which items of a board are locked by themselves, folded from the events of its log in their order.
 *
 * A lock stays when its item is deleted, so that whoever brings the item back (by undoing, or from an old copy) finds it
 * locked.
 */
export class BoardLocks {
  readonly #locked: Set<ItemId>;

  /** @param stored what an earlier fold came to, where it does not begin with the log */
  constructor(stored: Iterable<ItemId> = []) {
    this.#locked = new Set(stored);
  }

  /** In the order in which they were locked. */
  get items(): readonly ItemId[] {
    return [...this.#locked];
  }

  get isEmpty(): boolean {
    return this.#locked.size === 0;
  }

  has(itemId: string): boolean {
    return this.#locked.has(itemId as ItemId);
  }

  apply(event: BoardEvent): void {
    if (event.type === 'locked') for (const itemId of event.itemIds) this.#locked.add(itemId);
    else if (event.type === 'unlocked') for (const itemId of event.itemIds) this.#locked.delete(itemId);
  }
}
