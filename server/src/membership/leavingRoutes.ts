import { LeaveSchema, PersonIdSchema, RemovalSchema, WeftError } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';

const tags = ['boards'];
const params = z.object({ id: z.string() });

/** Leaving a board, and taking somebody's part off it. */
export const leavingRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  const { boards, leaving, requirePerson } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/leave',
    {
      schema: {
        tags,
        summary: 'Leave a board; what I made stays. The last facilitator names another where others are on it',
        params,
        body: LeaveSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const member = await boards.requireMember(request.params.id, await requirePerson(request));
      await leaving.leave(member, request.body.facilitator);
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/boards/:id/people/:personId/removal',
    {
      schema: {
        tags,
        summary:
          'Take a person off a board (facilitators), with their part or without it: they are told by whom, and can take it along',
        params: params.extend({ personId: z.string() }),
        body: RemovalSchema.nullish(),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const member = await boards.requireMember(request.params.id, await requirePerson(request));
      const personId = PersonIdSchema.safeParse(request.params.personId);
      if (!personId.success) throw new WeftError('person_not_found');
      await leaving.remove(member, personId.data, request.body?.part ?? 'remove');
      return reply.code(204).send(null);
    },
  );
};
