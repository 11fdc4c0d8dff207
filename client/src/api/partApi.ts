/** The part of the REST contract that is about a person's own part: one line a call, as in `api.ts`. */
import {
  type BoardId,
  type ChangePartChoicesSchema,
  type ChangeStatementSchema,
  ContributionsSchema,
  DeletionSchema,
  HistoryAtSchema,
  LineageSchema,
  MyPartSchema,
  type NewOffer,
  type NewStatement,
  OfferSchema,
  OffersSchema,
  PartChoicesSchema,
  PartsSchema,
  type PersonId,
  RecordSchema,
  StatementSchema,
} from '@weft/protocol';
import type { z } from 'zod';
import { command, request } from './request.ts';

const board = (id: BoardId): string => `/api/boards/${encodeURIComponent(id)}`;
const one = (id: string): string => encodeURIComponent(id);
/** The server's clock may be ahead of this device's; what is asked for is always the board as it is now. */
const AHEAD_MS = 60 * 60_000;

export type PartChoicesChange = z.input<typeof ChangePartChoicesSchema>;

export const partApi = {
  myPart: (id: BoardId) => request('GET', `${board(id)}/me`, MyPartSchema),
  myParts: () => request('GET', '/api/me/parts', PartsSchema),
  /** Everybody's, as they are told to me. */
  contributions: (id: BoardId) => request('GET', `${board(id)}/contributions`, ContributionsSchema),
  lineage: (id: BoardId) => request('GET', `${board(id)}/lineage`, LineageSchema),
  boardNow: (id: BoardId) => request('GET', `${board(id)}/history/at?t=${Date.now() + AHEAD_MS}`, HistoryAtSchema),

  say: (id: BoardId, statement: NewStatement) =>
    request('POST', `${board(id)}/me/statements`, StatementSchema, statement),
  changeStatement: (id: BoardId, statementId: string, change: z.input<typeof ChangeStatementSchema>) =>
    request('PATCH', `${board(id)}/me/statements/${one(statementId)}`, StatementSchema, change),
  deleteStatement: (id: BoardId, statementId: string) =>
    command('DELETE', `${board(id)}/me/statements/${one(statementId)}`),
  choose: (id: BoardId, choices: PartChoicesChange) =>
    request('PUT', `${board(id)}/me/choices`, PartChoicesSchema, choices),

  freeze: (id: BoardId) => command('POST', `${board(id)}/me/frozen`),
  deleteFrozen: (id: BoardId, frozenId: string) => command('DELETE', `${board(id)}/me/frozen/${one(frozenId)}`),

  offers: (id: BoardId) => request('GET', `${board(id)}/offers`, OffersSchema),
  offer: (id: BoardId, offer: NewOffer) => request('POST', `${board(id)}/offers`, OfferSchema, offer),
  answerOffer: (id: BoardId, offerId: string, accepted: boolean) =>
    request('POST', `${board(id)}/offers/${one(offerId)}/answer`, OfferSchema, { accepted }),
  withdrawOffer: (id: BoardId, offerId: string) =>
    request('POST', `${board(id)}/offers/${one(offerId)}/withdraw`, OfferSchema),

  /** @param facilitator who runs the board from then on, where I am the only one who does */
  leaveBoard: (id: BoardId, facilitator?: PersonId) =>
    command('POST', `${board(id)}/leave`, facilitator === undefined ? {} : { facilitator }),

  record: () => request('GET', '/api/me/record', RecordSchema),
  /** What deleting myself would do; nothing is done yet. */
  deletion: () => request('GET', '/api/me/deletion', DeletionSchema),
  deleteMe: () => command('DELETE', '/api/me'),
} as const;

/** Addresses of files that the server writes. */
export const partFile = (id: BoardId, format: 'json' | 'csv'): string => `${board(id)}/me/export?format=${format}`;
export const frozenFile = (id: BoardId, frozenId: string): string => `${board(id)}/me/frozen/${one(frozenId)}`;
export const RECORD_FILE = '/api/me/export';
