import { encodeEvent, encodeRoster, type BoardEvent, type ClientId, type PersonId, type Roster } from '@weft/protocol';
import { tellEvent } from '../disclosure/tellEvent.ts';
import { Telling, type DisclosureFacts } from '../disclosure/Telling.ts';
import type { BoardMember } from '../ports.ts';

/** One connection as the roster sees it. */
export interface RosterSession {
  readonly member: BoardMember;
  readonly personId: PersonId;
  /** clientIDs that the roster has named as this person's on this connection. */
  readonly introduced: Set<ClientId>;
  /** Sends one of Weft's own messages, to a client that asked for them. */
  sendWeft(frame: Uint8Array): void;
}

export interface HappenedEvent {
  readonly seq: number;
  readonly at: number;
  readonly personId: PersonId | null;
  readonly event: BoardEvent;
}

/** What the roster has to say, with people as they are. */
type Saying = Pick<Roster, 'clients' | 'gone' | 'whole'> & { readonly members: readonly BoardMember[] };

/**
 * Says who is behind which clientID, and what happened, to each connection as its person is told of others. Where
 * everybody is told by name, all get the same bytes.
 */
export class BoardRoster {
  #facts: DisclosureFacts;

  constructor(facts: DisclosureFacts) {
    this.#facts = facts;
  }

  get facts(): DisclosureFacts {
    return this.#facts;
  }

  /** @returns whether those who are here are to be told anew. */
  learn(facts: DisclosureFacts): boolean {
    const before = this.#facts;
    this.#facts = facts;
    return JSON.stringify(choicesIn(before)) !== JSON.stringify(choicesIn(facts));
  }

  renamed(personId: PersonId, name: string): void {
    const people = this.#facts.people.map((person) => (person.id === personId ? { ...person, name } : person));
    this.#facts = { ...this.#facts, people };
  }

  /** A frame for each who hears it, made when the first asks. */
  frames(saying: Saying): (hearer: RosterSession) => Uint8Array {
    return this.#forEach((telling) => encodeRoster(told(saying, telling)));
  }

  eventFrames(events: readonly HappenedEvent[]): (hearer: RosterSession) => readonly Uint8Array[] {
    return this.#forEach((telling) => events.map((happened) => encodeEvent(toldEvent(happened, telling))));
  }

  #forEach<T>(make: (telling: Telling | null) => T): (hearer: RosterSession) => T {
    const facts = this.#facts;
    if (Telling.isOpen(facts)) {
      let shared: { readonly made: T } | null = null;
      return () => (shared ??= { made: make(null) }).made;
    }
    const made = new Map<PersonId, T>();
    return ({ personId }) => {
      if (!made.has(personId)) made.set(personId, make(new Telling(facts, personId)));
      return made.get(personId) as T;
    };
  }
}

const choicesIn = ({ settings, people }: DisclosureFacts): unknown => [
  settings,
  people.filter(({ hidden }) => hidden).map(({ id }) => id),
];

/** Who is here is told as of now. */
const NOW = Infinity;

function told({ members, clients, gone, whole }: Saying, telling: Telling | null): Roster {
  const people = new Map(members.map((member) => rosterPerson(member, telling)).map((person) => [person.id, person]));
  return {
    people: [...people.values()],
    clients: clients.map(([client, personId]) => [client, telling?.tellId(personId, NOW) ?? personId]),
    gone,
    ...(whole === true ? { whole } : {}),
  };
}

function rosterPerson({ id, name, color, role }: BoardMember, telling: Telling | null): Roster['people'][number] {
  const person = telling?.tell(id, NOW);
  if (person === undefined || person.id === id) return { id, name, color, role };
  // A role would tell the one facilitator apart.
  return { ...person, role: 'participant' };
}

function toldEvent(happened: HappenedEvent, telling: Telling | null): HappenedEvent {
  if (telling === null) return happened;
  const { seq, at, personId, event } = happened;
  return { seq, at, personId: telling.tellIdInEvent(personId, at), event: tellEvent(event, telling, at) };
}
