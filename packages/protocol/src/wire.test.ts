import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoardId, ConnectionId, PersonId } from './ids.ts';
import {
  decodeIntent,
  decodeServerMessage,
  encodeEvent,
  encodeHello,
  encodeIntent,
  encodeRejected,
  encodeRoster,
  encodeSaved,
  MESSAGE,
} from './wire.ts';

const person = { id: 'p1' as PersonId, name: 'Zoë 🧵', color: '#b5382a' };

describe('wire messages', () => {
  it('come back as they were sent', () => {
    const hello = {
      protocol: 1,
      boardId: 'b' as BoardId,
      generation: 'g',
      connectionId: 'c' as ConnectionId,
      person,
      role: 'participant' as const,
      now: 5,
      limits: { maxFrameBytes: 7 },
    };
    expect(decodeServerMessage(encodeHello(hello))).toEqual({ type: 'hello', hello });
    const roster = {
      people: [{ ...person, role: 'viewer' as const }],
      clients: [[9, person.id] as [number, PersonId]],
      gone: [3],
    };
    expect(decodeServerMessage(encodeRoster(roster))).toEqual({ type: 'roster', roster });
    const rejected = { code: 'read_only', message: 'no' };
    expect(decodeServerMessage(encodeRejected(rejected))).toEqual({ type: 'rejected', rejected });
    const event = { seq: 4, at: 5, personId: null, event: { type: 'renamed' as const, title: 'x' } };
    expect(decodeServerMessage(encodeEvent(event))).toEqual({ type: 'event', event });
    const intent = { kind: 'paste' as const, sources: ['shape:a'] };
    expect(decodeIntent(encodeIntent(intent))).toEqual(intent);
    const offline = { kind: 'offline' as const, madeAt: 17 };
    expect(decodeIntent(encodeIntent(offline))).toEqual(offline);
  });

  it('count saved frames exactly', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (frames, seq) => {
        expect(decodeServerMessage(encodeSaved({ frames, seq }))).toEqual({ type: 'saved', saved: { frames, seq } });
      }),
    );
  });

  it('pass over y-protocols own types and types of a newer server', () => {
    expect(decodeServerMessage(new Uint8Array([MESSAGE.sync, 1, 0]))).toBeNull();
    expect(decodeServerMessage(new Uint8Array([126, 1, 2]))).toBeNull();
  });

  it('refuse an intent of an unknown kind, with too many sources, or with bytes behind it', () => {
    expect(() => decodeIntent(encodeIntent({ kind: 'forge' as 'undo' }))).toThrow();
    expect(() =>
      decodeIntent(encodeIntent({ kind: 'undo', sources: Array.from({ length: 501 }, () => 'x') })),
    ).toThrow();
    expect(() => decodeIntent(new Uint8Array([...encodeIntent({ kind: 'undo' }), 0]))).toThrow();
    expect(() => decodeIntent(encodeIntent({ kind: 'offline', madeAt: -1 }))).toThrow();
  });
});
