import { ErasureSchema, NewErasureSchema, WeftError } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Telling } from '../disclosure/Telling.ts';
import { NO_STORE } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import { SlidingCount } from '../people/SlidingCount.ts';
import type { Disclosure } from '../ports.ts';
import type { Erasures } from './Erasures.ts';
import { tellErasure } from './tellErasure.ts';

export interface ErasureRoutesOptions extends MemberPorts {
  readonly erasures: Erasures;
  readonly disclosure: Disclosure;
  readonly now: () => number;
}

/** Each reads the whole log of a board, and sends everybody away for a moment. */
const MOST_PER_HOUR = 30;
const HOUR_MS = 60 * 60 * 1000;
const MOST_BOARDS_COUNTED = 10_000;

/** Taking somebody's part, or a stretch of time, out of a board for good. */
export const erasureRoutes: FastifyPluginAsync<ErasureRoutesOptions> = async (app, options) => {
  const asked = new SlidingCount(options.now, HOUR_MS, MOST_BOARDS_COUNTED);
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/boards/:id/erasures',
    {
      schema: {
        tags: ['boards'],
        summary: 'Erase a person’s part or a stretch of time for good (facilitators), or say what would go',
        params: z.object({ id: z.string() }),
        body: NewErasureSchema,
        response: { 200: ErasureSchema },
      },
    },
    async (request, reply) => {
      const { boardId, id, role } = await requireMember(options, request, request.params.id);
      if (role !== 'facilitator') throw new WeftError('not_facilitator');
      if (asked.of(boardId) >= MOST_PER_HOUR) throw new WeftError('rate_limited', 'erasures of one board in an hour');
      asked.add(boardId);
      const { what, dryRun } = request.body;
      reply.header('cache-control', NO_STORE);
      const { erasures, disclosure } = options;
      // As they were told before it.
      const telling = new Telling(await disclosure.facts(boardId), id);
      const erasure = dryRun ? await erasures.preview(boardId, what) : await erasures.erase(boardId, what, id);
      return tellErasure(erasure, what, telling, id);
    },
  );
};
