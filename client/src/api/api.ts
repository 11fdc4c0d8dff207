/** The REST contract as functions: one line a call, typed by the schemas of `@weft/protocol`. */
import {
  AssetSchema,
  type BoardId,
  BoardListSchema,
  BoardPeopleSchema,
  BoardSchema,
  ConfigSchema,
  ContributionsSchema,
  DeletedBoardSchema,
  type Display,
  DisplaySettingSchema,
  ErasureSchema,
  type ForkBoard,
  HandoverSchema,
  HistoryAtSchema,
  HistorySchema,
  type ItemId,
  JoinedSchema,
  LineageSchema,
  LinkListSchema,
  LinkPreviewSchema,
  LinkSchema,
  LocksSchema,
  MeSchema,
  type NewErasure,
  OriginSchema,
  type PersonId,
  RecoveredSchema,
  type Removal,
  RecoveryLinkSchema,
  RecoveryListSchema,
  type Role,
  SignedInSchema,
  WritersSchema,
} from '@weft/protocol';
import { command, request, requestBytes, send } from './request.ts';

const board = (id: string): string => `/api/boards/${encodeURIComponent(id)}`;

export const api = {
  config: () => request('GET', '/api/config', ConfigSchema),

  newGuest: (name: string) => request('POST', '/api/guests', SignedInSchema, { name }),
  me: () => request('GET', '/api/me', MeSchema),
  renameMe: (name: string) => request('PATCH', '/api/me', MeSchema, { name }),
  signOut: () => command('DELETE', '/api/session'),
  offerHandover: () => request('POST', '/api/me/handover', HandoverSchema),
  takeHandover: (token: string) => request('POST', '/api/handover', SignedInSchema, { token }),
  recover: (token: string) => request('POST', '/api/recover', RecoveredSchema, { token }),

  newBoard: (title: string) => request('POST', '/api/boards', BoardSchema, { title }),
  boards: () => request('GET', '/api/boards', BoardListSchema),
  board: (id: string) => request('GET', board(id), BoardSchema),
  renameBoard: (id: BoardId, title: string) => request('PATCH', board(id), BoardSchema, { title }),
  deleteBoard: (id: BoardId) => request('DELETE', board(id), DeletedBoardSchema),
  undeleteBoard: (id: string) => command('POST', `${board(id)}/undelete`),
  forkBoard: (id: BoardId, fork: ForkBoard) => request('POST', `${board(id)}/fork`, BoardSchema, fork),
  origin: (id: BoardId) => request('GET', `${board(id)}/origin`, OriginSchema),
  boardPeople: (id: BoardId) => request('GET', `${board(id)}/people`, BoardPeopleSchema),
  /** @param since the `seq` of an earlier answer: only what changed after it is told */
  contributions: (id: BoardId, since?: number) =>
    request('GET', `${board(id)}/contributions${since === undefined ? '' : `?since=${since}`}`, ContributionsSchema),
  lineage: (id: BoardId) => request('GET', `${board(id)}/lineage`, LineageSchema),
  writers: (id: BoardId, itemId: ItemId) =>
    request('GET', `${board(id)}/items/${encodeURIComponent(itemId)}/writers`, WritersSchema),
  removePerson: (id: BoardId, personId: PersonId, part: Removal['part']) =>
    command('POST', `${board(id)}/people/${encodeURIComponent(personId)}/removal`, { part }),
  sayBuiltOn: (id: BoardId, itemId: ItemId, sources: ItemId[]) =>
    command('POST', `${board(id)}/items/${encodeURIComponent(itemId)}/built-on`, { sources }),
  display: (id: BoardId) => request('GET', `${board(id)}/display`, DisplaySettingSchema),
  setDisplay: (id: BoardId, display: Display) =>
    request('PUT', `${board(id)}/display`, DisplaySettingSchema, { display }),

  /** Takes a part of a board out of it for good, or only says what would go. */
  erase: (id: BoardId, erasure: NewErasure) => request('POST', `${board(id)}/erasures`, ErasureSchema, erasure),

  keepImage: (id: BoardId, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) =>
    send(`${board(id)}/assets`, AssetSchema, bytes, signal),
  setLocked: (id: BoardId, items: readonly ItemId[], locked: boolean) =>
    request('POST', `${board(id)}/locks`, LocksSchema, { items, locked }),

  /** The board as it was at a time, in ms since the epoch. */
  boardAt: (id: BoardId, time: number) => request('GET', `${board(id)}/history/at?t=${time}`, HistoryAtSchema),
  /** Which pieces of history there are. */
  history: (id: BoardId) => request('GET', `${board(id)}/history?limit=1`, HistorySchema),
  historyPiece: (id: BoardId, kind: 'segments' | 'keyframes' | 'tracks', seq: number, hash: string) =>
    requestBytes(`${board(id)}/history/${kind}/${seq}?h=${encodeURIComponent(hash)}`),
  historyTail: (id: BoardId, after: number, generation: string) =>
    requestBytes(`${board(id)}/history/tail?after=${after}&generation=${encodeURIComponent(generation)}`),

  newLink: (id: BoardId, role: Role) => request('POST', `${board(id)}/links`, LinkSchema, { role }),
  links: (id: BoardId) => request('GET', `${board(id)}/links`, LinkListSchema),
  withdrawLink: (id: BoardId, linkId: string) => command('DELETE', `${board(id)}/links/${encodeURIComponent(linkId)}`),
  previewLink: (code: string) => request('GET', `/api/links/${encodeURIComponent(code)}`, LinkPreviewSchema),
  join: (code: string) => request('POST', '/api/join', JoinedSchema, { code }),

  newRecoveryLink: (id: BoardId) => request('POST', `${board(id)}/recovery`, RecoveryLinkSchema),
  recoveryLinks: (id: BoardId) => request('GET', `${board(id)}/recovery`, RecoveryListSchema),
  withdrawRecoveryLink: (id: BoardId, recoveryId: string) =>
    command('DELETE', `${board(id)}/recovery/${encodeURIComponent(recoveryId)}`),
} as const;
