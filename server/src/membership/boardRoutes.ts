import {
  BoardListSchema,
  BoardPeopleSchema,
  BoardSchema,
  DeletedBoardSchema,
  NewBoardSchema,
  RenameBoardSchema,
} from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';

const tags = ['boards'];
const params = z.object({ id: z.string() });

/** Boards: make, list, look at, rename, delete and bring back. */
export const boardRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, { boards, requirePerson }) => {
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards',
    { schema: { tags, summary: 'Make a board', body: NewBoardSchema, response: { 201: BoardSchema } } },
    async (request, reply) => {
      const maker = await requirePerson(request);
      return reply.code(201).send(await boards.create(request.body.title, maker));
    },
  );

  routes.get(
    '/api/boards',
    { schema: { tags, summary: 'Boards I made or visited, newest first', response: { 200: BoardListSchema } } },
    async (request) => ({ boards: await boards.list(await requirePerson(request)) }),
  );

  routes.get(
    '/api/boards/:id',
    { schema: { tags, summary: 'One board; counts as a visit', params, response: { 200: BoardSchema } } },
    async (request) => await boards.visit(request.params.id, await requirePerson(request)),
  );

  routes.patch(
    '/api/boards/:id',
    {
      schema: {
        tags,
        summary: 'Rename a board (facilitators)',
        params,
        body: RenameBoardSchema,
        response: { 200: BoardSchema },
      },
    },
    async (request) => await boards.rename(request.params.id, await requirePerson(request), request.body.title),
  );

  routes.delete(
    '/api/boards/:id',
    {
      schema: {
        tags,
        summary: 'Delete a board (facilitators); it can be brought back for a while',
        params,
        response: { 200: DeletedBoardSchema },
      },
    },
    async (request) => ({ undoUntil: await boards.delete(request.params.id, await requirePerson(request)) }),
  );

  routes.post(
    '/api/boards/:id/undelete',
    { schema: { tags, summary: 'Bring a deleted board back', params, response: { 200: BoardSchema } } },
    async (request) => await boards.undelete(request.params.id, await requirePerson(request)),
  );

  routes.get(
    '/api/boards/:id/people',
    {
      schema: { tags, summary: 'Who is on a board, in order of arrival', params, response: { 200: BoardPeopleSchema } },
    },
    async (request) => {
      const person = await requirePerson(request);
      const { boardId } = await boards.requireMember(request.params.id, person);
      return { people: await boards.membersFor(boardId, person.id) };
    },
  );
};
