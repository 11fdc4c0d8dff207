import type { ErrorCode } from '@weft/protocol';

/** What the server refused with, or why there is no answer: `unreachable` (no network), `unreadable` (another version). */
export type ApiErrorCode = ErrorCode | 'unreachable' | 'unreadable';

/** The one error that requests throw. The interface shows the catalogue's sentence for `code`, never `detail`. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly detail: string | undefined;
  constructor(code: ApiErrorCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'ApiError';
    this.code = code;
    this.detail = detail;
  }
}

/** True when the error is one of these codes. */
export const isCode = (error: unknown, ...codes: readonly ApiErrorCode[]): boolean =>
  error instanceof ApiError && codes.includes(error.code);
