import {
  BoardIdSchema,
  type BoardId,
  ChangePartChoicesSchema,
  ExportPartQuerySchema,
  FrozenSchema,
  MyPartSchema,
  PartChoicesSchema,
  PartsSchema,
  WeftError,
} from '@weft/protocol';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { attachment } from '../http/attachment.ts';
import { JSON_TYPE, NO_STORE, sendPrivateJson } from '../http/privateAnswer.ts';
import type { MemberPorts } from '../http/requireMember.ts';
import type { MyParts, PartOwner } from './MyParts.ts';
import type { PartExport } from './PartExport.ts';
import type { PartRepository } from './PartRepository.ts';
import { requireOwn } from './requireOwn.ts';

export interface OwnPartRoutesOptions extends MemberPorts {
  readonly own: PartRepository;
  readonly mine: MyParts;
  readonly exporting: PartExport;
}

const tags = ['my part'];
const params = z.object({ id: z.string() });
const frozenParams = params.extend({ frozenId: z.string() });
const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

type WithParams = FastifyRequest<{ Params: z.output<typeof params> }>;

function boardIdOf(request: WithParams): BoardId {
  const boardId = BoardIdSchema.safeParse(request.params.id);
  if (!boardId.success) throw new WeftError('board_not_found');
  return boardId.data;
}

/** My part in a board, for me alone: looking at it, choosing how others see it, keeping it and taking it along. */
export const ownPartRoutes: FastifyPluginAsync<OwnPartRoutesOptions> = async (app, options) => {
  const { own, mine, exporting, requirePerson } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  /** Also who was removed from the board, for a while. */
  const ownerOf = async (request: WithParams): Promise<PartOwner> =>
    await mine.ownerOf(boardIdOf(request), await requirePerson(request));

  app.get<{ Params: z.output<typeof params> }>(
    '/api/boards/:id/me',
    { schema: { tags, summary: 'My part in a board, told to me alone', params, response: { 200: MyPartSchema } } },
    async (request, reply) => {
      const part = await mine.part(await ownerOf(request));
      return sendPrivateJson(reply, part);
    },
  );

  routes.get(
    '/api/me/parts',
    {
      schema: {
        tags,
        summary: 'My parts over the fifty boards that changed or that I visited last, newest first',
        response: { 200: PartsSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', NO_STORE);
      return await mine.all(await requirePerson(request));
    },
  );

  routes.put(
    '/api/boards/:id/me/choices',
    {
      schema: {
        tags,
        summary: 'Hide my part from others or show it; the one item and the one sentence I want to be known by',
        params,
        body: ChangePartChoicesSchema,
        response: { 200: PartChoicesSchema },
      },
    },
    async (request) => {
      const { body } = request;
      return await mine.choose(await mine.chooserOf(boardIdOf(request), await requirePerson(request), body), body);
    },
  );

  routes.post(
    '/api/boards/:id/me/frozen',
    { schema: { tags, summary: 'Keep my part as it is now', params, response: { 201: FrozenSchema } } },
    async (request, reply) => {
      const owner = await requireOwn(options, request, request.params.id);
      return reply.code(201).send(await mine.freeze(owner));
    },
  );

  routes.get(
    '/api/boards/:id/me/frozen/:frozenId',
    {
      schema: {
        tags,
        summary: 'My part as I kept it; others in it as they may be told now',
        params: frozenParams,
        response: { 200: MyPartSchema },
      },
    },
    async (request, reply) => {
      const owner = await ownerOf(request);
      reply.header('cache-control', NO_STORE);
      return await mine.frozen(owner, request.params.frozenId, await requirePerson(request));
    },
  );

  routes.delete(
    '/api/boards/:id/me/frozen/:frozenId',
    { schema: { tags, summary: 'Delete a part that I kept', params: frozenParams, response: { 204: z.null() } } },
    async (request, reply) => {
      await own.deleteFrozen(await requireOwn(options, request, request.params.id), request.params.frozenId);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/boards/:id/me/export',
    {
      schema: {
        tags,
        summary: 'Everything kept about me on a board as JSON, or a table with a row for each contribution',
        params,
        querystring: ExportPartQuerySchema,
      },
    },
    async (request, reply) => {
      const owner = await ownerOf(request);
      const person = await requirePerson(request);
      const { format } = request.query;
      const text = format === 'csv' ? await exporting.csv(owner) : await exporting.json(owner, person);
      return reply
        .headers({
          'content-disposition': attachment(`${owner.title} – ${person.name}`, format),
          'cache-control': NO_STORE,
          'x-content-type-options': 'nosniff',
        })
        .type(format === 'csv' ? CSV_TYPE : JSON_TYPE)
        .send(text);
    },
  );
};
