import { describe, expect, test } from 'vitest';
import { codeOf, randomShortCode, readShortCode, showShortCode } from './shortCode.ts';

describe('short codes', () => {
  test('a shown code is read back however it is typed', () => {
    for (let count = 0; count < 200; count += 1) {
      const code = randomShortCode();
      const shown = showShortCode(code);
      expect(shown).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [shown, shown.toLowerCase(), code, ` ${shown.replace('-', ' ')} `]) {
        expect(readShortCode(typed)).toBe(code);
      }
    }
  });

  test('letters that look like digits are read as them', () => {
    expect(readShortCode('oO-iI-lL-7k')).toBe('0011117K');
  });

  test('what cannot be a code is none', () => {
    for (const typed of ['', 'K7M4-PX2', 'K7M4-PX2RR', 'K7M4-PXU!', 'K7M4-PX2U', '-'.repeat(200)]) {
      expect(readShortCode(typed)).toBeNull();
    }
  });

  test('a whole link is taken for its token', () => {
    expect(codeOf('http://192.168.1.7:3000/join/Zk3-_a?x=1')).toBe('Zk3-_a');
    expect(codeOf(' K7M4-PX2R ')).toBe('K7M4-PX2R');
  });
});
