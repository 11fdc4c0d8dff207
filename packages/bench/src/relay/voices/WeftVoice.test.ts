import { encodePresenceNews, encodeSaved, MESSAGE, readPresencePatch } from '@weft/protocol';
import * as decoding from 'lib0/decoding';
import { describe, expect, it } from 'vitest';
import { WeftVoice } from './WeftVoice.ts';

function patchIn(frame: Uint8Array): ReturnType<typeof readPresencePatch> {
  const length = (frame[1] as number) & 127;
  const decoder = decoding.createDecoder(frame.subarray(6 + (length < 126 ? 0 : 2)));
  expect(decoding.readVarUint(decoder)).toBe(MESSAGE.presence);
  return readPresencePatch(decoder);
}

describe("Weft's own client", () => {
  it('says all of its presence once, and then only where its pointer is', () => {
    const voice = new WeftVoice(7);
    expect(patchIn(voice.moveCursor())).toMatchObject({ clientId: 7, patch: { whole: true, fields: { canvas: {} } } });
    const moved = patchIn(voice.moveCursor());
    expect(moved.patch.fields).toEqual({});
    expect(moved.patch.pointer).toHaveLength(2);
  });

  it('hears the pointers of others, not its own, and nothing where nobody moved', () => {
    const patch = { gone: false, whole: false, fields: {} };
    const news = encodePresenceNews({
      whole: false,
      entries: [
        { ...patch, slot: 0, clientId: 7, pointer: [1, 2] },
        { ...patch, slot: 1, clientId: 8, pointer: [1, 2] },
        { ...patch, slot: 2 },
      ],
    });
    let heard = 0;
    const voice = new WeftVoice(7);
    const hearing = { onMove: () => undefined, onCursor: () => heard++ };
    voice.hear(news, hearing);
    voice.hear(encodePresenceNews({ whole: false, entries: [{ ...patch, slot: 0, pointer: [3, 4] }] }), hearing);
    expect(heard).toBe(1);
  });

  it('counts as saved only what it sent after its greeting', () => {
    const voice = new WeftVoice(7);
    expect(voice.savedEdits(encodeSaved({ frames: 5, seq: 99 }))).toBe(5 - voice.greeting.length);
    expect(voice.savedEdits(Uint8Array.of(0, 1, 2))).toBeNull();
  });
});
