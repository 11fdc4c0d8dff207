import { describe, expect, it } from 'vitest';
import {
  closeCodeOf,
  ERROR_CODES,
  errorOfCloseCode,
  ERRORS,
  httpStatusOf,
  isRetryable,
  WeftError,
  type CloseErrorCode,
  type HttpErrorCode,
} from './errors.ts';

describe('the error table', () => {
  it('gives every row a way to be told: an HTTP status, a close code, or both', () => {
    for (const code of ERROR_CODES) expect(ERRORS[code].http ?? ERRORS[code].close, code).toBeDefined();
  });

  it('has close codes that are unique and in the ranges that the stock client understands', () => {
    const closes = ERROR_CODES.flatMap((code) => ERRORS[code].close ?? []);
    expect(new Set(closes).size).toBe(closes.length);
    for (const close of closes) expect(close).toSatisfy((value: number) => value >= 4400 && value <= 4599);
  });

  it('tells codes that end for good from those that come back', () => {
    expect(isRetryable(closeCodeOf('board_not_found'))).toBe(false);
    expect(isRetryable(closeCodeOf('server_stopping'))).toBe(true);
    expect(isRetryable(1006)).toBe(true);
  });

  it('finds the name of a close code, and none for foreign ones', () => {
    for (const code of ERROR_CODES) {
      const { close } = ERRORS[code];
      if (close !== undefined) expect(errorOfCloseCode(close)).toBe(code satisfies string as CloseErrorCode);
    }
    expect(errorOfCloseCode(1006)).toBeUndefined();
  });

  it('speaks in short sentences without exclamation marks', () => {
    for (const code of ERROR_CODES) expect(ERRORS[code].message, code).toMatch(/^[A-Z][^!]*\.$/);
  });

  it('carries its words and its detail in the error that edges throw', () => {
    const error = new WeftError('link_expired', 'link 7');
    expect(error).toMatchObject({ code: 'link_expired', detail: 'link 7', message: ERRORS.link_expired.message });
    expect(httpStatusOf(error.code as HttpErrorCode)).toBe(410);
  });
});
