import * as fc from 'fast-check';
import type { ConnectionId, Intent } from '@weft/protocol';
import type { SealCodec } from './seal.ts';
import type { SealedEntry } from './SealedEntry.ts';

/** Stands in for zstd and SHA-256, neither of which this package brings along: no packing, and a hash of 128 bits. */
export const plainCodec: SealCodec = {
  compress: (bytes) => bytes,
  decompress: (bytes, length) => {
    if (bytes.byteLength !== length) throw new RangeError('not what was compressed');
    return bytes;
  },
  sha256: (bytes) => [1, 2, 3, 4].map((seed) => fnv(bytes, seed).toString(16)).join('-'),
};

function fnv(bytes: Uint8Array, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

const intent = fc.record(
  { kind: fc.constantFrom<Intent['kind'][]>('undo', 'paste', 'import'), sources: fc.array(fc.string()) },
  { requiredKeys: ['kind'] },
);

/** Some entries' own part; seq and time are made to follow. */
const part = fc.record(
  {
    wait: fc.oneof(fc.nat(50), fc.nat(1e10)),
    madeAt: fc.nat(2e12),
    author: fc.nat(3),
    connectionId: fc.constantFrom('c1', 'c2', 'Verbindung ü').map((id) => id as ConnectionId),
    kind: fc.constantFrom<SealedEntry['kind'][]>('update', 'event'),
    intent,
    payload: fc.oneof(fc.uint8Array({ minLength: 6, maxLength: 6 }), fc.uint8Array()),
  },
  { requiredKeys: ['wait', 'author', 'connectionId', 'kind', 'payload'] },
);

/** Any entries that can follow one another in a log. */
export const anyEntries: fc.Arbitrary<SealedEntry[]> = fc
  .tuple(fc.integer({ min: 1, max: 1e9 }), fc.array(part, { minLength: 1, maxLength: 40 }))
  .map(([first, parts]) => {
    let at = 0;
    return parts.map(({ wait, ...rest }, index) => ({ ...rest, seq: first + index, at: (at += wait) }));
  });
