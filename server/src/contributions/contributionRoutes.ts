import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { ContributionsSchema, PartSchema, WeftError } from '@weft/protocol';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { BoardContributions } from './BoardContributions.ts';

export interface ContributionRoutesOptions extends MemberPorts {
  readonly contributions: BoardContributions;
}

const tags = ['contributions'];
const params = z.object({ id: z.string() });
const partParams = z.object({ id: z.string(), personId: z.string() });
const JSON_TYPE = 'application/json; charset=utf-8';

/** Each person's part in a board. Sizes are told to the person alone. For the board's members. */
export const contributionRoutes: FastifyPluginAsync<ContributionRoutesOptions> = async (app, options) => {
  const { contributions } = options;
  app.addHook('onClose', () => contributions.close());

  app.get<{ Params: z.output<typeof params> }>(
    '/api/boards/:id/contributions',
    {
      schema: {
        tags,
        summary: 'Who started, wrote, refined, arranged and connected what, people in order of arrival',
        params,
        response: { 200: ContributionsSchema },
      },
    },
    async (request, reply) => {
      const { id, boardId } = await requireMember(options, request, request.params.id);
      const people = await options.membership.people(boardId);
      const json = await contributions.contributions(boardId, id, people);
      return reply.header('cache-control', 'private, no-store').type(JSON_TYPE).send(Buffer.from(json));
    },
  );

  app.get<{ Params: z.output<typeof partParams> }>(
    '/api/boards/:id/people/:personId/part',
    {
      schema: {
        tags,
        summary: 'My part in a board; answers only the person whose part it is',
        params: partParams,
        response: { 200: PartSchema },
      },
    },
    async (request, reply) => {
      const member = await requireMember(options, request, request.params.id);
      if (member.id !== request.params.personId) throw new WeftError('not_yours');
      const json = await contributions.part(member.boardId, member);
      return reply.header('cache-control', 'private, no-store').type(JSON_TYPE).send(Buffer.from(json));
    },
  );
};
