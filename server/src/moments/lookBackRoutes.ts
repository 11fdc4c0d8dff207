import { LookBackPlaceSchema, type LookBackNews, type PersonId } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Telling } from '../disclosure/Telling.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { Disclosure, LiveBoards } from '../ports.ts';
import type { LedLookBack, LookBacks } from './LookBacks.ts';
import { NewsStream } from './NewsStream.ts';
import { RecentFacts } from './RecentFacts.ts';

export interface LookBackRoutesOptions extends MemberPorts {
  readonly boards: LiveBoards;
  readonly disclosure: Disclosure;
  readonly lookBacks: LookBacks;
  readonly now: () => number;
}

const tags = ['history'];
const params = z.object({ id: z.string() });

/** Looking back together: one leads a replay, and the screens of all who follow show the same. For members. */
export const lookBackRoutes: FastifyPluginAsync<LookBackRoutesOptions> = async (app, options) => {
  const { boards, disclosure, lookBacks, now } = options;
  const facts = new RecentFacts(disclosure, now);
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.put(
    '/api/boards/:id/look-back',
    {
      schema: {
        tags,
        summary: 'Lead a look back at the making, or say where it is now',
        params,
        body: LookBackPlaceSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const { began } = lookBacks.lead(boardId, id, request.body);
      if (began) await boards.record(boardId, id, { type: 'look-back', what: 'began' });
      return reply.code(204).send(null);
    },
  );

  routes.delete(
    '/api/boards/:id/look-back',
    { schema: { tags, summary: 'End the look back that I lead', params, response: { 204: z.null() } } },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      lookBacks.end(boardId, id);
      await boards.record(boardId, id, { type: 'look-back', what: 'ended' });
      return reply.code(204).send(null);
    },
  );

  // Described in docs/PROTOCOL.md: OpenAPI has no words for an answer without an end.
  routes.get('/api/boards/:id/look-back', { schema: { hide: true, params } }, async (request, reply) => {
    const { boardId, id } = await requireMember(options, request, request.params.id);
    const news = new NewsStream(reply.raw, async (led, following) =>
      tellLookBack(led, following, new Telling(await facts.of(boardId), id), id),
    );
    reply.hijack();
    const stop = lookBacks.follow(
      boardId,
      id,
      (led, following) => news.send(led, following),
      () => reply.raw.end(),
    );
    reply.raw.once('close', () => {
      news.end();
      stop();
    });
  });
};

function tellLookBack(led: LedLookBack | null, following: number, telling: Telling, callerId: PersonId): LookBackNews {
  if (led === null) return { lookBack: null };
  const { leaderId, since, place } = led;
  return { lookBack: { leader: telling.tell(leaderId, since), isMine: leaderId === callerId, following, place } };
}
