import {
  AnswerSchema,
  AnswersSchema,
  ChangeAnswerSchema,
  ChangeMomentSchema,
  MomentSchema,
  MomentsSchema,
  NewAnswerSchema,
  NewMomentSchema,
  SOMEONE,
  type Moment,
} from '@weft/protocol';
import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Telling } from '../disclosure/Telling.ts';
import { NO_STORE } from '../http/privateAnswer.ts';
import { requireMember, type MemberPorts } from '../http/requireMember.ts';
import type { Disclosure } from '../ports.ts';
import type { MomentRepository } from './MomentRepository.ts';
import type { Moments } from './Moments.ts';

export interface MomentRoutesOptions extends MemberPorts {
  readonly disclosure: Disclosure;
  readonly moments: Moments;
  readonly repository: MomentRepository;
  readonly now: () => number;
}

const tags = ['history'];
const params = z.object({ id: z.string() });
const momentParams = params.extend({ momentId: z.string() });
const answerParams = momentParams.extend({ answerId: z.string() });

const tellMoment = (moment: Moment, telling: Telling): Moment => ({
  ...moment,
  personId: telling.tellId(moment.personId, moment.markedAt),
});

/** Moments of a board's making, and what people answer when they look back at them. For its members. */
export const momentRoutes: FastifyPluginAsync<MomentRoutesOptions> = async (app, options) => {
  const { disclosure, moments, repository, now } = options;
  const routes = app.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/boards/:id/moments',
    {
      schema: { tags, summary: 'The moments that people marked', params, response: { 200: MomentsSchema } },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const telling = new Telling(await disclosure.facts(boardId), id);
      const told = (await repository.of(boardId)).map((moment) => tellMoment(moment, telling));
      reply.header('cache-control', NO_STORE);
      return { people: [...telling.everybody(told.map(({ personId }) => personId))], moments: told };
    },
  );

  routes.post(
    '/api/boards/:id/moments',
    {
      schema: {
        tags,
        summary: 'Mark a moment, now or one that was',
        params,
        body: NewMomentSchema,
        response: { 201: MomentSchema },
      },
    },
    async (request, reply) => {
      const on = await requireMember(options, request, request.params.id);
      return reply.code(201).send(await moments.mark(on, request.body));
    },
  );

  routes.patch(
    '/api/boards/:id/moments/:momentId',
    {
      schema: {
        tags,
        summary: 'Change the words of a moment of mine (facilitators: of anybody’s)',
        params: momentParams,
        body: ChangeMomentSchema,
        response: { 200: MomentSchema },
      },
    },
    async (request) => {
      const on = await requireMember(options, request, request.params.id);
      const moment = await moments.change(on, request.params.momentId, request.body);
      const telling = new Telling(await disclosure.facts(on.boardId), on.id);
      return tellMoment(moment, telling);
    },
  );

  routes.delete(
    '/api/boards/:id/moments/:momentId',
    {
      schema: {
        tags,
        summary: 'Take back a moment of mine, with what was answered to it (facilitators: anybody’s)',
        params: momentParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await moments.withdraw(await requireMember(options, request, request.params.id), request.params.momentId);
      return reply.code(204).send(null);
    },
  );

  routes.get(
    '/api/boards/:id/moments/:momentId/answers',
    {
      schema: {
        tags,
        summary: 'My answers at a moment, and those that others shared',
        params: momentParams,
        response: { 200: AnswersSchema },
      },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const { id: momentId } = await repository.get(boardId, request.params.momentId);
      const facts = await disclosure.facts(boardId);
      const telling = new Telling(facts, id);
      const heard = new Telling(facts, null).tellId(id, now()) !== SOMEONE;
      // Words are a person's own: told of nobody they would be read as anybody's.
      const answers = (await repository.answers(momentId, id))
        .map((answer) => ({ ...answer, personId: telling.tellId(answer.personId, answer.at) }))
        .filter(({ personId }) => personId !== SOMEONE);
      reply.header('cache-control', NO_STORE);
      return { people: [...telling.everybody(answers.map(({ personId }) => personId))], answers, heard };
    },
  );

  routes.post(
    '/api/boards/:id/moments/:momentId/answers',
    {
      schema: {
        tags,
        summary: 'Answer what is asked at a moment: private until it is shared',
        params: momentParams,
        body: NewAnswerSchema,
        response: { 201: AnswerSchema },
      },
    },
    async (request, reply) => {
      const { boardId, id } = await requireMember(options, request, request.params.id);
      const moment = await repository.get(boardId, request.params.momentId);
      return reply.code(201).send(await repository.answer(moment, boardId, id, { ...request.body, at: now() }));
    },
  );

  routes.patch(
    '/api/boards/:id/moments/:momentId/answers/:answerId',
    {
      schema: {
        tags,
        summary: 'Change an answer of mine, share it or make it private again',
        params: answerParams,
        body: ChangeAnswerSchema,
        response: { 200: AnswerSchema },
      },
    },
    async (request) => {
      const { boardId, id: personId } = await requireMember(options, request, request.params.id);
      const { id: momentId } = await repository.get(boardId, request.params.momentId);
      return await repository.changeAnswer({ id: request.params.answerId, momentId, personId }, request.body);
    },
  );

  routes.delete(
    '/api/boards/:id/moments/:momentId/answers/:answerId',
    { schema: { tags, summary: 'Take back an answer of mine', params: answerParams, response: { 204: z.null() } } },
    async (request, reply) => {
      const { boardId, id: personId } = await requireMember(options, request, request.params.id);
      const { id: momentId } = await repository.get(boardId, request.params.momentId);
      await repository.takeBack({ id: request.params.answerId, momentId, personId });
      return reply.code(204).send(null);
    },
  );
};
