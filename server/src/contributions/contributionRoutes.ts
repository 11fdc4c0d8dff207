import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  ContributionsQuerySchema,
  ContributionsSchema,
  ItemIdSchema,
  LineageSchema,
  PartSchema,
  WeftError,
  WritersSchema,
} from '@weft/protocol';
import { sendPrivateJson } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { BoardMaking, Disclosure } from '../ports.ts';
import type { BoardContributions } from './BoardContributions.ts';
import type { Asking } from './tellContributions.ts';

export interface ContributionRoutesOptions extends MemberPorts {
  readonly making: Pick<BoardMaking, 'titleOf'>;
  readonly disclosure: Disclosure;
  readonly contributions: BoardContributions;
}

const tags = ['contributions'];
const params = z.object({ id: z.string() });
const itemParams = z.object({ id: z.string(), itemId: z.string() });
const partParams = z.object({ id: z.string(), personId: z.string() });

/** Each person's part in a board. Sizes are told to the person alone. For the board's members. */
export const contributionRoutes: FastifyPluginAsync<ContributionRoutesOptions> = async (app, options) => {
  const { contributions } = options;
  app.addHook('onClose', () => contributions.close());

  const asking = async (request: FastifyRequest, board: string): Promise<Asking> => {
    const { id: callerId, boardId } = await requireMember(options, request, board);
    return { boardId, callerId, facts: await options.disclosure.facts(boardId) };
  };

  app.get<{ Params: z.output<typeof params>; Querystring: z.output<typeof ContributionsQuerySchema> }>(
    '/api/boards/:id/contributions',
    {
      schema: {
        tags,
        summary: 'Who started, wrote, refined, arranged and connected what, people in order of arrival',
        params,
        querystring: ContributionsQuerySchema,
        response: { 200: ContributionsSchema },
      },
    },
    async (request, reply) => {
      const who = await asking(request, request.params.id);
      return sendPrivateJson(reply, await contributions.contributions({ ...who, since: request.query.since }));
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
      const title = await options.making.titleOf(boardId);
      const facts = await options.disclosure.facts(boardId);
      return sendPrivateJson(reply, await contributions.part({ boardId, title, callerId: member.id, facts }));
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
      return sendPrivateJson(reply, await contributions.lineage(await asking(request, request.params.id)));
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
      const who = await asking(request, request.params.id);
      const itemId = ItemIdSchema.safeParse(request.params.itemId);
      if (!itemId.success) throw new WeftError('item_not_found');
      return sendPrivateJson(reply, await contributions.writers(who, itemId.data));
    },
  );
};
