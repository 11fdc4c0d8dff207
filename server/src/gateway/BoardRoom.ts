import { decodeEvent } from '../log/eventPayload.ts';
import { encodeEvent, encodeRoster, type ClientId, type Roster } from '@weft/protocol';
import type { BoardHost } from '../boards/BoardHost.ts';
import type { BoardSession, DurableBatch } from '../boards/BoardSession.ts';
import type { BoardMember } from '../ports.ts';
import { PresenceHub, type PresenceHubOptions, type PresenceOwner } from './PresenceHub.ts';

/** One connection as its room sees it. */
export interface RoomSession extends BoardSession, PresenceOwner {
  readonly member: BoardMember;
  /** clientIDs that the roster has named as this person's on this connection. */
  readonly introduced: Set<ClientId>;
  /** Sends one of Weft's own messages, to a client that asked for them. */
  sendWeft(frame: Uint8Array): void;
}

/** The people on one live board: presence, and the roster that says who is behind which clientID. */
export class BoardRoom {
  readonly host: BoardHost;
  readonly presence: PresenceHub;
  readonly #sessions = new Set<RoomSession>();
  /** Frames of the events of the newest batch: every session of the room is told of the same batch in one go. */
  #eventFrames: { batch: DurableBatch; frames: readonly Uint8Array[] } | null = null;

  constructor(host: BoardHost, presence: PresenceHubOptions) {
    this.host = host;
    this.presence = new PresenceHub(presence);
    host.onDelivered = () => this.presence.leaveAlong();
  }

  get isEmpty(): boolean {
    return this.#sessions.size === 0;
  }

  join(session: RoomSession): void {
    this.#sessions.add(session);
    this.host.attach(session);
    this.presence.join(session);
    session.sendWeft(encodeRoster(this.#wholeRoster()));
    this.#tellOthers(session, { people: [rosterPerson(session.member)], clients: [], gone: [] });
  }

  leave(session: RoomSession): void {
    if (!this.#sessions.delete(session)) return;
    this.host.detach(session);
    this.presence.leave(session);
    // A client that came back before its old socket was missed is still here under the same clientID.
    const held = new Set([...this.#sessions].flatMap((other) => [...other.introduced]));
    const gone = [...session.introduced].filter((clientId) => !held.has(clientId));
    this.#tellOthers(session, { people: [], clients: [], gone });
    if (this.isEmpty) this.presence.stop();
  }

  /** A connection used a clientID for the first time: everybody may know whose it is. */
  introduce(session: RoomSession, clientIds: readonly ClientId[]): void {
    const fresh = clientIds.filter((clientId) => !session.introduced.has(clientId));
    if (fresh.length === 0) return;
    for (const clientId of fresh) session.introduced.add(clientId);
    const frame = encodeRoster({
      people: [rosterPerson(session.member)],
      clients: fresh.map((clientId) => [clientId, session.personId]),
      gone: [],
    });
    for (const other of this.#sessions) other.sendWeft(frame);
  }

  /** A person has a new name. */
  showAgain(session: RoomSession): void {
    const frame = encodeRoster({ people: [rosterPerson(session.member)], clients: [], gone: [] });
    for (const other of this.#sessions) other.sendWeft(frame);
  }

  eventFrames(batch: DurableBatch): readonly Uint8Array[] {
    if (this.#eventFrames?.batch.last !== batch.last) {
      const frames = batch.entries
        .filter((entry) => entry.kind === 'event')
        .map(({ seq, at, personId, payload }) => encodeEvent({ seq, at, personId, event: decodeEvent(payload) }));
      this.#eventFrames = { batch, frames };
    }
    return this.#eventFrames.frames;
  }

  #wholeRoster(): Roster {
    const sessions = [...this.#sessions];
    const people = new Map(sessions.map((session) => [session.personId, rosterPerson(session.member)]));
    return {
      people: [...people.values()],
      clients: sessions.flatMap((session) =>
        [...session.introduced].map((clientId): [number, typeof session.personId] => [clientId, session.personId]),
      ),
      gone: [],
    };
  }

  #tellOthers(session: RoomSession, roster: Roster): void {
    const frame = encodeRoster(roster);
    for (const other of this.#sessions) if (other !== session) other.sendWeft(frame);
  }
}

const rosterPerson = ({ id, name, color, role }: BoardMember): Roster['people'][number] => ({ id, name, color, role });
