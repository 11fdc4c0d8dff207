import { ERROR_CODES, ERRORS, isRetryable } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { t } from '../messages/t.ts';
import { closedWords } from './closedWords.ts';

/** Codes with which the server closes a board for good. */
const FINAL = ERROR_CODES.filter((code) => {
  const { close } = ERRORS[code];
  return close !== undefined && !isRetryable(close);
});

describe('the words of a board that is not shown', () => {
  it('say something for every code that closes for good', () => {
    expect(FINAL.length).toBeGreaterThan(10);
    for (const code of FINAL) {
      const { title, text } = closedWords(code);
      expect(t(title)).not.toBe('');
      expect(t(text, { why: 'Because.' })).not.toContain('{{');
    }
  });

  it('tell a page that is too old to reload, and that nothing is lost', () => {
    const { text, way } = closedWords('client_too_old');
    expect(way).toBe('reload');
    expect(t(text, { why: '' })).toMatch(/Nothing is lost.*reload/);
  });

  it('say of a board of a newer Weft that it was not touched, and that reloading this page is no cure', () => {
    const { title, text, way } = closedWords('board_too_new');
    expect(way).toBe('retry');
    expect(t(title)).not.toBe(t(closedWords('client_too_old').title));
    expect(t(text, { why: '' })).toMatch(/not touched.*kept.*updated Weft/);
  });

  it('fall back to why it was, for a code that has no words of its own', () => {
    expect(closedWords('malformed_update').title).toBe('boardClosed.otherTitle');
  });
});
