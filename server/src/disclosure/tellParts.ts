import { SOMEONE, type ItemId, type ItemPart, type PersonId } from '@weft/protocol';

/** An item's people. Those who are told alike are one; of someone no numbers are told. */
export function tellItemPeople(people: ItemPart['people'], tell: (personId: PersonId) => PersonId): ItemPart['people'] {
  const told = new Map<PersonId, ItemPart['people'][number]>();
  for (const one of people) {
    const personId = tell(one.personId);
    const known = told.get(personId);
    told.set(personId, {
      personId,
      kinds: [...new Set([...(known?.kinds ?? []), ...one.kinds])],
      ...(personId === SOMEONE ? {} : { characters: (known?.characters ?? 0) + (one.characters ?? 0) }),
      ...(one.heldThePen === true || known?.heldThePen === true ? { heldThePen: true as const } : {}),
    });
  }
  return [...told.values()];
}

type WorkedWith = readonly { readonly personId: PersonId; readonly items: readonly ItemId[] }[];

/** Whom a person shares items with: each of them as they are told in that item. */
export function tellWorkedWith(
  workedWith: WorkedWith,
  tell: (personId: PersonId, itemId: ItemId) => PersonId,
): { personId: PersonId; items: ItemId[] }[] {
  const told = new Map<PersonId, Set<ItemId>>();
  for (const { personId, items } of workedWith) {
    for (const itemId of items) {
      const id = tell(personId, itemId);
      told.set(id, (told.get(id) ?? new Set()).add(itemId));
    }
  }
  return Array.from(told, ([personId, items]) => ({ personId, items: [...items] }));
}
