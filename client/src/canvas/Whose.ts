import type { ItemId, Person } from '@weft/protocol';
import { createContext } from 'react';

/** One person's stretch of an item's edge. */
export interface Share {
  /** With the name as it is to be read; the colour is the person's. */
  readonly person: Person;
  /** Of the whole edge, 0 to 1; null for someone, of whom no proportion is told. */
  readonly part: number | null;
}

/** Whose is what, as the edges of the items show it. */
export type Whose = ReadonlyMap<ItemId, readonly Share[]>;

/** Null while it is not asked for. */
export const WhoseContext = createContext<Whose | null>(null);
