import { AssetSchema, BoardIdSchema, WeftError, mayEdit, type Asset, type BoardId, type Person } from '@weft/protocol';
import type { FastifyError, FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { RequirePerson } from '../http/requirePerson.ts';
import type { BoardMember, Membership } from '../ports.ts';
import type { BoardAssets } from './BoardAssets.ts';

export interface AssetRoutesOptions {
  readonly config: Pick<Config, 'limits'>;
  readonly assets: BoardAssets;
  readonly requirePerson: RequirePerson;
  readonly membership: Membership;
}

const tags = ['images'];
const params = z.object({ id: z.string() });
const assetParams = params.extend({ assetId: z.string() });

/** An image is looked at, never run: not even an SVG that is opened on its own. */
const IMAGE_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, max-age=31536000, immutable',
} as const;

/** Images that people put on a board: kept once by content, shown to the board's members only. */
export const assetRoutes: FastifyPluginAsync<AssetRoutesOptions> = async (app, options) => {
  const { config, assets, requirePerson, membership } = options;
  app.addHook('onClose', () => assets.close());

  const memberFor = async (request: FastifyRequest, id: string): Promise<BoardMember & { boardId: BoardId }> => {
    const person = await requirePerson(request);
    const boardId = BoardIdSchema.safeParse(id);
    if (!boardId.success) throw new WeftError('board_not_found');
    const found = await membership.memberOf(boardId.data, person.id);
    if (!found.ok) throw new WeftError(found.code);
    return { ...found.member, boardId: boardId.data };
  };

  const keep = async (body: unknown, boardId: BoardId, by: Person): Promise<Asset> => {
    if (!Buffer.isBuffer(body)) throw new WeftError('asset_unsupported');
    return await assets.keep(body, boardId, by.id);
  };

  // Whatever type the sender names: only the bytes tell. The parser holds for this plugin's routes alone.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler(async (error: FastifyError) => {
    throw error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' ? new WeftError('asset_unsupported') : error;
  });
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/assets',
    {
      schema: { tags, summary: 'Put an image on a board (raw bytes)', params, response: { 201: AssetSchema } },
      bodyLimit: config.limits.maxAssetBytes,
      // Before the body is read: who may not add images does not get to send megabytes.
      onRequest: async (request) => {
        const { role } = await memberFor(request, request.params.id);
        if (!mayEdit(role)) throw new WeftError('read_only');
      },
    },
    async (request, reply) => {
      const member = await memberFor(request, request.params.id);
      return reply.code(201).send(await keep(request.body, member.boardId, member));
    },
  );

  routes.get(
    '/api/boards/:id/assets/:assetId',
    { schema: { tags, summary: 'An image of a board', params: assetParams } },
    async (request, reply) => {
      const { boardId } = await memberFor(request, request.params.id);
      const asset = await assets.find(boardId, request.params.assetId);
      if (asset === null) throw new WeftError('asset_not_found');
      reply.headers({ ...IMAGE_HEADERS, etag: `"${asset.id}"` });
      if (request.headers['if-none-match'] === `"${asset.id}"`) return reply.code(304).send();
      const file = await assets.open(asset);
      return reply.type(asset.mime).header('content-length', asset.bytes).send(file.createReadStream());
    },
  );
};
