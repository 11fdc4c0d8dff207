import { describe, expect, it } from 'vitest';
import { parseCode } from './parseCode.ts';

describe('parseCode', () => {
  it('takes a short code with or without dash, in either case, with stray spaces', () => {
    for (const typed of ['K7M4-PX2R', 'k7m4px2r', ' k7m4 px2r ', 'k7m4–px2r'])
      expect(parseCode(typed)).toBe('K7M4-PX2R');
  });

  it('takes a pasted link and leaves its secret as it is', () => {
    expect(parseCode('http://192.168.1.7:3000/join/aB3_dE6-gH9jK2mN5pQ8rS')).toBe('aB3_dE6-gH9jK2mN5pQ8rS');
    expect(parseCode('Come in: https://weft.example/join/K7M4-PX2R?utm=x')).toBe('K7M4-PX2R');
    expect(parseCode('aB3_dE6-gH9jK2mN5pQ8rS')).toBe('aB3_dE6-gH9jK2mN5pQ8rS');
  });

  it('refuses what can be neither', () => {
    for (const typed of ['', 'K7M4', 'hello there everybody', 'https://example.org/'])
      expect(parseCode(typed)).toBeNull();
  });
});
