import { AnswerOfferSchema, NewOfferSchema, OfferSchema, OffersSchema } from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { NO_STORE } from '../http/privateAnswer.ts';
import type { MemberPorts } from '../http/requireMember.ts';
import type { Offers } from './Offers.ts';
import { requireOwn } from './requireOwn.ts';

export interface OfferRoutesOptions extends MemberPorts {
  readonly offers: Offers;
}

const tags = ['offers'];
const params = z.object({ id: z.string() });
const offerParams = params.extend({ offerId: z.string() });

/** "This is really yours", "this is really mine": between two people, and nobody else's business. */
export const offerRoutes: FastifyPluginAsync<OfferRoutesOptions> = async (app, options) => {
  const { offers } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.post(
    '/api/boards/:id/offers',
    {
      schema: {
        tags,
        summary: 'Offer that what one person started and wrote of an item is another’s',
        params,
        body: NewOfferSchema,
        response: { 201: OfferSchema },
      },
    },
    async (request, reply) => {
      const own = await requireOwn(options, request, request.params.id);
      return reply.code(201).send(await offers.propose(own, request.body));
    },
  );

  routes.get(
    '/api/boards/:id/offers',
    { schema: { tags, summary: 'Offers to me and of mine, newest first', params, response: { 200: OffersSchema } } },
    async (request, reply) => {
      reply.header('cache-control', NO_STORE);
      return { offers: await offers.list(await requireOwn(options, request, request.params.id)) };
    },
  );

  routes.post(
    '/api/boards/:id/offers/:offerId/answer',
    {
      schema: {
        tags,
        summary: 'Accept or decline an offer to me; accepted, the board shows it so',
        params: offerParams,
        body: AnswerOfferSchema,
        response: { 200: OfferSchema },
      },
    },
    async (request) => {
      const own = await requireOwn(options, request, request.params.id);
      return await offers.answer(own, request.params.offerId, request.body.accepted);
    },
  );

  routes.post(
    '/api/boards/:id/offers/:offerId/withdraw',
    {
      schema: { tags, summary: 'Withdraw an open offer of mine', params: offerParams, response: { 200: OfferSchema } },
    },
    async (request) => {
      const own = await requireOwn(options, request, request.params.id);
      return await offers.withdraw(own, request.params.offerId);
    },
  );
};
