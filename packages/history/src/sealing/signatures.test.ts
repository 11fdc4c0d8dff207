import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyEntries, plainCodec } from './sealing.testkit.ts';
import { openSegment, packSegment } from './segment.ts';
import { openSignatures, packSignatures, signed, unsigned } from './signatures.ts';

describe('signatures', () => {
  it('[H1] [H6] give back, with the segment that they were taken from, exactly the entries that were put in', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const segment = openSegment(packSegment(unsigned(entries), plainCodec), plainCodec);
        const signatures = openSignatures(packSignatures(entries, plainCodec), entries.length, plainCodec);
        if (!segment.ok || !signatures.ok) throw new Error('damaged');
        expect(signed(segment.value, signatures.value)).toEqual(entries);
      }),
    );
  });

  it('[H6] are all that tells who did it: the segment is the same whoever that was', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(5), (entries, other) => {
        const byOthers = entries.map((entry) => ({
          ...entry,
          author: entry.author === 0 ? other : 0,
          connectionId: 'another' as typeof entry.connectionId,
          payload: entry.kind === 'event' ? new Uint8Array([other]) : entry.payload,
        }));
        expect(packSegment(unsigned(byOthers), plainCodec)).toEqual(packSegment(unsigned(entries), plainCodec));
      }),
    );
  });

  it('[H2] of another segment, cut off or damaged are an answer and no crash', () => {
    fc.assert(
      fc.property(anyEntries, fc.nat(), (entries, where) => {
        const sealed = packSignatures(entries, plainCodec);
        expect(openSignatures(sealed, entries.length + 1, plainCodec)).toMatchObject({ ok: false });
        const cut = sealed.bytes.slice(0, where % sealed.bytes.length);
        expect(openSignatures({ bytes: cut, hash: sealed.hash }, entries.length, plainCodec)).toMatchObject({
          ok: false,
        });
        const forged = { bytes: cut, hash: plainCodec.sha256(cut) };
        expect(openSignatures(forged, entries.length, plainCodec).ok).toBe(false);
      }),
    );
  });
});
