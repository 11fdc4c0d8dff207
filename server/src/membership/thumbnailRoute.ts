import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';

/** The picture is made from what people put on the board: it may style itself and nothing else. */
const HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  'x-content-type-options': 'nosniff',
  // The address changes with the board (`?v=`), but a picture may be drawn a moment before its last change: ask again.
  'cache-control': 'private, no-cache',
} as const;

export const thumbnailRoute: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  const { boards, thumbnails, requirePerson } = options;
  app.addHook('onClose', () => thumbnails.close());

  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/boards/:id/thumbnail.svg',
      { schema: { tags: ['boards'], summary: 'A small picture of the board', params: z.object({ id: z.string() }) } },
      async (request, reply) => {
        const { boardId } = await boards.requireMember(request.params.id, await requirePerson(request));
        const { changedAt } = await boards.leadTo(boardId);
        const { seq, svg } = await thumbnails.of(boardId, changedAt);
        const etag = `"${seq}"`;
        reply.headers({ ...HEADERS, etag });
        if (request.headers['if-none-match'] === etag) return reply.code(304).send();
        return reply.type('image/svg+xml').send(svg);
      },
    );
};
