import { SCHEMA } from '@weft/board-model';
import { createUserId } from '@tldraw/tlschema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceRecord, presenceToSend } from './presenceState.ts';

const ann = { userId: createUserId('p1'), name: 'Ann', color: '#b5382a' };
const presence = {
  pointer: [10.04, 20],
  canvas: { page: 'page:page', cursor: ['default', 0], selected: ['shape:a'], following: null },
  view: { camera: [0, 0, 1], screen: { x: 0, y: 0, w: 100, h: 100 } },
  brush: null,
  scribbles: null,
};
const withCanvas = (fields: object) => ({ ...presence, canvas: { ...presence.canvas, ...fields } });
const withView = (fields: object) => ({ ...presence, view: { ...presence.view, ...fields } });
const read = (value: unknown) => presenceRecord(value, 7, ann, 1_000);

const parts = {
  ...mapValues(presence),
  canvas: fc.oneof(fc.record(mapValues(presence.canvas)), fc.anything()),
  view: fc.oneof(fc.record(mapValues(presence.view)), fc.anything()),
};
const anyPresence = fc.oneof(fc.anything(), fc.record({ ...parts, extra: fc.anything() }));

describe('presence of others', () => {
  it('takes who it is from the roster and not from what was sent', () => {
    const record = read({ ...presence, userName: 'Boss', name: 'Boss', color: '#000000', userId: 'user:p2' });
    expect(record).toMatchObject({
      userName: 'Ann',
      color: '#b5382a',
      userId: 'user:p1',
      lastActivityTimestamp: 1_000,
    });
  });

  it('comes through what is sent unchanged but for tenths of a pixel', () => {
    const record = read(presence);
    expect(record && presenceToSend(record, true)).toEqual({ ...presence, pointer: [10, 20] });
  });

  it('has no cursor of who has not pointed at anything yet', () => {
    const record = read(presence);
    expect(record && presenceToSend(record, false)).toEqual({ ...presence, pointer: null });
  });

  it('is passed over when it is malformed, far away or too much', () => {
    expect(read(null)).toBeNull();
    expect(read({})).toBeNull();
    expect(read({ ...presence, pointer: [Number.NaN, 0] })).toBeNull();
    expect(read(withView({ camera: [0, 0, 0] }))).toBeNull();
    expect(read(withView({ screen: { x: 0, y: 0, w: 1e9, h: 1 } }))).toBeNull();
    expect(read(withCanvas({ page: 'shape:page' }))).toBeNull();
    expect(read(withCanvas({ selected: Array.from({ length: 5_000 }, (_, i) => `shape:${i}`) }))).toBeNull();
  });

  it('shows a cursor that only a newer page knows as the plain one', () => {
    expect(read(withCanvas({ cursor: ['feather', 0] }))?.cursor?.type).toBe('default');
  });

  it('[I4] is a record that tldraw takes, or nothing, whatever was sent', () => {
    fc.assert(
      fc.property(anyPresence, (value) => {
        const record = read(value);
        if (record) expect(() => SCHEMA.types.instance_presence.validate(record)).not.toThrow();
      }),
    );
  });
});

/** Each field right most of the time, so that the interesting cases are reached. */
function mapValues(fields: object): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, fc.anything()),
    ]),
  );
}
