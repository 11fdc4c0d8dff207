import type { ClientId, ItemId, PersonId } from '@weft/protocol';

type States = ReadonlyMap<ClientId, Readonly<Record<string, unknown>>>;

/** Others whose caret stands in an item's text at this moment, each once, in the order in which they came. */
export function writersIn(
  itemId: ItemId,
  states: States,
  personOf: ReadonlyMap<ClientId, PersonId>,
  me: PersonId,
): readonly PersonId[] {
  const writers = new Set<PersonId>();
  for (const [client, { caret }] of states) {
    const person = personOf.get(client);
    if (person !== undefined && person !== me && isIn(itemId, caret)) writers.add(person);
  }
  return [...writers];
}

/** What presence says is anybody's word. */
const isIn = (itemId: ItemId, caret: unknown): boolean =>
  typeof caret === 'object' && caret !== null && 'item' in caret && caret.item === itemId;
