import {
  PersonNameSchema,
  readBoardEvent,
  SOMEONE,
  type BoardEvent,
  type BoardOrigin,
  type ConnectionId,
  type LogEntry,
  type Person,
  type PersonId,
} from '@weft/protocol';
import type { SealedEntry } from '@weft/history/sealing';
import { encodeEventPayload } from '../../log/eventPayload.ts';
import type { RememberedPerson } from '../../ports.ts';

const BY_COLOUR = /^colour-\d+$/;
const FROM_FILE = 'file' as ConnectionId;

export interface Settling {
  /** Said in the first entry. */
  readonly from: BoardOrigin;
  /** What the moments of the file are called on the new board. */
  readonly momentIds: ReadonlyMap<string, string>;
}

/**
 * Who the people of a file are on the board that is made of it. Whoever brings it in is themself, where the file knows
 * them by the id that they have here; everybody else who is told by name is remembered under a new id that nobody can sign
 * in with. Who is told by colour or not at all is someone.
 */
export class PeopleOfFile {
  readonly remembered: readonly RememberedPerson[];
  /** The colour of whoever brings the file in, where they are in it. */
  readonly ownColor: string | null;
  /** By their ids in the file. */
  readonly #ids = new Map<PersonId, PersonId>();
  readonly #places: readonly PersonId[];

  constructor(people: readonly Person[], importer: PersonId, newId: () => PersonId) {
    this.ownColor = people.find(({ id }) => id === importer)?.color ?? null;
    const remembered: RememberedPerson[] = [];
    for (const { id, name, color } of people) {
      const known = PersonNameSchema.safeParse(name);
      const isTold = id !== SOMEONE && !BY_COLOUR.test(id) && known.success;
      if (id === importer) this.#ids.set(id, importer);
      else if (!isTold || this.#ids.has(id)) continue;
      else {
        const own = newId();
        this.#ids.set(id, own);
        remembered.push({ id: own, name: known.data, color });
      }
    }
    this.remembered = remembered;
    this.#places = people.map(({ id }) => this.idOf(id));
  }

  idOf(idInFile: PersonId): PersonId {
    return this.#ids.get(idInFile) ?? SOMEONE;
  }

  /** By their place in the file's list. */
  idAt(place: number): PersonId {
    return this.#places[place - 1] ?? SOMEONE;
  }

  /** An entry as it stands in the new board's log. */
  settle({ author, payload, ...entry }: SealedEntry, settling: Settling): LogEntry {
    return {
      ...entry,
      connectionId: FROM_FILE,
      personId: author === 0 ? null : this.idAt(author),
      payload: entry.kind === 'event' ? this.#settleEvent(payload, settling) : payload,
    };
  }

  #settleEvent(payload: Uint8Array, settling: Settling): Uint8Array {
    const event = readBoardEvent(payload);
    return event === null ? payload : encodeEventPayload(this.#settled(event, settling));
  }

  #settled(event: BoardEvent, { from, momentIds }: Settling): BoardEvent {
    switch (event.type) {
      case 'created':
        return { ...event, from };
      case 'role-changed':
        return { ...event, personId: this.idOf(event.personId) };
      case 'attributed':
        return { ...event, from: this.idOf(event.from), to: this.idOf(event.to) };
      case 'moment':
        return { ...event, momentId: momentIds.get(event.momentId) ?? event.momentId };
      default:
        return event;
    }
  }
}
