import { ExportQuerySchema, ImportedSchema, ImportQuerySchema, WeftError } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { attachment } from '../http/attachment.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type {
  BoardFounding,
  BoardImages,
  BoardMaking,
  BoardMoments,
  Disclosure,
  LiveBoards,
  Parts,
  Remembering,
} from '../ports.ts';
import { BoardExchange } from './BoardExchange.ts';
import type { ExportFormat } from './exchangeCalls.ts';
import { WeftExchange } from './WeftExchange.ts';
import { isWeftFile } from './weftFile/weftFormat.ts';

export interface ExchangeRoutesOptions extends MemberPorts {
  readonly config: Pick<Config, 'limits'>;
  readonly boards: LiveBoards;
  readonly making: BoardMaking & Remembering;
  readonly founding: BoardFounding;
  readonly images: BoardImages;
  readonly moments: BoardMoments;
  readonly parts: Parts;
  readonly disclosure: Disclosure;
  readonly version: string;
  readonly now: () => number;
}

const tags = ['boards'];
const params = z.object({ id: z.string() });

const FILES: Readonly<Record<ExportFormat | 'weft', { readonly extension: string; readonly type: string }>> = {
  json: { extension: 'weft.json', type: 'application/json; charset=utf-8' },
  tldr: { extension: 'tldr', type: 'application/vnd.tldraw+json; charset=utf-8' },
  weft: { extension: 'weft', type: 'application/x-tar' },
  csv: { extension: 'csv', type: 'text/csv; charset=utf-8; header=present' },
};

/** Everything in, everything out. */
export const exchangeRoutes: FastifyPluginAsync<ExchangeRoutesOptions> = async (app, options) => {
  const { config, boards, making, images, parts, requirePerson } = options;
  const exchange = new BoardExchange({ limits: config.limits, boards, making, images });
  const whole = new WeftExchange(options);
  app.addHook('onClose', async () => void (await Promise.all([exchange.close(), whole.close()])));

  // Whatever type the sender names: only the bytes tell. The parser holds for this plugin's routes alone.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/boards/:id/export',
    {
      schema: {
        tags,
        summary: 'The board as a file: JSON, a tldraw file, a table, or all of it with its history (facilitators)',
        params,
        querystring: ExportQuerySchema,
      },
    },
    async (request, reply) => {
      const member = await requireMember(options, request, request.params.id);
      const { boardId } = member;
      const { format } = request.query;
      if (format === 'weft' && member.role !== 'facilitator') throw new WeftError('not_facilitator');
      const title = await making.titleOf(boardId);
      reply.headers({
        'content-disposition': attachment(title, FILES[format].extension),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      });
      reply.type(FILES[format].type);
      if (format === 'weft') {
        return reply.send(await whole.takeOut(boardId, member.id));
      }
      const asking = async () => ({ boardId, callerId: member.id, facts: await options.disclosure.facts(boardId) });
      const contributions = format === 'csv' ? await parts.contributions(await asking()) : null;
      const bytes = await exchange.takeOut(boardId, { format, title, contributions });
      return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );

  routes.post(
    '/api/boards/import',
    {
      schema: {
        tags,
        summary:
          'Make a board from a file: a board with its history, tldraw, Excalidraw, Weft JSON, CSV or text (raw bytes)',
        querystring: ImportQuerySchema,
        response: { 201: ImportedSchema },
      },
      bodyLimit: config.limits.maxImportBytes,
      // Before the body is read: a stranger does not get to send megabytes.
      onRequest: async (request) => void (await requirePerson(request)),
    },
    async (request, reply) => {
      const maker = await requirePerson(request);
      if (!Buffer.isBuffer(request.body)) throw new WeftError('import_empty');
      const bringing = isWeftFile(request.body) ? whole : exchange;
      return reply.code(201).send(await bringing.bringIn(request.body, request.query.name, maker));
    },
  );
};
