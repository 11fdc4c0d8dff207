import { MyPartSchema, type ItemId, type MyPart, type Person, type PersonId } from '@weft/protocol';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import { tellItemPeople, tellWorkedWith } from '../disclosure/tellParts.ts';
import type { Telling } from '../disclosure/Telling.ts';

/**
 * With these a part is told by ids and without names, nobody left out: how it is kept when it is frozen. Whoever hides,
 * tightens the display or goes after that is then told as they are told everywhere.
 */
export const withoutNames = ({ people }: DisclosureFacts): DisclosureFacts => ({
  settings: [],
  people: people.map((person) => ({ ...person, name: '', hidden: false })),
});

/** A part that was kept so, with the others in it as they may be told now. @param json as it was kept */
export function retellPart(json: string, me: Person, telling: Telling): MyPart {
  const part = MyPartSchema.parse(JSON.parse(json));
  const startedAt = new Map<ItemId, number>(part.items.map((item) => [item.id, item.startedAt]));
  // Not later than anything they did to it: told at least as strictly as then.
  const tellIn = (personId: PersonId, itemId: ItemId): PersonId =>
    telling.tellId(personId, startedAt.get(itemId) ?? -Infinity);
  const items = part.items.map((item) => ({
    ...item,
    startedBy: item.startedBy === null ? null : tellIn(item.startedBy, item.id),
    people: tellItemPeople(item.people, (personId) => tellIn(personId, item.id)),
  }));
  const ids = items.flatMap(({ startedBy, people }) => [startedBy, ...people.map(({ personId }) => personId)]);
  return {
    ...part,
    person: { ...part.person, name: me.name },
    people: [...telling.everybody(ids)],
    items,
    workedWith: tellWorkedWith(part.workedWith, tellIn),
  };
}
