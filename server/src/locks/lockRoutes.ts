import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { LocksSchema, SetLocksSchema, WeftError } from '@weft/protocol';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { LiveBoards } from '../ports.ts';

export interface LockRoutesOptions extends MemberPorts {
  readonly boards: LiveBoards;
}

/** Locks are events of the log and enforced where updates come in; here they are asked for. */
export const lockRoutes: FastifyPluginAsync<LockRoutesOptions> = async (app, options) => {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/boards/:id/locks',
    {
      schema: {
        tags: ['boards'],
        summary: 'Lock items, or unlock them (facilitators): participants cannot change or delete what is locked',
        params: z.object({ id: z.string() }),
        body: SetLocksSchema,
        response: { 200: LocksSchema },
      },
    },
    async (request) => {
      const { boardId, id, role } = await requireMember(options, request, request.params.id);
      if (role !== 'facilitator') throw new WeftError('not_facilitator');
      const { items, locked } = request.body;
      return { locked: [...(await options.boards.setLocked(boardId, id, items, locked))] };
    },
  );
};
