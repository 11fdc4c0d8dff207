import type { Person } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { called } from '../people/nameOf.ts';
import type { RosterPerson } from '../sync/roster.ts';

/** A person as they are spoken of. */
export interface Named {
  /** With the name as the board shows it, and the colour that they have now. */
  readonly person: Person;
  /** The same name, marked where it is mine. */
  readonly name: string;
}

/** Null for nobody: what the server did by itself. */
export type Naming = (person: Person | null) => Named | null;

/** Names and colours as the roster has them now. */
export const namingIn =
  (people: readonly RosterPerson[], me: Person): Naming =>
  (person) => {
    if (person === null) return null;
    const known = called(people.find(({ id }) => id === person.id) ?? person);
    return { person: known, name: known.id === me.id ? `${known.name} (${t('app.you')})` : known.name };
  };
