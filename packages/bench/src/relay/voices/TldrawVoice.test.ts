import { describe, expect, it } from 'vitest';
import { noteRecord } from '../../board/boardRecords.ts';
import { TldrawVoice } from './TldrawVoice.ts';

/** The message in a client's frame, whose mask is zero. */
function messageIn(frame: Uint8Array): Record<string, unknown> {
  const length = (frame[1] as number) & 127;
  return JSON.parse(Buffer.from(frame.subarray(6 + (length < 126 ? 0 : 2))).toString('utf8')) as Record<
    string,
    unknown
  >;
}

const bytesOf = (message: object): Uint8Array => new TextEncoder().encode(JSON.stringify(message));

describe('a client of tldraw sync', () => {
  it('connects, puts a note and moves it under a clock that counts up', () => {
    const voice = new TldrawVoice(1);
    const { id } = noteRecord(3, '');
    expect(voice.greeting.map(messageIn)).toMatchObject([{ type: 'connect', protocolVersion: 8, lastServerClock: -1 }]);
    expect(messageIn(voice.addNote(3))).toMatchObject({
      type: 'push',
      clientClock: 1,
      diff: { [id]: ['put', { id }] },
    });
    expect(messageIn(voice.moveNote(3, 41))).toEqual({
      type: 'push',
      clientClock: 2,
      diff: { [id]: ['patch', { x: ['put', 41 + 1 / 64], y: ['put', 3 + 1 / 64] }] },
    });
  });

  it('puts its presence once, and then says only where its cursor is', () => {
    const voice = new TldrawVoice(1);
    expect(messageIn(voice.moveCursor())).toMatchObject({ presence: ['put', { typeName: 'instance_presence' }] });
    expect(messageIn(voice.moveCursor())).toMatchObject({
      presence: ['patch', { cursor: ['put', { type: 'default' }] }],
    });
  });

  it('hears the moves and cursors of a batch', () => {
    const batch = {
      type: 'data',
      data: [
        { type: 'patch', diff: { [noteRecord(3, '').id]: ['patch', { x: ['put', 41.015625] }] }, serverClock: 1 },
        { type: 'patch', diff: { 'instance_presence:a': ['patch', { cursor: ['put', { x: 1 }] }] }, serverClock: 1 },
        { type: 'patch', diff: { 'instance_presence:b': ['put', { x: 1 }] }, serverClock: 1 },
      ],
    };
    const moves: [number, number][] = [];
    let cursors = 0;
    new TldrawVoice(1).hear(bytesOf(batch), {
      onMove: (editor, move) => moves.push([editor, move]),
      onCursor: () => cursors++,
    });
    expect(moves).toEqual([[3, 41]]);
    expect(cursors).toBe(2);
  });
});
