import type { ClientId, Person, PersonId, Role, Roster } from '@weft/protocol';
import { called } from '../people/nameOf.ts';

/** Called as the board shows them: by name, "somebody in red", or someone. */
export interface RosterPerson extends Person {
  readonly role: Role;
  /** Connected now, with at least one page. */
  readonly here: boolean;
}

/** Who is on the board, and whose every clientID is: the only source of names and colours for what comes by presence. */
export interface RosterState {
  /** In order of arrival. */
  readonly people: readonly RosterPerson[];
  readonly clients: ReadonlyMap<ClientId, PersonId>;
}

export const emptyRoster: RosterState = { people: [], clients: new Map() };

/** @param whole the first roster of a connection replaces what was known; later ones are what changed. */
export function applyRoster(state: RosterState, roster: Roster, whole: boolean): RosterState {
  const clients = new Map(whole ? [] : state.clients);
  for (const client of roster.gone) clients.delete(client);
  for (const [client, personId] of roster.clients) clients.set(client, personId);

  const people = new Map<PersonId, RosterPerson>();
  if (!whole) for (const person of state.people) people.set(person.id, person);
  for (const person of roster.people) people.set(person.id, { ...called(person), here: false });
  return { people: withPresence([...people.values()], clients), clients };
}

/** Names stay when the connection is lost, but nobody is known to be here. */
export function rosterOffline(state: RosterState): RosterState {
  return { people: withPresence(state.people, new Map()), clients: new Map() };
}

function withPresence(
  people: readonly RosterPerson[],
  clients: ReadonlyMap<ClientId, PersonId>,
): readonly RosterPerson[] {
  const here = new Set(clients.values());
  return people.map((person) => (person.here === here.has(person.id) ? person : { ...person, here: !person.here }));
}
