import { someone, SOMEONE, type HistoryPeople, type Person, type PersonId } from '@weft/protocol';
import type { Telling } from '../disclosure/Telling.ts';
import type { HistoryAuthors } from '../ports.ts';

/** Who did a run of entries, as one person may be told. @param after the entry before the first of them */
export function tellAuthors({ people, entries }: HistoryAuthors, after: number, telling: Telling): HistoryPeople {
  const told = new Map<PersonId, { readonly index: number; readonly person: Person }>();
  const indexOf = (person: Person | null): number => {
    if (person === null) return -1;
    const known = told.get(person.id) ?? { index: told.size, person };
    told.set(person.id, known);
    return known.index;
  };
  const runs: [number, number][] = [];
  for (const { at, kind, person } of entries) {
    const index = indexOf(tellAuthor(people[person] ?? null, at, kind, telling));
    const last = runs.at(-1);
    if (last?.[1] === index) last[0] += 1;
    else runs.push([1, index]);
  }
  return { last: after + entries.length, people: Array.from(told.values(), ({ person }) => person), runs };
}

function tellAuthor(id: PersonId | null, at: number, kind: 'update' | 'event', telling: Telling): Person | null {
  if (kind === 'event' && telling.tellIdInEvent(id, at) === SOMEONE) return someone;
  return telling.tell(id, at);
}
