import { randomBytes } from 'node:crypto';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
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
import { EarlyFrames } from './EarlyFrames.ts';
import type { BoardRegistry } from '../boards/BoardRegistry.ts';
import type { Config } from '../config.ts';
import { isOwnOrigin } from '../http/origin.ts';
import type { BoardMember, Identity, Membership } from '../ports.ts';
import { BoardRoom } from './BoardRoom.ts';
import type { GatewayMetrics } from './GatewayMetrics.ts';
import { presencePace } from './pace.ts';
import { PersonRates } from './PersonRates.ts';
import type { PresenceHubOptions } from './PresenceHub.ts';
import { SyncSession } from './SyncSession.ts';

export interface SyncRouteOptions {
  readonly config: Config;
  readonly identity: Identity;
  readonly membership: Membership;
  readonly registry: BoardRegistry;
  readonly metrics: GatewayMetrics;
  /** The share of time in which this thread is busy, from 0 to 1. */
  readonly busy: () => number;
  readonly now: () => number;
}

/** `ws` closes above its own maximum with 1009, which the stock client retries for ever; ours lies below and has a name. */
const WS_MAX_PAYLOAD = 16 * 1024 * 1024;
const HEARTBEAT_MS = 20_000;
/** So long a server that stops waits for its clients to say goodbye. */
const FAREWELL_MS = 2_000;

interface Socket extends WebSocket {
  /** False from a ping until its pong. */
  alive?: boolean;
}

/**
 * `ws …/sync/:boardId`, the y-websocket protocol. An upgrade is always accepted and then closed with a code if need be: an
 * HTTP error would make the stock client retry for ever.
 */
export const syncRoute = fp<SyncRouteOptions>(async (app, options) => {
  await app.register(websocket, {
    options: { maxPayload: WS_MAX_PAYLOAD },
    // What a client did wrong is no fault of ours, and told once; 'close' follows.
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, 'socket error');
      socket.terminate();
    },
  });
  const { personFramesPerSecond, personFrameBurst } = options.config.limits;
  const shared: Shared = {
    rooms: new WeakMap(),
    rates: new PersonRates(personFramesPerSecond, personFrameBurst),
  };
  const sockets = new Set<Socket>();

  const heartbeat = setInterval(() => {
    for (const socket of sockets) {
      if (socket.alive === false) socket.terminate();
      socket.alive = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, HEARTBEAT_MS);
  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    // A device that sleeps does not answer the closing, and `ws` would wait half a minute for it.
    setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, FAREWELL_MS);
  });

  app.get<{ Params: { boardId: string } }>(
    '/sync/:boardId',
    { websocket: true, schema: { hide: true } },
    (socket: Socket, request) => {
      sockets.add(socket);
      socket.alive = true;
      socket.on('pong', () => (socket.alive = true));
      socket.on('close', () => sockets.delete(socket));
      admit(app, options, shared, socket, request, request.params.boardId);
    },
  );
});

/** What the sockets of one server have in common. */
interface Shared {
  readonly rooms: WeakMap<BoardHost, BoardRoom>;
  readonly rates: PersonRates;
}

/** Lets a socket in or closes it with a code; frames that come meanwhile wait, within bounds. */
function admit(
  app: FastifyInstance,
  options: SyncRouteOptions,
  { rooms, rates }: Shared,
  socket: Socket,
  request: FastifyRequest,
  boardId: string,
): void {
  const early = new EarlyFrames(options.config.limits.maxFrameBytes);
  let session: SyncSession | null = null;
  let refused = false;
  const refuse = (code: CloseErrorCode, detail = ''): void => {
    if (refused) return;
    refused = true;
    early.release();
    if (socket.readyState !== socket.OPEN) return;
    app.log.info({ boardId, code, detail }, 'socket refused');
    options.metrics.refusals.inc({ code });
    socket.close(closeCodeOf(code), code);
  };

  socket.on('message', (data: RawData, isBinary: boolean) => {
    const frame = bytesOf(data);
    if (refused) return;
    if (session !== null) return session.onFrame(frame, isBinary);
    const tooMuch = early.keep(frame, isBinary);
    if (tooMuch !== null) refuse(tooMuch, 'before hello');
  });
  socket.on('close', () => session?.end());

  const letIn = async (): Promise<void> => {
    const { weft, presence } = request.query as Record<string, unknown>;
    if (weft !== undefined && weft !== String(PROTOCOL_VERSION)) throw new WeftError('client_too_old');
    if (options.registry.connectionCount >= options.config.limits.maxSockets) throw new WeftError('server_full');
    const member = await memberFor(options, request, boardId);
    const host = await options.registry.open(member.boardId);
    if (refused || socket.readyState !== socket.OPEN) return;
    const room = rooms.get(host) ?? new BoardRoom(host, presenceOptions(options));
    rooms.set(host, room);
    const { id: personId } = member.member;
    const personRate = rates.join(personId, options.now());
    session = new SyncSession({
      socket,
      stream: request.raw.socket,
      room,
      member: member.member,
      connectionId: randomBytes(9).toString('base64url') as ConnectionId,
      weft: weft !== undefined,
      compactPresence: weft !== undefined && presence === '1',
      personRate,
      limits: options.config.limits,
      rateLimits: options.config.rateLimits,
      now: options.now,
      logger: app.log,
      metrics: options.metrics,
      onEnded: () => rates.leave(personId),
    });
    session.start();
    for (const { frame, isBinary } of early.release()) session.onFrame(frame, isBinary);
    await staysAdmitted(options, session, member.boardId);
  };
  letIn().catch((error: unknown) => {
    if (error instanceof WeftError) return refuse(error.code as CloseErrorCode, error.detail);
    app.log.error({ err: error }, 'socket could not be let in');
    refuse('internal');
  });
}

/** The board may have been deleted, or the role changed, after we looked and before the board knew of this session. */
async function staysAdmitted(options: SyncRouteOptions, session: SyncSession, boardId: BoardId): Promise<void> {
  const now = await options.membership.memberOf(boardId, session.personId);
  if (!now.ok) session.close(now.code);
  else if (now.member.role !== session.role) session.close('role_changed');
}

async function memberFor(
  options: SyncRouteOptions,
  request: FastifyRequest,
  board: string,
): Promise<{ boardId: BoardId; member: BoardMember }> {
  const { token } = request.query as Record<string, unknown>;
  const who = await options.identity.authenticate(request.headers, typeof token === 'string' ? token : undefined);
  if (!who.ok) throw new WeftError(who.code);
  if (who.cookie && !isOwnOrigin(request.headers, options.config.publicUrl)) throw new WeftError('bad_origin');
  const boardId = BoardIdSchema.safeParse(board);
  if (!boardId.success) throw new WeftError('board_not_found');
  const membership = await options.membership.memberOf(boardId.data, who.person.id);
  if (!membership.ok) throw new WeftError(membership.code);
  return { boardId: boardId.data, member: membership.member };
}

const presenceOptions = ({ config, busy, now }: SyncRouteOptions): PresenceHubOptions => ({
  maxPerConnection: config.limits.maxPresencePerConnection,
  maxStateBytes: config.limits.maxPresenceBytes,
  pace: (listeners) => presencePace({ listeners, busy: busy() }),
  now,
});

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
