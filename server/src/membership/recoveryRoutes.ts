import { RecoveredSchema, RecoveryLinkSchema, RecoveryListSchema, TokenBodySchema, WeftError } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MembershipRoutesOptions } from './MembershipRoutesOptions.ts';

const MAX_RECOVERIES = 20;

const tags = ['recovery'];
const params = z.object({ id: z.string() });

/**
 * The way back for who facilitates a board and lost the device: a link that signs its holder in as that same person. A
 * facilitator sees and withdraws only their own: everybody else's would be a way to become them.
 */
export const recoveryRoutes: FastifyPluginAsync<MembershipRoutesOptions> = async (app, options) => {
  const { boards, links, guesses, signIns, requirePerson, shareUrl } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/recovery',
    { schema: { tags, summary: 'A recovery link, told once', params, response: { 201: RecoveryLinkSchema } } },
    async (request, reply) => {
      const person = await requirePerson(request);
      const boardId = await boards.requireFacilitator(request.params.id, person);
      const known = await links.recoveries(boardId, person.id);
      if (known.length >= MAX_RECOVERIES) throw new WeftError('rate_limited', 'withdraw a recovery link first');
      const { id, token, createdAt } = await links.addRecovery(boardId, person.id);
      reply.header('cache-control', 'no-store');
      return reply.code(201).send({ id, url: `${shareUrl()}/recover/${token}`, createdAt });
    },
  );

  routes.get(
    '/api/boards/:id/recovery',
    { schema: { tags, summary: 'My recovery links', params, response: { 200: RecoveryListSchema } } },
    async (request) => {
      const person = await requirePerson(request);
      const { boardId } = await boards.requireMember(request.params.id, person);
      return { links: await links.recoveries(boardId, person.id) };
    },
  );

  routes.delete(
    '/api/boards/:id/recovery/:recoveryId',
    {
      schema: {
        tags,
        summary: 'Withdraw a recovery link of mine',
        params: params.extend({ recoveryId: z.string() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const person = await requirePerson(request);
      const { boardId } = await boards.requireMember(request.params.id, person);
      const withdrawn = await links.withdrawRecovery(boardId, person.id, request.params.recoveryId);
      if (!withdrawn) throw new WeftError('link_invalid');
      return reply.code(204).send(null);
    },
  );

  routes.post(
    '/api/recover',
    { schema: { tags, summary: 'Come back as myself', body: TokenBodySchema, response: { 200: RecoveredSchema } } },
    async (request, reply) => {
      const recovery = await links.useRecovery(request.body.token);
      const signedIn = recovery === null ? null : await signIns.signIn(recovery.personId);
      if (recovery === null || signedIn === null) {
        guesses.failed(request.ip);
        throw new WeftError('handover_invalid');
      }
      reply.header('set-cookie', signedIn.cookies).header('cache-control', 'no-store');
      return { person: signedIn.person, token: signedIn.token, boardId: recovery.boardId };
    },
  );
};
