import { decodeIntent, encodeIntent } from '@weft/protocol';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FrameLedger, ledgeredSocket } from './FrameLedger.ts';
import { memoryStorage } from './LocalCopies.ts';
import { WaitingSince } from './WaitingSince.ts';

function syncFrame(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  write(encoder);
  return toUint8Array(encoder);
}

function updateIn(frame: Uint8Array): Uint8Array {
  const decoder = createDecoder(frame);
  readVarUint(decoder);
  readVarUint(decoder);
  return readVarUint8Array(decoder);
}

const doc = new Y.Doc();
const step1 = syncFrame((encoder) => writeSyncStep1(encoder, doc));
const step2 = syncFrame((encoder) => writeSyncStep2(encoder, doc));
const update = syncFrame((encoder) => writeUpdate(encoder, Y.encodeStateAsUpdate(doc)));
const awareness = new Uint8Array([1, 0]);

const newLedger = () => new FrameLedger(new WaitingSince(memoryStorage(), null));

describe('FrameLedger', () => {
  it('holds updates back until SyncStep2 left, so that no clock gap arises after offline work', () => {
    const ledger = newLedger();
    ledger.socketOpened();
    expect(ledger.admit(step1)).toBe(true);
    ledger.edited(0);
    expect(ledger.admit(update)).toBe(false);
    expect(ledger.admit(step2)).toBe(true);
    expect(ledger).toMatchObject({ framesSent: 2, edits: 1, editsSent: 1, handshake: true });
    expect(ledger.admit(update)).toBe(true);
    expect(ledger.framesSent).toBe(3);
  });

  it('counts sync frames only', () => {
    const ledger = newLedger();
    expect(ledger.admit(awareness)).toBe(true);
    expect(ledger.framesSent).toBe(0);
  });

  it('takes edits for saved when every frame came back, and not before', () => {
    const ledger = newLedger();
    ledger.socketOpened();
    ledger.admit(step1);
    ledger.admit(step2);
    ledger.edited(0);
    ledger.admit(update);
    ledger.saved(2);
    expect(ledger.editsSaved).toBe(0);
    ledger.saved(3);
    expect(ledger.editsSaved).toBe(1);
  });

  it('starts anew with a new socket: what was sent but not counted back is unsent again', () => {
    const ledger = newLedger();
    ledger.socketOpened();
    ledger.admit(step2);
    ledger.edited(0);
    ledger.admit(update);
    ledger.socketOpened();
    expect(ledger).toMatchObject({ framesSent: 0, framesSaved: 0, handshake: false, edits: 1, editsSent: 0 });
    ledger.admit(step1);
    ledger.admit(step2);
    expect(ledger.editsSent).toBe(1);
  });

  it('tells until it is saved that a SyncStep2 brings what was done without a connection, and since when', () => {
    const ledger = newLedger();
    ledger.socketOpened();
    ledger.edited(1_000);
    ledger.edited(9_000);
    expect(ledger.offlineSince(update, 60_000)).toBeNull();
    expect(ledger.offlineSince(step2, 60_000)).toBe(1_000);
    ledger.admit(step2);
    ledger.socketOpened();
    expect(ledger.offlineSince(step2, 60_000)).toBe(1_000);
    ledger.admit(step2);
    ledger.saved(1);
    expect(ledger.offlineSince(step2, 60_000)).toBeNull();
  });

  it('tells so of what was done without a connection at an earlier visit', () => {
    const storage = memoryStorage();
    const before = new FrameLedger(new WaitingSince(storage, 'a copy'));
    before.edited(1_000);
    const after = new FrameLedger(new WaitingSince(storage, 'a copy'));
    after.socketOpened();
    expect(after.offlineSince(step2, 60_000)).toBe(1_000);
    after.admit(step2);
    after.saved(1);
    expect(new FrameLedger(new WaitingSince(storage, 'a copy')).offlineSince(step2, 60_000)).toBeNull();
  });

  it('calls neither what is done with a connection nor what a short interruption held up offline work', () => {
    const ledger = newLedger();
    ledger.socketOpened();
    ledger.admit(step2);
    ledger.edited(1_000);
    ledger.socketOpened();
    ledger.edited(60_000);
    expect(ledger.offlineSince(step2, 62_000)).toBeNull();
  });

  it('has its socket say so ahead of the SyncStep2', () => {
    const sent: Uint8Array[] = [];
    class Base {
      send(frame: Uint8Array): void {
        sent.push(frame);
      }
    }
    const ledger = newLedger();
    const Socket = ledgeredSocket(Base as unknown as typeof WebSocket, ledger, () => undefined);
    const socket = new Socket('ws://weft.example');
    const madeAt = Date.now() - 60_000;
    ledger.edited(madeAt);
    socket.send(step2 as Uint8Array<ArrayBuffer>);
    expect(sent).toHaveLength(2);
    expect(decodeIntent(sent[0] as Uint8Array)).toEqual({ kind: 'offline', madeAt });
    expect(sent[1]).toBe(step2);
  });

  it('has its socket send in several frames what is too long for one, each with the intent of the whole', () => {
    const sent: Uint8Array[] = [];
    class Base {
      send(frame: Uint8Array): void {
        sent.push(frame);
      }
    }
    const large = new Y.Doc();
    for (let at = 0; at < 60; at += 1) large.getMap('records').set(`shape:${at}`, new Y.Map([['props.color', 'red']]));
    const state = Y.encodeStateAsUpdate(large);
    const ledger = newLedger();
    ledger.maxFrameBytes = 1_000;
    const Socket = ledgeredSocket(Base as unknown as typeof WebSocket, ledger, () => undefined);
    const socket = new Socket('ws://weft.example');
    socket.send(syncFrame((encoder) => writeSyncStep2(encoder, large)) as Uint8Array<ArrayBuffer>);
    socket.send(encodeIntent({ kind: 'undo' }));
    socket.send(syncFrame((encoder) => writeUpdate(encoder, state)) as Uint8Array<ArrayBuffer>);
    socket.send(update as Uint8Array<ArrayBuffer>);
    for (const frame of sent) expect(frame.byteLength).toBeLessThanOrEqual(1_000);
    const kinds = sent.map((frame) => (frame[0] === 0 ? frame[1] : decodeIntent(frame).kind));
    const pieces = kinds.filter((kind) => kind === 1).length;
    expect(pieces).toBeGreaterThan(2);
    const undone = Array.from({ length: pieces }, () => ['undo', 2]).flat();
    expect(kinds).toEqual([...Array.from({ length: pieces }, () => 1), ...undone, 2]);
    expect(ledger.framesSent).toBe(2 * pieces + 1);
    const other = new Y.Doc();
    for (const frame of sent.filter(([type]) => type === 0)) Y.applyUpdate(other, updateIn(frame));
    expect(other.getMap('records').toJSON()).toEqual(large.getMap('records').toJSON());
  });
});
