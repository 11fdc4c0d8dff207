import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ContributionsSchema, ItemIdSchema, LineageSchema, PartSchema, WeftError, WritersSchema } from '@weft/protocol';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { BoardMaking } from '../ports.ts';
import type { BoardContributions } from './BoardContributions.ts';

export interface ContributionRoutesOptions extends MemberPorts {
  readonly making: Pick<BoardMaking, 'titleOf'>;
  readonly contributions: BoardContributions;
}

const tags = ['contributions'];
const params = z.object({ id: z.string() });
const itemParams = z.object({ id: z.string(), itemId: z.string() });
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
      return answer(reply, await contributions.contributions(boardId, id, people));
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
      const { boardId } = member;
      const board = { id: boardId, title: await options.making.titleOf(boardId) };
      const people = await options.membership.people(boardId);
      return answer(reply, await contributions.part({ board, person: member, people }));
    },
  );

  app.get<{ Params: z.output<typeof params> }>(
    '/api/boards/:id/lineage',
    {
      schema: {
        tags,
        summary: 'How the items hang together: built on, copied from, connected to, synthesised from',
        params,
        response: { 200: LineageSchema },
      },
    },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      return answer(reply, await contributions.lineage(boardId, await options.membership.people(boardId)));
    },
  );

  app.get<{ Params: z.output<typeof itemParams> }>(
    '/api/boards/:id/items/:itemId/writers',
    {
      schema: {
        tags,
        summary: 'Who wrote the present text of an item, run by run',
        params: itemParams,
        response: { 200: WritersSchema },
      },
    },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      const itemId = ItemIdSchema.safeParse(request.params.itemId);
      if (!itemId.success) throw new WeftError('item_not_found');
      return answer(reply, await contributions.writers(boardId, itemId.data));
    },
  );
};

/** What a worker made into JSON goes out as it is. */
const answer = (reply: FastifyReply, json: Uint8Array): FastifyReply =>
  reply.header('cache-control', 'private, no-store').type(JSON_TYPE).send(Buffer.from(json));
