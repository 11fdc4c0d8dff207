import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import { AwarenessFrame } from './awarenessFrame.ts';

function read(frame: Uint8Array, prefix: number): { clientId: number; clock: number; state: unknown } {
  const decoder = decoding.createDecoder(frame.subarray(8 + prefix));
  expect(decoding.readVarUint(decoder)).toBe(1);
  const body = decoding.createDecoder(decoding.readVarUint8Array(decoder));
  expect(decoding.hasContent(decoder)).toBe(false);
  expect(decoding.readVarUint(body)).toBe(1);
  const entry = {
    clientId: decoding.readVarUint(body),
    clock: decoding.readVarUint(body),
    state: JSON.parse(decoding.readVarString(body)) as unknown,
  };
  expect(decoding.hasContent(body)).toBe(false);
  return entry;
}

describe('the awareness frame', () => {
  it('says where the cursor is now, under the next clock, in the same bytes', () => {
    const awareness = new AwarenessFrame(3_000_000_017, new Uint8Array(0));
    const first = awareness.at(['1234.5', '4321.9']);
    expect(read(first, 0)).toMatchObject({
      clientId: 3_000_000_017,
      clock: 16_385,
      state: { canvas: { cursor: [1234.5, 4321.9, 'default', 0], page: 'page:page' } },
    });
    let last = first;
    for (let i = 0; i < 300; i++) last = awareness.at(['1000.1', '2000.2']);
    expect(last).toBe(first);
    expect(read(last, 0)).toMatchObject({
      clock: 16_685,
      state: { canvas: { cursor: [1000.1, 2000.2, 'default', 0] } },
    });
  });

  it('begins with what the relay wants before every message', () => {
    const prefix = Uint8Array.of(2, 97, 98);
    const frame = new AwarenessFrame(1, prefix).at(['1234.5', '4321.9']);
    expect([...frame.subarray(8, 11)]).toEqual([2, 97, 98]);
    expect(read(frame, 3)).toMatchObject({ clientId: 1 });
  });
});
