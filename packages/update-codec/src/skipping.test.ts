import { createEncoder, toUint8Array, writeAny } from 'lib0/encoding';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from './ByteReader.ts';
import { JsonText } from './JsonText.ts';
import { skipAny } from './skipAny.ts';
import { utf16LengthOf } from './utf16LengthOf.ts';

const utf8 = new TextEncoder();
const isJson = (text: string): boolean => {
  const bytes = utf8.encode(text);
  return new JsonText(bytes, 0, bytes.length).check(1_000) === null;
};

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const JSON_PIECES = '{|}|[|]|,|:|"a"|"|\\|\\u00e9|\\x|1|-|0|.|e+|E|true|nul| |\n|\u0001|é|\ufeff'.split('|');

describe('content that is passed over', () => {
  it('[C2] has the length of the string that a fatal TextDecoder makes, and is refused where that throws', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const decodedLength = (bytes: Uint8Array): number => {
      try {
        return decoder.decode(bytes).length;
      } catch {
        return -1;
      }
    };
    const leads = [0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0x8f, 0x90, 0xbb];
    const tricky = fc.array(fc.constantFrom(...leads), { maxLength: 5 }).map((bytes) => Uint8Array.from(bytes));
    const real = fc.string({ unit: 'binary' }).map((text) => utf8.encode(text));
    fc.assert(
      fc.property(fc.oneof(tricky, real, fc.uint8Array({ maxLength: 6 })), (bytes) => {
        expect(utf16LengthOf(bytes, 0, bytes.length)).toBe(decodedLength(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[C7] is JSON exactly where JSON.parse takes it', () => {
    const pieces = fc.constantFrom(...JSON_PIECES);
    const broken = fc.array(pieces, { maxLength: 7 }).map((parts) => parts.join(''));
    const whole = fc.json({ maxDepth: 4 });
    const spaced = fc.jsonValue().map((value) => JSON.stringify(value, null, 2));
    fc.assert(
      fc.property(fc.oneof(broken, whole, spaced), (text) => {
        expect(isJson(text)).toBe(isParsed(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[C5] ends where lib0 ends, for any value', () => {
    const value = fc.anything({ withBigInt: false, withMap: false, withSet: false, maxDepth: 4 });
    fc.assert(
      fc.property(value, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (anything, big) => {
        const encoder = createEncoder();
        writeAny(encoder, [plain(anything), big] as never);
        const bytes = toUint8Array(encoder);
        const reader = new ByteReader(bytes);
        skipAny(reader, 100);
        expect(reader).toMatchObject({ failure: null, position: bytes.length });
      }),
      { numRuns: 300 },
    );
  });
});

/** What a shared document can hold of any value. */
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value) ?? 'null');
