import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FrameLedger } from './FrameLedger.ts';

function syncFrame(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  write(encoder);
  return toUint8Array(encoder);
}

const doc = new Y.Doc();
const step1 = syncFrame((encoder) => writeSyncStep1(encoder, doc));
const step2 = syncFrame((encoder) => writeSyncStep2(encoder, doc));
const update = syncFrame((encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(doc)));
const awareness = new Uint8Array([1, 0]);

describe('FrameLedger', () => {
  it('holds updates back until SyncStep2 left, so that no clock gap arises after offline work', () => {
    const ledger = new FrameLedger();
    ledger.socketOpened();
    expect(ledger.admit(step1)).toBe(true);
    ledger.edited();
    expect(ledger.admit(update)).toBe(false);
    expect(ledger.admit(step2)).toBe(true);
    expect(ledger).toMatchObject({ framesSent: 2, edits: 1, editsSent: 1, handshake: true });
    expect(ledger.admit(update)).toBe(true);
    expect(ledger.framesSent).toBe(3);
  });

  it('counts sync frames only', () => {
    const ledger = new FrameLedger();
    expect(ledger.admit(awareness)).toBe(true);
    expect(ledger.framesSent).toBe(0);
  });

  it('takes edits for saved when every frame came back, and not before', () => {
    const ledger = new FrameLedger();
    ledger.socketOpened();
    ledger.admit(step1);
    ledger.admit(step2);
    ledger.edited();
    ledger.admit(update);
    ledger.saved(2);
    expect(ledger.editsSaved).toBe(0);
    ledger.saved(3);
    expect(ledger.editsSaved).toBe(1);
  });

  it('starts anew with a new socket: what was sent but not counted back is unsent again', () => {
    const ledger = new FrameLedger();
    ledger.socketOpened();
    ledger.admit(step2);
    ledger.edited();
    ledger.admit(update);
    ledger.socketOpened();
    expect(ledger).toMatchObject({ framesSent: 0, framesSaved: 0, handshake: false, edits: 1, editsSent: 0 });
    ledger.admit(step1);
    ledger.admit(step2);
    expect(ledger.editsSent).toBe(1);
  });
});
