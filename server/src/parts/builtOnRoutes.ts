import { BuildOnSchema, ItemIdSchema, WeftError } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { BuiltOn } from './BuiltOn.ts';

export interface BuiltOnRoutesOptions extends MemberPorts {
  readonly builtOn: BuiltOn;
}

/** What an item is built on. */
export const builtOnRoutes: FastifyPluginAsync<BuiltOnRoutesOptions> = async (app, options) => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/boards/:id/items/:itemId/built-on',
    {
      schema: {
        tags: ['contributions'],
        summary: 'Say of an item that I started or wrote in which items it is built on; saying it again adds nothing',
        params: z.object({ id: z.string(), itemId: z.string() }),
        body: BuildOnSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const member = await requireMember(options, request, request.params.id);
      const itemId = ItemIdSchema.safeParse(request.params.itemId);
      if (!itemId.success) throw new WeftError('item_not_found');
      await options.builtOn.record(member, itemId.data, request.body.sources);
      return reply.code(204).send(null);
    },
  );
};
