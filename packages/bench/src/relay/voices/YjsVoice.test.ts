import { readBoard, seedBoard } from '@weft/board-model';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { noteRecord } from '../../board/boardRecords.ts';
import { YjsVoice } from './YjsVoice.ts';

/** The payload of a client's frame, whose mask is zero. */
function payloadOf(frame: Uint8Array): Uint8Array {
  const header = (frame[1] as number) & 127;
  return frame.slice(6 + (header < 126 ? 0 : 2));
}

function updateIn(payload: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(payload);
  expect([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]).toEqual([0, 2]);
  return decoding.readVarUint8Array(decoder);
}

const SILENT = { onMove: () => undefined, onCursor: () => undefined };

describe('a client of a Yjs relay', () => {
  it('edits as the board model lays a board out', () => {
    const voice = new YjsVoice({ clientId: 7 });
    const doc = new Y.Doc();
    seedBoard(doc);
    Y.applyUpdate(doc, updateIn(payloadOf(voice.addNote(3))));
    Y.applyUpdate(doc, updateIn(payloadOf(voice.moveNote(3, 41))));
    expect(readBoard(doc).records.get(noteRecord(3, '').id)).toMatchObject({
      type: 'note',
      x: 41 + 1 / 64,
      y: 3 + 1 / 64,
    });
  });

  it('hears whose move a payload holds, also where several were merged', () => {
    const [a, b] = [new YjsVoice({ clientId: 7 }), new YjsVoice({ clientId: 8 })];
    const updates = [a.addNote(0), b.addNote(1), a.moveNote(0, 1), b.moveNote(1, 1), a.moveNote(0, 2)];
    const merged = Y.mergeUpdates(updates.map((frame) => updateIn(payloadOf(frame))));
    const heard: [number, number][] = [];
    const payload = payloadOf(new YjsVoice({ clientId: 9 }).update(merged));
    new YjsVoice({ clientId: 9 }).hear(payload, { ...SILENT, onMove: (editor, move) => heard.push([editor, move]) });
    expect(heard).toHaveLength(3);
    expect(heard).toEqual(
      expect.arrayContaining([
        [0, 1],
        [0, 2],
        [1, 1],
      ]),
    );
  });

  it('hears each newer cursor of others once, and not its own', () => {
    const [a, b] = [new YjsVoice({ clientId: 7 }), new YjsVoice({ clientId: 8 })];
    let heard = 0;
    const hearing = { ...SILENT, onCursor: () => heard++ };
    const first = payloadOf(a.moveCursor());
    b.hear(first, hearing);
    b.hear(first, hearing);
    a.hear(first, hearing);
    b.hear(payloadOf(a.moveCursor()), hearing);
    expect(heard).toBe(2);
  });

  it('hears all cursors of one message', () => {
    const body = encoding.createEncoder();
    encoding.writeVarUint(body, 3);
    for (const clientId of [7, 8, 9]) {
      encoding.writeVarUint(body, clientId);
      encoding.writeVarUint(body, 1);
      encoding.writeVarString(body, '{"canvas":null}');
    }
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, 1);
    encoding.writeVarUint8Array(message, encoding.toUint8Array(body));
    let heard = 0;
    new YjsVoice({ clientId: 8 }).hear(encoding.toUint8Array(message), { ...SILENT, onCursor: () => heard++ });
    expect(heard).toBe(2);
  });

  it('is welcome once the answer to its first message is there', () => {
    const { isWelcome, greeting } = new YjsVoice({ clientId: 7 });
    expect(isWelcome?.(Uint8Array.of(0, 0, 1, 0))).toBe(false);
    expect(isWelcome?.(Uint8Array.of(0, 1, 2, 0, 0))).toBe(true);
    expect(greeting).toHaveLength(2);
  });
});
