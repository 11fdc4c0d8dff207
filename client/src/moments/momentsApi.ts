/** The part of the REST contract that is about moments and looking back together: one line a call, as in `api.ts`. */
import { queryOptions } from '@tanstack/react-query';
import {
  AnswerSchema,
  AnswersSchema,
  MomentSchema,
  MomentsSchema,
  type BoardId,
  type ChangeAnswer,
  type ChangeMoment,
  type LookBackPlace,
  type NewAnswer,
  type NewMoment,
} from '@weft/protocol';
import { command, request } from '../api/request.ts';

const of = (id: BoardId): string => `/api/boards/${encodeURIComponent(id)}`;
const moment = (id: BoardId, momentId: string): string => `${of(id)}/moments/${encodeURIComponent(momentId)}`;
const answer = (id: BoardId, momentId: string, answerId: string): string =>
  `${moment(id, momentId)}/answers/${encodeURIComponent(answerId)}`;

export const lookBackAddress = (id: BoardId): string => `${of(id)}/look-back`;

export const momentsApi = {
  moments: (id: BoardId) => request('GET', `${of(id)}/moments`, MomentsSchema),
  mark: (id: BoardId, marked: NewMoment) => request('POST', `${of(id)}/moments`, MomentSchema, marked),
  change: (id: BoardId, momentId: string, change: ChangeMoment) =>
    request('PATCH', moment(id, momentId), MomentSchema, change),
  withdraw: (id: BoardId, momentId: string) => command('DELETE', moment(id, momentId)),

  answers: (id: BoardId, momentId: string) => request('GET', `${moment(id, momentId)}/answers`, AnswersSchema),
  answer: (id: BoardId, momentId: string, given: NewAnswer) =>
    request('POST', `${moment(id, momentId)}/answers`, AnswerSchema, given),
  changeAnswer: (id: BoardId, momentId: string, answerId: string, change: ChangeAnswer) =>
    request('PATCH', answer(id, momentId, answerId), AnswerSchema, change),
  takeBackAnswer: (id: BoardId, momentId: string, answerId: string) =>
    command('DELETE', answer(id, momentId, answerId)),

  lead: (id: BoardId, place: LookBackPlace) => command('PUT', lookBackAddress(id), place),
  endLookBack: (id: BoardId) => command('DELETE', lookBackAddress(id)),
} as const;

/** Others' answers come while one reads. */
const ANSWERS_EVERY_MS = 4_000;

export const momentQueries = {
  moments: (id: BoardId) => queryOptions({ queryKey: ['moments', id], queryFn: () => momentsApi.moments(id) }),
  answers: (id: BoardId, momentId: string) =>
    queryOptions({
      queryKey: ['moments', id, momentId, 'answers'],
      queryFn: () => momentsApi.answers(id, momentId),
      refetchInterval: ANSWERS_EVERY_MS,
    }),
};
