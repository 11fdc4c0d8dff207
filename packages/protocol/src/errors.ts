/**
 * The one table of everything that can be refused.
 *
 * `http` is the status of an API answer, `close` the code of a closed socket. Socket codes follow the
 * y-websocket client: 4400–4499 stop its reconnecting, 4500–4599 make it come back. Each `message` says
 * what happened, what is safe and what to do; the interface translates by `code`, other tools read `message`.
 */
export interface ErrorRow {
  readonly http?: number;
  readonly close?: number;
  readonly message: string;
}

const table = {
  // Requests
  bad_request: { http: 400, message: 'The request does not have the expected form. Nothing was changed.' },
  bad_origin: { http: 403, close: 4425, message: 'Requests from this web address are not accepted.' },
  not_found: { http: 404, message: 'There is nothing at this address.' },
  payload_too_large: { http: 413, message: 'That is larger than this server takes. Nothing was changed.' },
  rate_limited: { http: 429, close: 4529, message: 'Too many requests in a short time. Wait a little and try again.' },
  internal: {
    http: 500,
    close: 4500,
    message: 'Something went wrong on the server. What was saved is safe; try again.',
  },

  // Who are you
  not_signed_in: { http: 401, close: 4401, message: 'Tell us your name first.' },
  token_invalid: { http: 401, close: 4411, message: 'This sign-in is wrong or has expired. Sign in again.' },
  too_many_guests: {
    http: 429,
    message: 'Too many people came in from your network within an hour. Try again later.',
  },
  handover_invalid: {
    http: 410,
    message: 'This link to go on as the same person was used, withdrawn or has expired. Make a new one.',
  },

  // Boards
  board_not_found: { http: 404, close: 4404, message: 'There is no such board.' },
  board_deleted: { http: 410, close: 4410, message: 'This board was deleted.' },
  not_member: { http: 403, close: 4403, message: 'You are not on this board. Ask for a link or code.' },
  not_facilitator: { http: 403, message: 'Only a facilitator of this board can do that.' },
  not_yours: { http: 403, message: 'Only the person themself can see this.' },
  board_too_new: {
    http: 409,
    close: 4431,
    message:
      'This board was written by a newer Weft than this server. Nothing was changed; update the server to open it.',
  },
  board_full: {
    http: 413,
    close: 4433,
    message: 'This board is full. What is on it is safe; take something away before you add more.',
  },
  membership_ended: { close: 4434, message: 'You are no longer on this board.' },
  role_changed: { close: 4530, message: 'Your role on this board has changed. Connecting again.' },
  board_erased: { close: 4531, message: 'Something was erased from this board. Connecting again to what is left.' },
  link_invalid: { http: 404, message: 'This link or code leads nowhere, or was withdrawn. Ask for a new one.' },
  link_expired: { http: 410, message: 'This code has expired. Ask for a new one.' },
  too_many_guesses: { http: 429, message: 'Too many wrong codes from here. Wait a minute and try again.' },

  too_many_boards: {
    http: 409,
    message: 'You have made as many boards as this server allows. Delete one that you no longer need.',
  },

  // Items
  item_not_found: { http: 404, message: 'There is no such item on this board.' },

  // History
  history_piece_not_found: {
    http: 404,
    message: 'This piece of the history is not there, or has another content now. Load the list of pieces again.',
  },
  history_rewritten: {
    http: 409,
    message:
      'Something was erased from this board since. Forget what you have of its history, and load the list again.',
  },
  time_outside_board: {
    http: 422,
    message: 'That time is before the beginning of this board, or still to come. Nothing was changed.',
  },
  history_damaged: {
    http: 500,
    message: 'This piece of the history is damaged on the server. The board itself and the other pieces are safe.',
  },

  // Each person's part
  person_not_found: { http: 404, message: 'There is no such person on this board.' },
  last_facilitator: {
    http: 409,
    message: 'You are the only facilitator here. Name another, or delete the board, before you leave.',
  },
  statement_not_found: { http: 404, message: 'There is no such statement of yours on this board.' },
  too_many_statements: { http: 409, message: 'You have said as much as one board keeps. Take something away first.' },

  // Moments
  moment_not_found: { http: 404, message: 'There is no such moment on this board.' },
  moment_outside: { http: 400, message: 'That time is before the beginning of this board, or still to come.' },
  too_many_moments: { http: 409, message: 'So many moments are marked on this board already. Take one back first.' },
  answer_not_found: { http: 404, message: 'There is no such answer of yours.' },
  too_many_answers: { http: 409, message: 'You have answered as much as one board keeps. Take something away first.' },
  look_back_taken: {
    http: 409,
    message: 'Somebody leads a look back on this board already. Follow, or wait for its end.',
  },
  look_back_not_found: { http: 404, message: 'You lead no look back on this board any more.' },
  frozen_not_found: { http: 404, message: 'You have kept no such part of yours on this board.' },
  too_many_frozen: { http: 409, message: 'You have kept your part as often as one board allows. Delete one first.' },
  no_part_in_item: { http: 409, message: 'You have no part in this item. Nothing was changed.' },
  offer_unclear: { http: 422, message: 'It is not told who is meant here, so nobody was asked.' },
  offer_exists: { http: 409, message: 'This was offered already: it is open, or was declined.' },
  offer_not_found: { http: 404, message: 'There is no such offer to you or of yours on this board.' },
  offer_closed: { http: 409, message: 'This offer was answered or withdrawn already.' },
  too_many_offers: { http: 409, message: 'You have made as many offers as one board allows.' },

  // Images
  asset_not_found: { http: 404, message: 'There is no such image on this board.' },
  asset_unsupported: {
    http: 415,
    message: 'This is not an image that Weft can keep (PNG, JPEG, GIF, WebP, AVIF, SVG).',
  },
  board_images_full: {
    http: 413,
    message: 'The images of this board take all the room that they have. Nothing was added.',
  },
  asset_unsafe: { http: 422, message: 'This image could not be made safe to show. Nothing was added.' },

  // Files that are brought in
  import_unsupported: {
    http: 415,
    message: 'This is not a file that Weft can bring in (a board of Weft, tldraw, Excalidraw, Weft JSON, CSV or text).',
  },
  import_broken: { http: 422, message: 'This file is damaged or cut off and could not be read. Nothing was changed.' },
  import_too_new: { http: 422, message: 'This file was made by a newer program than Weft knows. Nothing was changed.' },
  import_too_old: {
    http: 422,
    message: 'This file is of the first tldraw app. Open it on tldraw.com and save it again.',
  },
  import_too_large: { http: 413, message: 'This file holds more than a board can. Nothing was changed.' },
  import_empty: { http: 422, message: 'There is nothing in this file. Nothing was changed.' },

  // The sync socket: what one client sent
  malformed_frame: { close: 4400, message: 'A message could not be read.' },
  unknown_message_type: { close: 4415, message: 'A message of an unknown type was sent.' },
  frame_too_large: { close: 4413, message: 'A message was larger than the limit.' },
  malformed_update: { close: 4421, message: 'A change could not be read.' },
  foreign_client_id: { close: 4420, message: "A change carried somebody else's client id." },
  clock_gap: { close: 4422, message: 'A change refers to something that the server has not seen.' },
  locked: { http: 423, close: 4432, message: 'This item is locked. Your other changes are kept.' },
  read_only: { http: 403, close: 4423, message: 'Viewers cannot change this board.' },
  too_many_client_ids: { close: 4424, message: 'This connection used too many client ids.' },
  unknown_root: { close: 4426, message: 'A change writes outside of the board.' },
  presence_invalid: { close: 4427, message: 'A presence message was malformed or spoke for somebody else.' },
  client_too_old: { close: 4428, message: 'This page is older than the server. Reload it.' },

  // The sync socket: what the server asks for
  server_stopping: { close: 4501, message: 'The server is restarting. Your work is safe; it reconnects by itself.' },
  storage_failed: {
    http: 503,
    close: 4507,
    message: 'The server could not save. Your changes are kept on your device.',
  },
  storage_full: {
    http: 507,
    close: 4509,
    message: "The server's disk is full. Your changes are kept on this device.",
  },
  too_slow: { close: 4508, message: 'The connection could not keep up and starts again.' },
  too_many_tabs: { close: 4510, message: 'You have too many tabs open here. Close some; it connects again by itself.' },
  network_crowded: { close: 4511, message: 'Too many connections come from your network at the moment. Trying again.' },
  board_crowded: { close: 4512, message: 'There are too many people on this board at the moment. Trying again.' },
  server_full: { http: 503, close: 4503, message: 'The server has no room for more at the moment. Trying again.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof table;
export type HttpErrorCode = { [K in ErrorCode]: (typeof table)[K] extends { http: number } ? K : never }[ErrorCode];
export type CloseErrorCode = { [K in ErrorCode]: (typeof table)[K] extends { close: number } ? K : never }[ErrorCode];

export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = table;
export const ERROR_CODES = Object.keys(table) as readonly ErrorCode[];

/** @returns the status for an API error. */
export const httpStatusOf = (code: HttpErrorCode): number => table[code].http;

/** @returns the close code for a socket error. */
export const closeCodeOf = (code: CloseErrorCode): number => table[code].close;

/** @returns the name of a close code this server may send, or undefined for others (1006, 1001 …). */
export function errorOfCloseCode(close: number): CloseErrorCode | undefined {
  return ERROR_CODES.find((code) => ERRORS[code].close === close) as CloseErrorCode | undefined;
}

/** True when coming back on its own can help: 4500–4599, and whatever the network itself caused. */
export const isRetryable = (close: number): boolean => close < 4400 || close > 4499;

/**
 * The one error that edges throw. `detail` is for the log and the developer; it never holds content that people wrote.
 */
export class WeftError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  constructor(code: ErrorCode, detail?: string) {
    super(ERRORS[code].message);
    this.name = 'WeftError';
    this.code = code;
    this.detail = detail;
  }
}
