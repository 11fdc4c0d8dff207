import { MyPartSchema, type MyPart, type Person, type PersonId } from '@weft/protocol';
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
  // Since when each has a part in what is not kept, and a copy is older than it looks: told as strictly as ever.
  const tell = (personId: PersonId): PersonId => telling.tellId(personId, -Infinity);
  const items = part.items.map((item) => ({
    ...item,
    startedBy: item.startedBy === null ? null : tell(item.startedBy),
    people: tellItemPeople(item.people, tell),
  }));
  const ids = items.flatMap(({ startedBy, people }) => [startedBy, ...people.map(({ personId }) => personId)]);
  return {
    ...part,
    person: { ...part.person, name: me.name },
    people: [...telling.everybody(ids)],
    items,
    workedWith: tellWorkedWith(part.workedWith, tell),
  };
}
