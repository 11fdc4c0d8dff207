import type { Person, PersonId, LogEntry, BoardEvent, Moment } from '@weft/protocol';
import { readBoardEvent } from '@weft/protocol';
import type { SealedEntry } from '@weft/history/sealing';
import { tellEvent } from '../../disclosure/tellEvent.ts';
import type { Telling } from '../../disclosure/Telling.ts';
import { encodeEventPayload } from '../../log/eventPayload.ts';
import type { MomentOfFile } from './weftFormat.ts';

const NOTHING = new TextEncoder().encode('{"type":"untold"}');

/**
 * The people of a file and the entries with their places among them: whoever takes a board along is told no more of others
 * in the file than on the board. Connections stay behind: they would tell apart who is not told.
 */
export class ToldLog {
  readonly #telling: Telling;
  readonly #places = new Map<PersonId, { readonly place: number; readonly person: Person }>();

  constructor(telling: Telling) {
    this.#telling = telling;
  }

  /** In the order of their places, from 1. */
  get people(): readonly Person[] {
    return Array.from(this.#places.values(), ({ person }) => person);
  }

  tell({ seq, at, madeAt, personId, kind, intent, payload }: LogEntry): SealedEntry {
    const told = kind === 'event' ? this.#telling.tellInEvent(personId, at) : this.#telling.tell(personId, at);
    return {
      seq,
      at,
      ...(madeAt === undefined ? {} : { madeAt }),
      author: told === null ? 0 : this.#placeOf(told),
      connectionId: '' as LogEntry['connectionId'],
      kind,
      ...(intent === undefined ? {} : { intent }),
      payload: kind === 'event' ? this.#tellPayload(payload, at) : payload,
    };
  }

  /** @param personId who marked it */
  tellMoment({ personId, ...moment }: Moment): MomentOfFile {
    return { ...moment, author: this.#placeOf(this.#telling.tellInEvent(personId, moment.markedAt)) };
  }

  #tellPayload(payload: Uint8Array, at: number): Uint8Array {
    const event = readBoardEvent(payload);
    // One of a newer Weft may name people where this one does not know it.
    if (event === null) return NOTHING;
    for (const id of peopleIn(event)) this.#placeOf(this.#telling.tellInEvent(id, at));
    return encodeEventPayload(withoutOrigin(tellEvent(event, this.#telling, at)));
  }

  #placeOf(person: Person): number {
    const known = this.#places.get(person.id);
    if (known !== undefined) return known.place;
    const place = this.#places.size + 1;
    this.#places.set(person.id, { place, person });
    return place;
  }
}

/** Another board of this Weft is nobody's business elsewhere. */
function withoutOrigin(event: BoardEvent): BoardEvent {
  if (event.type !== 'created') return event;
  const { from: _from, ...created } = event;
  return created;
}

function peopleIn(event: BoardEvent): readonly PersonId[] {
  if (event.type === 'role-changed') return [event.personId];
  return event.type === 'attributed' ? [event.from, event.to] : [];
}
