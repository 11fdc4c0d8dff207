import { decodeEvent } from '../log/eventPayload.ts';
import type { ClientId, PersonId } from '@weft/protocol';
import type { BoardHost } from '../boards/BoardHost.ts';
import type { BoardSession, DurableBatch } from '../boards/BoardSession.ts';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import { BoardRoster, type RosterSession } from './BoardRoster.ts';
import { PresenceHub, type PresenceHubOptions, type PresenceOwner } from './PresenceHub.ts';

/** One connection as its room sees it. */
export interface RoomSession extends BoardSession, PresenceOwner, RosterSession {
  readonly personId: PersonId;
}

/** The people on one live board: presence, and the roster that says who is behind which clientID. */
export class BoardRoom {
  readonly host: BoardHost;
  readonly presence: PresenceHub;
  readonly #sessions = new Set<RoomSession>();
  readonly #roster: BoardRoster;
  /** Frames of the events of the newest batch: every session of the room is told of the same batch in one go. */
  #eventFrames: { readonly batch: DurableBatch; readonly of: ReturnType<BoardRoster['eventFrames']> } | null = null;

  constructor(host: BoardHost, facts: DisclosureFacts, presence: Omit<PresenceHubOptions, 'isKept'>) {
    this.host = host;
    this.#roster = new BoardRoster(facts);
    this.presence = new PresenceHub({ ...presence, isKept: (clientId) => host.claimed(clientId) === null });
    host.onDelivered = () => this.presence.leaveAlong();
  }

  get isEmpty(): boolean {
    return this.#sessions.size === 0;
  }

  /** How people are told of from now on. Where that changes something, everybody hears of everybody anew. */
  disclose(facts: DisclosureFacts): void {
    if (!this.#roster.learn(facts)) return;
    const frameFor = this.#roster.frames({ ...this.#everybody(), whole: true });
    for (const session of this.#sessions) session.sendWeft(frameFor(session));
  }

  join(session: RoomSession): void {
    this.#sessions.add(session);
    this.host.attach(session);
    this.presence.join(session);
    session.sendWeft(this.#roster.frames(this.#everybody())(session));
    this.#tell({ members: [session.member], clients: [], gone: [] }, session);
  }

  leave(session: RoomSession): void {
    if (!this.#sessions.delete(session)) return;
    this.host.detach(session);
    this.presence.leave(session);
    // A client that came back before its old socket was missed is still here under the same clientID.
    const held = new Set([...this.#sessions].flatMap((other) => [...other.introduced]));
    const gone = [...session.introduced].filter((clientId) => !held.has(clientId));
    this.#tell({ members: [], clients: [], gone }, session);
    if (this.isEmpty) this.presence.stop();
  }

  /** A connection used a clientID for the first time: everybody may know whose it is. */
  introduce(session: RoomSession, clientIds: readonly ClientId[]): void {
    const fresh = clientIds.filter((clientId) => !session.introduced.has(clientId));
    if (fresh.length === 0) return;
    for (const clientId of fresh) session.introduced.add(clientId);
    const clients = fresh.map((clientId): [number, PersonId] => [clientId, session.personId]);
    this.#tell({ members: [session.member], clients, gone: [] });
  }

  /** A person has a new name. */
  showAgain(session: RoomSession): void {
    this.#roster.renamed(session.personId, session.member.name);
    this.#tell({ members: [session.member], clients: [], gone: [] });
  }

  eventFrames(batch: DurableBatch, hearer: RoomSession): readonly Uint8Array[] {
    if (this.#eventFrames?.batch.last !== batch.last) {
      const events = batch.entries
        .filter((entry) => entry.kind === 'event')
        .map(({ seq, at, personId, payload }) => ({ seq, at, personId, event: decodeEvent(payload) }));
      this.#eventFrames = { batch, of: this.#roster.eventFrames(events) };
    }
    return this.#eventFrames.of(hearer);
  }

  #everybody(): Parameters<BoardRoster['frames']>[0] {
    const sessions = [...this.#sessions];
    return {
      members: [...new Map(sessions.map(({ personId, member }) => [personId, member])).values()],
      clients: sessions.flatMap((session) =>
        [...session.introduced].map((clientId): [number, PersonId] => [clientId, session.personId]),
      ),
      gone: [],
    };
  }

  #tell(saying: Parameters<BoardRoster['frames']>[0], except: RoomSession | null = null): void {
    const frameFor = this.#roster.frames(saying);
    for (const session of this.#sessions) if (session !== except) session.sendWeft(frameFor(session));
  }
}
