import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeyframe, packKeyframe } from './keyframe.ts';
import { anyEntries, plainCodec } from './sealing.testkit.ts';
import { seal } from './seal.ts';
import type { SealedEntry } from './SealedEntry.ts';
import { openSegment, packSegment } from './segment.ts';

const entry = (seq: number, change: Partial<SealedEntry> = {}): SealedEntry => ({
  seq,
  at: 1_000 + seq,
  author: 1,
  connectionId: 'c1' as SealedEntry['connectionId'],
  kind: 'update',
  payload: new Uint8Array([1, 2, 3]),
  ...change,
});

describe('a sealed segment', () => {
  it('[H1] gives back exactly the entries that were put in, whatever they are', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        expect(openSegment(packSegment(entries, plainCodec), plainCodec)).toEqual({ ok: true, value: entries });
      }),
    );
  });

  it('[H2] names any damaged byte, and hands nothing on', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.integer({ min: 1, max: 255 }), (entries, where, change) => {
        const { bytes, hash } = packSegment(entries, plainCodec);
        const damaged = bytes.slice();
        const at = where % damaged.length;
        damaged[at] = (damaged[at] as number) ^ change;
        expect(openSegment({ bytes: damaged, hash }, plainCodec)).toEqual({
          ok: false,
          damage: 'its bytes do not match its SHA-256',
        });
      }),
    );
  });

  it('[H2] is refused when it was cut off or something was added, under its own name or a fitting one', () => {
    const { bytes, hash } = packSegment([entry(1), entry(2)], plainCodec);
    for (const other of [bytes.slice(0, -1), new Uint8Array([...bytes, 0]), new Uint8Array()]) {
      expect(openSegment({ bytes: other, hash }, plainCodec).ok).toBe(false);
      expect(openSegment({ bytes: other, hash: plainCodec.sha256(other) }, plainCodec).ok).toBe(false);
    }
  });

  it('[H2] that somebody forged, hash and all, is an answer and no crash', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), fc.nat(255), (entries, where, value) => {
        const { bytes } = packSegment(entries, plainCodec);
        const forged = bytes.slice();
        forged[where % forged.length] = value;
        const opened = openSegment({ bytes: forged, hash: plainCodec.sha256(forged) }, plainCodec);
        if (!opened.ok) expect(opened.damage).not.toBe('');
        else expect(opened.value.every(({ payload }) => payload instanceof Uint8Array)).toBe(true);
      }),
    );
  });

  it('[H3] of another format or version is named as that', () => {
    const content = new Uint8Array([1, 2]);
    const opened = (name: string, version: number) =>
      openSegment(seal({ name, version }, content, plainCodec), plainCodec);
    expect(opened('WSEG', 2)).toEqual({ ok: false, damage: 'its format 2 is not known' });
    expect(opened('WKEY', 1)).toEqual({ ok: false, damage: 'it is no WSEG' });
    expect(opened('WSEG', 1)).toMatchObject({ ok: false, damage: expect.stringContaining('cannot be unpacked') });
  });

  it('[H4] holds entries that follow one another, and at least one', () => {
    expect(() => packSegment([], plainCodec)).toThrow(RangeError);
    expect(() => packSegment([entry(1), entry(3)], plainCodec)).toThrow(RangeError);
    expect(() => packSegment([entry(1), entry(2, { at: 5 })], plainCodec)).toThrow(RangeError);
  });
});

describe('a keyframe', () => {
  it('[H1] [H2] gives back the state, or says what is wrong with it', () => {
    const state = new Uint8Array([7, 8, 9]);
    const sealed = packKeyframe(state, plainCodec);
    expect(openKeyframe(sealed, plainCodec)).toEqual({ ok: true, value: state });
    expect(openKeyframe({ ...sealed, hash: 'another' }, plainCodec).ok).toBe(false);
  });
});
