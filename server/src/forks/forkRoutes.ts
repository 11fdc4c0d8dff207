import {
  BoardSchema,
  ForkBoardSchema,
  OriginSchema,
  readBoardEvent,
  type BoardId,
  type Origin,
  type PersonId,
} from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { NO_STORE } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import { Forks, type ForksOptions } from './Forks.ts';

export interface ForkRoutesOptions extends MemberPorts, ForksOptions {}

const tags = ['boards'];
const params = z.object({ id: z.string() });
const FIRST_ENTRIES = 5;

/** Going on from a board as it was, on one of one's own. Every member may: they can read all of it. */
export const forkRoutes: FastifyPluginAsync<ForkRoutesOptions> = async (app, options) => {
  const forks = new Forks(options);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/fork',
    {
      schema: {
        tags,
        summary: 'Make a board of one’s own that begins as this one was at a time',
        params,
        body: ForkBoardSchema,
        response: { 201: BoardSchema },
      },
    },
    async (request, reply) => {
      const member = await requireMember(options, request, request.params.id);
      const maker = await options.requirePerson(request);
      const { at, title } = request.body;
      return reply.code(201).send(await forks.fork({ boardId: member.boardId, at: at ?? null }, title, maker));
    },
  );

  routes.get(
    '/api/boards/:id/origin',
    {
      schema: {
        tags,
        summary: 'What this board began with, as far as I may know',
        params,
        response: { 200: OriginSchema },
      },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      reply.header('cache-control', NO_STORE);
      return { origin: await originOf(options, boardId, id) };
    },
  );
};

async function originOf(options: ForkRoutesOptions, boardId: BoardId, callerId: PersonId): Promise<Origin> {
  // Before the event of a board that began with nothing there is its first page.
  const first = await options.boards.read(boardId, 0, FIRST_ENTRIES);
  const created = first
    .filter(({ kind }) => kind === 'event')
    .map(({ payload }) => readBoardEvent(payload))
    .find((event) => event?.type === 'created');
  const from = created?.from;
  if (from === undefined) return null;
  if (from.kind === 'file') return from;
  const member = await options.membership.memberOf(from.boardId, callerId);
  if (!member.ok) return { kind: 'board', board: null };
  const title = await options.making.titleOf(from.boardId);
  return { kind: 'board', board: { id: from.boardId, title, at: from.at } };
}
