import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  HistoryAtQuerySchema,
  HistoryAtSchema,
  HistoryQuerySchema,
  HistorySchema,
  SOMEONE,
  type History,
  type LogEntry,
} from '@weft/protocol';
import { sendPrivateJson } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import { Telling } from '../disclosure/Telling.ts';
import type { Disclosure, HistoryPieces, LiveBoards } from '../ports.ts';
import { BoardHistory } from './BoardHistory.ts';
import { pieceRoutes } from './pieceRoutes.ts';

export interface HistoryRoutesOptions extends MemberPorts {
  readonly boards: LiveBoards;
  readonly pieces: HistoryPieces;
  readonly disclosure: Disclosure;
}

const tags = ['history'];
const params = z.object({ id: z.string() });

function tellEntry({ seq, at, personId, kind, payload }: LogEntry, telling: Telling): History['entries'][number] {
  const told = kind === 'event' ? telling.tellIdInEvent(personId, at) : telling.tellId(personId, at);
  return { seq, at, personId: told, kind, ...(told === SOMEONE ? {} : { bytes: payload.byteLength }) };
}

/** How a board came about: its log, and the board as it was at any time. For its members. */
export const historyRoutes: FastifyPluginAsync<HistoryRoutesOptions> = async (app, options) => {
  const { boards, pieces } = options;
  const history = new BoardHistory(boards, pieces);
  app.addHook('onClose', () => history.close());
  await app.register(pieceRoutes, options);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/boards/:id/history',
    {
      schema: {
        tags,
        summary: 'The log, oldest first: who changed the board when, without what; and the pieces that hold what',
        params,
        querystring: HistoryQuerySchema,
        response: { 200: HistorySchema },
      },
    },
    async (request) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const telling = new Telling(await options.disclosure.facts(boardId), id);
      const { after, limit } = request.query;
      const { segments, keyframes, tracks, end, generation } = await pieces.pieces(boardId, after);
      const entries = await boards.read(boardId, after, limit);
      const last = entries.at(-1);
      const more =
        last !== undefined && entries.length === limit && (await boards.read(boardId, last.seq, 1)).length > 0;
      return {
        entries: entries.map((entry) => tellEntry(entry, telling)),
        next: more ? last.seq : null,
        segments: [...segments],
        keyframes: [...keyframes],
        tracks: [...tracks],
        end,
        generation,
      };
    },
  );

  app.get<{ Params: z.output<typeof params>; Querystring: z.output<typeof HistoryAtQuerySchema> }>(
    '/api/boards/:id/history/at',
    {
      schema: {
        tags,
        summary: 'The board as it was at a time (ms since the epoch), as normalised tldraw records',
        params,
        querystring: HistoryAtQuerySchema,
        response: { 200: HistoryAtSchema },
      },
    },
    async (request, reply) => {
      const { boardId } = await requireMember(options, request, request.params.id);
      const json = await history.at(boardId, request.query.t);
      return sendPrivateJson(reply, json);
    },
  );
};
