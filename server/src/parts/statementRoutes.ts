import {
  ChangeStatementSchema,
  NewStatementSchema,
  StatementSchema,
  StatementsSchema,
  WeftError,
} from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Telling } from '../disclosure/Telling.ts';
import { NO_STORE } from '../http/privateAnswer.ts';
import type { MemberPorts } from '../http/requireMember.ts';
import type { Disclosure, Parts } from '../ports.ts';
import type { PartRepository } from './PartRepository.ts';
import { requireOwn } from './requireOwn.ts';
import { tellStatements } from './tellStatements.ts';

export interface StatementRoutesOptions extends MemberPorts {
  readonly own: PartRepository;
  readonly disclosure: Disclosure;
  readonly parts: Pick<Parts, 'knows'>;
}

const tags = ['my part'];
const params = z.object({ id: z.string() });
const statementParams = params.extend({ statementId: z.string() });

/** What people say of their own part: roles they claim, what was not on the canvas, and reflections. */
export const statementRoutes: FastifyPluginAsync<StatementRoutesOptions> = async (app, options) => {
  const { own, disclosure } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/me/statements',
    {
      schema: {
        tags,
        summary: 'Claim a role, say what was not on the canvas, or reflect (private until shared)',
        params,
        body: NewStatementSchema,
        response: { 201: StatementSchema },
      },
    },
    async (request, reply) => {
      const who = await requireOwn(options, request, request.params.id);
      const { itemId } = request.body;
      if (itemId !== null && !(await options.parts.knows(who.boardId, [itemId]))) throw new WeftError('item_not_found');
      return reply.code(201).send(await own.say(who, request.body));
    },
  );

  routes.patch(
    '/api/boards/:id/me/statements/:statementId',
    {
      schema: {
        tags,
        summary: 'Change what I said, share a reflection or make it private again',
        params: statementParams,
        body: ChangeStatementSchema,
        response: { 200: StatementSchema },
      },
    },
    async (request) =>
      await own.changeStatement(
        await requireOwn(options, request, request.params.id),
        request.params.statementId,
        request.body,
      ),
  );

  routes.delete(
    '/api/boards/:id/me/statements/:statementId',
    { schema: { tags, summary: 'Take back what I said', params: statementParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await own.takeBack(await requireOwn(options, request, request.params.id), request.params.statementId);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/boards/:id/statements',
    {
      schema: {
        tags,
        summary: 'What people say of the board’s making and want to be known by, as I may hear it (the newest 2000)',
        params,
        response: { 200: StatementsSchema },
      },
    },
    async (request, reply) => {
      const { boardId, personId } = await requireOwn(options, request, request.params.id);
      const telling = new Telling(await disclosure.facts(boardId), personId);
      reply.header('cache-control', NO_STORE);
      return tellStatements(await own.statementsForOthers(boardId), await own.knownFor(boardId), telling);
    },
  );
};
