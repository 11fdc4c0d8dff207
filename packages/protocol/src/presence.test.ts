import fc from 'fast-check';
import { createDecoder, readVarUint } from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import {
  decodePresenceNews,
  encodePresence,
  encodePresenceNews,
  readPresencePatch,
  type PresencePatch,
  type SlotPatch,
} from './presence.ts';
import { MESSAGE } from './wire.ts';

const quarter = fc.integer({ min: -4e7, max: 4e7 }).map((value) => value / 4);
const jsonValue = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
const fields = fc.dictionary(
  fc.string({ maxLength: 8 }).filter((key) => key !== 'pointer' && key !== '__proto__'),
  jsonValue,
  { maxKeys: 4, noNullPrototype: true },
);
const change: fc.Arbitrary<PresencePatch> = fc.record(
  { gone: fc.constant(false), whole: fc.boolean(), fields, pointer: fc.option(fc.tuple(quarter, quarter)) },
  { requiredKeys: ['gone', 'whole', 'fields'] },
);
const leaving: fc.Arbitrary<PresencePatch> = fc.constant({ gone: true, whole: false, fields: {} });
const patch = fc.oneof({ weight: 5, arbitrary: change }, leaving);

const fieldsOf = (value: unknown) => ({ gone: false, whole: false, fields: value as Record<string, unknown> });

const readOwn = (frame: Uint8Array) => {
  const decoder = createDecoder(frame);
  expect(readVarUint(decoder)).toBe(MESSAGE.presence);
  return readPresencePatch(decoder);
};

describe('compact presence', () => {
  it('comes back as a client sent it', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), patch, (clientId, sent) => {
        expect(readOwn(encodePresence(clientId, sent))).toEqual({ clientId, patch: sent });
      }),
    );
  });

  it('comes back as the server sent it', () => {
    const entry: fc.Arbitrary<SlotPatch> = fc
      .tuple(patch, fc.nat(9_999), fc.option(fc.nat(2 ** 32 - 1), { nil: undefined }))
      .map(([sent, slot, clientId]) => ({ ...sent, slot, ...(clientId === undefined ? {} : { clientId }) }));
    fc.assert(
      fc.property(fc.boolean(), fc.array(entry, { maxLength: 20 }), (whole, entries) => {
        expect(decodePresenceNews(encodePresenceNews({ whole, entries }))).toEqual({ whole, entries });
      }),
    );
  });

  it('takes at most ten bytes for somebody who only moved the pointer on an ordinary board', () => {
    const moved: SlotPatch = { slot: 499, gone: false, whole: false, fields: {}, pointer: [-8_000.25, 12_345.5] };
    const empty = encodePresenceNews({ whole: false, entries: [] }).byteLength;
    expect(encodePresenceNews({ whole: false, entries: [moved] }).byteLength - empty).toBeLessThanOrEqual(10);
  });

  it('rounds the pointer to a quarter of a pixel and keeps it on the board', () => {
    const sent = { gone: false, whole: false, fields: {}, pointer: [0.1, 1e300] as const };
    expect(readOwn(encodePresence(1, sent)).patch.pointer).toEqual([0, 1e7]);
  });

  it('refuses fields that are no object, a pointer among them, unknown flags, a slot from a client, and more bytes', () => {
    const good = encodePresence(1, { gone: false, whole: true, fields: { canvas: 1 } });
    const withFlags = (flags: number) => Uint8Array.from(good, (byte, at) => (at === 2 ? flags : byte));
    expect(() => readOwn(withFlags(64 | 17))).toThrow('unknown flags');
    expect(() => readOwn(withFlags(32 | 17))).toThrow('slots');
    expect(() => readOwn(new Uint8Array([...good, 0]))).toThrow('bytes after');
    expect(() => readOwn(encodePresence(1, fieldsOf([1])))).toThrow('object');
    expect(() => readOwn(encodePresence(1, fieldsOf({ pointer: [1, 2] })))).toThrow('place of its own');
  });

  it('never does anything but refuse, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const frame = new Uint8Array([MESSAGE.presence, ...bytes]);
        for (const read of [() => decodePresenceNews(frame), () => readOwn(frame)]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
    );
  });
});
