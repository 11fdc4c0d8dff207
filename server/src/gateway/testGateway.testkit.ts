import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, LogController } from 'fastify';
import { Registry } from 'prom-client';
import { vi } from 'vitest';
import WebSocket from 'ws';
import { LIMITS, type Limits, type BoardId, type PersonId, type Role } from '@weft/protocol';
import { BoardRegistry } from '../boards/BoardRegistry.ts';
import { readConfig } from '../config.ts';
import { SqliteUpdateLog } from '../log/SqliteUpdateLog.ts';
import type { UpdateLog } from '../log/UpdateLog.ts';
import type { BoardMember, Identity, Membership } from '../ports.ts';
import { gatewayMetrics } from './GatewayMetrics.ts';
import { syncRoute } from './syncRoute.ts';

export const BOARD = 'board1' as BoardId;

/** Tokens are names here; each name has one role on the one board. */
const ROLES: Readonly<Record<string, Role>> = {
  ada: 'facilitator',
  ben: 'participant',
  vera: 'viewer',
  late: 'viewer',
};

/** Who is asked about for the second time finds that things have changed meanwhile. */
const asked = new Set<PersonId>();
function isFirstTime(personId: PersonId): boolean {
  const first = !asked.has(personId);
  asked.add(personId);
  return first;
}

const identity: Identity = {
  authenticate: async (headers, token) => {
    const name = token ?? (headers.cookie?.startsWith('who=') === true ? headers.cookie.slice(4) : undefined);
    if (name === undefined) return { ok: false, code: 'not_signed_in' };
    if (name === 'expired') return { ok: false, code: 'token_invalid' };
    return { ok: true, person: { id: name as PersonId, name, color: '#b5382a' }, cookie: token === undefined };
  },
};

const membership: Membership = {
  memberOf: async (boardId, personId) => {
    if (boardId === 'gone') return { ok: false, code: 'board_deleted' };
    if (boardId !== BOARD) return { ok: false, code: 'board_not_found' };
    if (personId === 'late' && !isFirstTime(personId)) return { ok: false, code: 'board_deleted' };
    const role = personId === 'rita' ? (isFirstTime(personId) ? 'viewer' : 'participant') : ROLES[personId];
    if (role === undefined) return { ok: false, code: 'not_member' };
    const member: BoardMember = { id: personId, name: personId.toUpperCase(), color: '#2f4b9b', role, joinedAt: 0 };
    return { ok: true, member };
  },
  people: async () => [],
  touched: async () => undefined,
};

/** Everybody is told by name. */
const facts = {
  settings: [],
  people: Object.keys(ROLES).map((id) => ({
    id: id as PersonId,
    name: id.toUpperCase(),
    color: '#2f4b9b',
    hidden: false,
  })),
};

export interface GatewayOptions {
  /** Where `log.db` is to lie; a new folder if it is not given. */
  readonly folder?: string;
  /** What stands between the relay and its log. */
  readonly wrap?: (log: UpdateLog) => UpdateLog;
  /** The clock of the machine. */
  readonly now?: () => number;
  /** What looking up who somebody is waits for. */
  readonly beforeAuthentication?: () => Promise<void>;
  /** What looking up how people are told of waits for; the board is loaded then. */
  readonly beforeFacts?: () => Promise<void>;
}

/** The real gateway, registry and log on a free loopback port, with made-up people. */
export async function startGateway(limits: Partial<Limits> = {}, given: GatewayOptions = {}) {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'weft-gateway-'));
  const file = join(folder, 'log.db');
  const calm = { ...readConfig({ HOST: '127.0.0.1' }), limits: { ...LIMITS, ...limits } };
  const now = given.now ?? Date.now;
  const logged = vi.fn<(line: string) => void>();
  const launch = async (port: number, changed: Partial<Limits> = {}) => {
    const config = { ...calm, limits: { ...calm.limits, ...changed } };
    const app = fastify({
      logger: { level: 'info', stream: { write: logged } },
      logController: new LogController({ disableRequestLogging: true }),
      forceCloseConnections: true,
    });
    const log = new SqliteUpdateLog(file);
    const registry = new BoardRegistry({
      log: given.wrap?.(log) ?? log,
      firstProbeMs: 50,
      now,
      idleMs: config.limits.boardIdleMs,
      maxClientIds: config.limits.maxClientIdsPerConnection,
      maxLiveBoards: config.limits.maxLiveBoards,
      boardLimits: config.limits,
      pace: () => 0,
      logger: app.log,
      onTouched: () => undefined,
    });
    const metrics = gatewayMetrics(new Registry(), {
      boards: () => registry.liveCount,
      largestBoard: () => registry.largestBoardBytes,
      sockets: () => registry.connectionCount,
      people: () => registry.peopleCount,
    });
    const slowIdentity: Identity = {
      authenticate: async (...shown) => {
        await given.beforeAuthentication?.();
        return await identity.authenticate(...shown);
      },
    };
    await app.register(syncRoute, {
      config,
      identity: slowIdentity,
      membership,
      disclosure: {
        facts: async () => {
          await given.beforeFacts?.();
          return facts;
        },
      },
      registry,
      metrics,
      busy: () => 0,
      now,
    });
    await app.listen({ port, host: '127.0.0.1' });
    const stop = async () => {
      await registry.stop();
      await app.close();
      await log.close();
    };
    return { app, registry, log, stop, port: (app.server.address() as { port: number }).port };
  };
  let running = await launch(0);
  await running.registry.create(BOARD, 'ada' as PersonId, 'A bench');
  const { port } = running;
  const sockets: WebSocket[] = [];
  return {
    port,
    logged,
    url: `ws://127.0.0.1:${port}/sync`,
    registry: () => running.registry,
    log: () => running.log,
    restart: async (changed: Partial<Limits> = {}) => {
      await running.stop();
      running = await launch(port, changed);
    },
    /** A bare socket, with what it was sent and how it ended. */
    socket: (path: string, options: WebSocket.ClientOptions = {}) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/sync/${path}`, options);
      socket.binaryType = 'nodebuffer';
      sockets.push(socket);
      const frames: Uint8Array[] = [];
      socket.on('message', (data: Buffer) => frames.push(data));
      socket.on('error', () => undefined);
      const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
      const opened = new Promise<void>((resolve) => socket.on('open', () => resolve()));
      return { socket, frames, closed, opened };
    },
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      await running.stop();
      if (given.folder === undefined) rmSync(folder, { recursive: true });
    },
  };
}

export type TestGateway = Awaited<ReturnType<typeof startGateway>>;
