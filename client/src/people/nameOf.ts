import { PERSON_COLORS, SOMEONE, threadOf, type Person, type PersonId } from '@weft/protocol';
import { t } from '../messages/t.ts';

/** A person told by colour only has the colour's number in the place of an id. */
const BY_COLOUR = /^colour-\d+$/;

/** Whether somebody is told by name; else they may be several, who are told alike. */
export const isNamed = ({ id }: Pick<Person, 'id'>): boolean => id !== SOMEONE && !BY_COLOUR.test(id);

/** What a person is called here: by name, "somebody in red" where the board shows colours only, or "someone". */
export function nameOf(person: Person): string {
  if (person.id === SOMEONE) return t('app.someone');
  if (!BY_COLOUR.test(person.id)) return person.name;
  const known = (PERSON_COLORS as readonly string[]).includes(person.color);
  return known ? t('people.inColour', { colour: t(`people.colours.${threadKey(person.color)}`) }) : t('app.someone');
}

const THREADS = ['t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', 't10', 't11', 't12'] as const;

const threadKey = (color: string): (typeof THREADS)[number] => THREADS[threadOf(color) - 1] ?? 't10';

/** People by id, each with the name that is to be read. */
export const calledById = <T extends Person>(people: readonly T[]): ReadonlyMap<PersonId, T> =>
  new Map(people.map((person) => [person.id, called(person)]));

/** The person with the name that is to be read. */
export const called = <T extends Person>(person: T): T => ({ ...person, name: nameOf(person) });
