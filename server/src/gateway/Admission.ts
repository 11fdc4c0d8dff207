import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import {
  BoardIdSchema,
  closeCodeOf,
  PROTOCOL_VERSION,
  WeftError,
  type BoardId,
  type CloseErrorCode,
  type ConnectionId,
} from '@weft/protocol';
import type { BoardHost } from '../boards/BoardHost.ts';
import type { BoardRegistry } from '../boards/BoardRegistry.ts';
import type { Config } from '../config.ts';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import type { Logger } from '../http/logger.ts';
import { isOwnOrigin } from '../http/origin.ts';
import type { BoardMember, Disclosure, Identity, Membership } from '../ports.ts';
import { BoardRoom } from './BoardRoom.ts';
import type { GatewayMetrics } from './GatewayMetrics.ts';
import { presencePace } from './pace.ts';
import { PersonRates } from './PersonRates.ts';
import type { SocketPlace } from './SocketPlaces.ts';
import { SyncSession } from './SyncSession.ts';

export interface AdmissionOptions {
  readonly config: Config;
  readonly identity: Identity;
  readonly membership: Membership;
  readonly disclosure: Disclosure;
  readonly registry: BoardRegistry;
  readonly metrics: GatewayMetrics;
  /** The share of time in which this thread is busy, from 0 to 1. */
  readonly busy: () => number;
  readonly now: () => number;
}

type SyncRequest = FastifyRequest<{ Params: { boardId: string } }>;

/** So long a client that is refused may take to say goodbye. */
const GOODBYE_MS = 2_000;

/**
 * Lets sockets in, or closes them with a code.
 *
 * Until it is known who is there and the board is loaded, nothing is read from a socket: what it sends waits in the network
 * and takes no memory of ours, however many come at once and however large their frames are.
 */
export class Admission {
  readonly #options: AdmissionOptions;
  readonly #logger: Logger;
  readonly #rooms = new WeakMap<BoardHost, BoardRoom>();
  readonly #rates: PersonRates;

  constructor(options: AdmissionOptions, logger: Logger) {
    this.#options = options;
    this.#logger = logger;
    const { personFramesPerSecond, personFrameBurst } = options.config.limits;
    this.#rates = new PersonRates(personFramesPerSecond, personFrameBurst);
  }

  /** Call it in the turn in which the socket came: a message that nobody listens for is lost. */
  admit(socket: WebSocket, request: SyncRequest, place: SocketPlace): void {
    socket.pause();
    this.#letIn(socket, request, place).catch((error: unknown) => {
      if (error instanceof WeftError) return this.refuse(socket, request, error.code as CloseErrorCode, error.detail);
      this.#logger.error({ err: error }, 'socket could not be let in');
      this.refuse(socket, request, 'internal');
    });
  }

  refuse(socket: WebSocket, request: SyncRequest, code: CloseErrorCode, detail = ''): void {
    if (socket.readyState !== socket.OPEN) return;
    this.#logger.info({ boardId: request.params.boardId, code, detail }, 'socket refused');
    this.#options.metrics.refusals.inc({ code });
    socket.close(closeCodeOf(code), code);
    // Its goodbye has to be read; whatever comes before it has no listener.
    socket.resume();
    setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
  }

  async #letIn(socket: WebSocket, request: SyncRequest, place: SocketPlace): Promise<void> {
    const { weft, presence } = request.query as Record<string, unknown>;
    if (weft !== undefined && weft !== String(PROTOCOL_VERSION)) throw new WeftError('client_too_old');
    const { boardId, member } = await this.#memberFor(request);
    const crowded = place.claim(member.id, boardId);
    if (crowded !== null) throw new WeftError(crowded);
    const { host, facts } = await this.#open(boardId);
    // It may have gone meanwhile.
    if (socket.readyState !== socket.OPEN) return;
    const compactPresence = weft !== undefined && presence === '1';
    const room = this.#roomOf(host, facts);
    const session = this.#sessionOn(room, socket, request, { member, weft: weft !== undefined, compactPresence });
    socket.on('message', (data: RawData, isBinary: boolean) => session.onFrame(bytesOf(data), isBinary));
    socket.on('close', () => session.end());
    session.start();
    socket.resume();
    await this.#staysAdmitted(session, boardId);
  }

  /** The last that is waited for are the facts: people are told of as it is chosen when this one comes in. */
  async #open(boardId: BoardId): Promise<{ host: BoardHost; facts: DisclosureFacts }> {
    const { registry, disclosure } = this.#options;
    for (;;) {
      const host = await registry.open(boardId);
      const facts = await disclosure.facts(boardId);
      // Nobody was on it yet, so it may have been let go of meanwhile: it would never answer.
      if (host.isOpen) return { host, facts };
    }
  }

  #sessionOn(
    room: BoardRoom,
    socket: WebSocket,
    request: SyncRequest,
    client: { readonly member: BoardMember; readonly weft: boolean; readonly compactPresence: boolean },
  ): SyncSession {
    const { config, now, metrics } = this.#options;
    const { id: personId } = client.member;
    return new SyncSession({
      ...client,
      socket,
      stream: request.raw.socket,
      room,
      connectionId: randomBytes(9).toString('base64url') as ConnectionId,
      personRate: this.#rates.join(personId, performance.now()),
      limits: config.limits,
      rateLimits: config.rateLimits,
      now,
      logger: this.#logger,
      metrics,
      onEnded: () => this.#rates.leave(personId),
    });
  }

  #roomOf(host: BoardHost, facts: DisclosureFacts): BoardRoom {
    const known = this.#rooms.get(host);
    known?.disclose(facts);
    if (known !== undefined) return known;
    const { config, busy, now } = this.#options;
    const room = new BoardRoom(host, facts, {
      maxPerConnection: config.limits.maxPresencePerConnection,
      maxStateBytes: config.limits.maxPresenceBytes,
      pace: (listeners) => presencePace({ listeners, busy: busy() }),
      now,
    });
    this.#rooms.set(host, room);
    return room;
  }

  /** The board may have been deleted, or the role changed, after we looked and before the board knew of this session. */
  async #staysAdmitted(session: SyncSession, boardId: BoardId): Promise<void> {
    const now = await this.#options.membership.memberOf(boardId, session.personId);
    if (!now.ok) session.close(now.code);
    else if (now.member.role !== session.role) session.close('role_changed');
  }

  async #memberFor(request: SyncRequest): Promise<{ boardId: BoardId; member: BoardMember }> {
    const { identity, membership, config } = this.#options;
    const { token } = request.query as Record<string, unknown>;
    const who = await identity.authenticate(request.headers, typeof token === 'string' ? token : undefined);
    if (!who.ok) throw new WeftError(who.code);
    if (who.cookie && !isOwnOrigin(request.headers, config.publicUrl)) throw new WeftError('bad_origin');
    const boardId = BoardIdSchema.safeParse(request.params.boardId);
    if (!boardId.success) throw new WeftError('board_not_found');
    const found = await membership.memberOf(boardId.data, who.person.id);
    if (!found.ok) throw new WeftError(found.code);
    return { boardId: boardId.data, member: found.member };
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
