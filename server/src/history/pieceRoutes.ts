import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Sealed } from '@weft/history/sealing';
import {
  HistoryPeopleQuerySchema,
  HistoryPeopleSchema,
  HistoryPieceQuerySchema,
  HistoryTailQuerySchema,
  WeftError,
} from '@weft/protocol';
import { Telling } from '../disclosure/Telling.ts';
import { NO_STORE } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { Disclosure, HistoryPieces } from '../ports.ts';
import { tellAuthors } from './tellAuthors.ts';

export interface PieceRoutesOptions extends MemberPorts {
  readonly pieces: HistoryPieces;
  readonly disclosure: Disclosure;
}

const tags = ['history'];
const board = z.object({ id: z.string() });
const piece = board.extend({ seq: z.coerce.number().int().min(0) });
const BYTES = 'application/octet-stream';
const FOR_GOOD = 'private, max-age=31536000, immutable';

/**
 * The log in the pieces that a replay is made of, as bytes. They name nobody, so that they are the same for every member
 * and may stay in caches when somebody hides; who did what is asked for by itself, and told as far as it may be.
 */
export const pieceRoutes: FastifyPluginAsync<PieceRoutesOptions> = async (app, options) => {
  const { pieces } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const querystring = HistoryPieceQuerySchema;

  routes.get(
    '/api/boards/:id/history/segments/:seq',
    { schema: { tags, summary: 'A sealed run of the log, by its first entry', params: piece, querystring } },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      return sendPiece(reply, await pieces.segment(boardId, request.params.seq), request.query.h);
    },
  );

  routes.get(
    '/api/boards/:id/history/keyframes/:seq',
    { schema: { tags, summary: 'The whole board after an entry', params: piece, querystring } },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      return sendPiece(reply, await pieces.keyframePiece(boardId, request.params.seq), request.query.h);
    },
  );

  routes.get(
    '/api/boards/:id/history/tracks/:seq',
    { schema: { tags, summary: 'What was shown after an entry, and how it changed', params: piece, querystring } },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      return sendPiece(reply, await pieces.track(boardId, request.params.seq), request.query.h);
    },
  );

  routes.get(
    '/api/boards/:id/history/tail',
    {
      schema: {
        tags,
        summary: 'The entries after one, in the bytes of a segment, sealed or not yet; 204 when there are none',
        params: board,
        querystring: HistoryTailQuerySchema,
      },
    },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      const { after, generation } = request.query;
      const bytes = await pieces.tail(boardId, after, generation);
      reply.header('cache-control', NO_STORE);
      return bytes === null ? reply.code(204).send() : reply.type(BYTES).send(Buffer.from(bytes));
    },
  );

  routes.get(
    '/api/boards/:id/history/people',
    {
      schema: {
        tags,
        summary: 'Who did the entries after one, as far as you are told',
        params: board,
        querystring: HistoryPeopleQuerySchema,
        response: { 200: HistoryPeopleSchema },
      },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const { after, limit } = request.query;
      const telling = new Telling(await options.disclosure.facts(boardId), id);
      reply.header('cache-control', NO_STORE);
      return tellAuthors(await pieces.authors(boardId, after, limit), after, telling);
    },
  );
};

/** A piece that is asked for by its hash is kept for good; without, it is only what lies there now. */
function sendPiece(reply: FastifyReply, found: Sealed | null, hash: string | undefined): FastifyReply {
  if (found === null || (hash !== undefined && hash !== found.hash)) throw new WeftError('history_piece_not_found');
  return reply
    .header('cache-control', hash === undefined ? NO_STORE : FOR_GOOD)
    .type(BYTES)
    .send(Buffer.from(found.bytes));
}
