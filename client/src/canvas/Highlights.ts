import type { ItemId, Person } from '@weft/protocol';
import { createContext } from 'react';

/** Somebody did something to an item just now. */
export interface Glow {
  readonly itemId: ItemId;
  /** With the name as it is to be read. */
  readonly person: Person;
}

export const GlowsContext = createContext<readonly Glow[]>([]);

/**
 * The items that stand out, while the others are dimmed; null for all alike. Apart from the glows, as these change all the
 * time and every item looks at this.
 */
export type LitItems = ReadonlySet<ItemId> | null;

export const LitContext = createContext<LitItems>(null);
