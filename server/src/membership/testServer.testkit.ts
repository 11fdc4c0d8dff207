import { LIMITS, type Board, type ErrorCode, type Link, type Person, type Role, type SignedIn } from '@weft/protocol';
import Fastify, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { expect, onTestFinished } from 'vitest';
import { BoardAssets } from '../assets/BoardAssets.ts';
import { assetRoutes } from '../assets/assetRoutes.ts';
import type { Config } from '../config.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { DisclosureRepository } from '../disclosure/DisclosureRepository.ts';
import { answerError } from '../http/errorHandler.ts';
import { makeRequirePerson } from '../http/requirePerson.ts';
import { createPeople } from '../people/createPeople.ts';
import { createMembership } from './createMembership.ts';
import { FakeLiveBoards } from './fakeLiveBoards.testkit.ts';

export const SHARE_URL = 'http://192.168.1.7:3000';
const shareUrl = () => SHARE_URL;

/** The server's people, boards and images as `app.ts` wires them, on a database of its own; only the live boards are fakes. */
export async function startTestServer(
  overrides: Partial<Pick<Config, 'dataDir' | 'publicUrl' | 'rateLimits' | 'limits'>> = {},
) {
  const dataDir = overrides.dataDir ?? (await temporaryDirectory());
  const config = { publicUrl: undefined, rateLimits: true, limits: LIMITS, ...overrides, dataDir };
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const live = new FakeLiveBoards();

  const db = await openDatabase(config);
  const people = await createPeople({ config, db, now });
  const { identity, signIns, guesses } = people;
  const disclosure = new DisclosureRepository(db);
  const boards = createMembership({
    db,
    disclosure,
    boards: live,
    signIns,
    guesses,
    maxBoardsPerPerson: config.limits.maxBoardsPerPerson,
    now,
  });
  const membership = boards.port;
  const requirePerson = makeRequirePerson(identity, config.publicUrl);
  const renamed: Person[] = [];

  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  await app.register(people.routes, {
    requirePerson,
    shareUrl,
    onRenamed: async (person) => void renamed.push(person),
  });
  await app.register(boards.routes, { requirePerson, shareUrl });
  const assets = new BoardAssets({ config, db, now });
  await app.register(assetRoutes, { config, assets, requirePerson, membership });
  await app.ready();

  onTestFinished(async () => {
    await app.close();
    await db.destroy();
  });
  return { app, db, live, clock, dataDir, identity, membership, renamed, ...callers(app) };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

interface Call {
  readonly token?: string;
  readonly body?: InjectOptions['payload'];
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

function callers(app: FastifyInstance) {
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, options: Call = {}) => {
    const authorization = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
    return await app.inject({
      method,
      url,
      headers: { ...authorization, ...options.headers },
      ...(options.body === undefined ? {} : { payload: options.body }),
      ...(options.address === undefined ? {} : { remoteAddress: options.address }),
    });
  };

  const guest = async (name: string): Promise<SignedIn> => {
    const answer = await call('POST', '/api/guests', { body: { name } });
    expect(answer.statusCode).toBe(201);
    return answer.json<SignedIn>();
  };

  const board = async (maker: SignedIn, title = 'Bench'): Promise<Board> => {
    const answer = await call('POST', '/api/boards', { token: maker.token, body: { title } });
    expect(answer.statusCode).toBe(201);
    return answer.json<Board>();
  };

  const link = async (from: SignedIn, boardId: string, role: Role = 'participant'): Promise<Link> => {
    const answer = await call('POST', `/api/boards/${boardId}/links`, { token: from.token, body: { role } });
    expect(answer.statusCode).toBe(201);
    return answer.json<Link>();
  };

  const join = (who: SignedIn, code: string) => call('POST', '/api/join', { token: who.token, body: { code } });

  /** A guest who has joined a board. */
  const member = async (name: string, maker: SignedIn, boardId: string, role: Role): Promise<SignedIn> => {
    const person = await guest(name);
    expect((await join(person, (await link(maker, boardId, role)).url)).statusCode).toBe(200);
    return person;
  };

  return { call, guest, board, link, join, member };
}

/** Expects a refusal with its status and code from the one table. */
export function expectRefused(answer: LightMyRequestResponse, status: number, code: ErrorCode): void {
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
}
