import { grownFrom, ledTo } from '@weft/contribution';
import { joined, type Act, type Stretch } from '@weft/history/timeline';
import type { ItemId, Lineage } from '@weft/protocol';

/** How an item came about: itself, what led to it, and what grew from it. */
export interface Idea {
  readonly itemId: ItemId;
  readonly items: ReadonlySet<ItemId>;
  /** The same, and the arrows that join them. */
  readonly lit: ReadonlySet<ItemId>;
  /** The way it went, one step an item, in the order in which they began. */
  readonly steps: readonly Lineage['items'][number][];
  /** When something was done to any of them. */
  readonly stretches: readonly Stretch[];
}

/** Acts that are nearer than this are played in one go. */
const TOGETHER_MS = 3_000;

export function ideaOf(lineage: Lineage, acts: readonly Act[], itemId: ItemId): Idea {
  const way = [...ledTo(lineage.links, itemId), ...grownFrom(lineage.links, itemId)];
  const items = new Set([itemId, ...way.map((step) => step.itemId)]);
  const steps = lineage.items
    .filter(({ id }) => items.has(id))
    .toSorted((one, other) => one.startedAt - other.startedAt);
  const arrows = lineage.links.flatMap(({ from, to, arrowId }) =>
    arrowId !== undefined && items.has(from) && items.has(to) ? [arrowId] : [],
  );
  return {
    itemId,
    items,
    lit: new Set([...items, ...arrows]),
    steps,
    stretches: joined(
      acts.filter((act) => items.has(act.itemId)),
      TOGETHER_MS,
    ),
  };
}
