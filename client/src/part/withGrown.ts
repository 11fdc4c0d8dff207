import type { Lineage, MyPart } from '@weft/protocol';

/**
 * The part with the items that grew from it as items of their own: the part itself names only those that the person has a
 * hand in, and what others made of something is told by the board's lineage.
 */
export function withGrown(part: MyPart, lineage: Lineage | undefined): MyPart {
  if (lineage === undefined) return part;
  const known = new Set(part.items.map(({ id }) => id));
  const missing = new Set(part.grew.map(({ itemId }) => itemId).filter((id) => !known.has(id)));
  const grown = lineage.items.filter(({ id }) => missing.has(id)).map((item) => ({ ...item, people: [] }));
  const people = new Set(part.people.map(({ id }) => id));
  return {
    ...part,
    items: [...part.items, ...grown],
    people: [...part.people, ...lineage.people.filter(({ id }) => !people.has(id))],
  };
}
