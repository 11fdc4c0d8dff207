import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Decoder } from 'lib0/decoding';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeCodeOf, decodeServerMessage, MESSAGE, type StorageFault } from '@weft/protocol';
import { smallDisk } from '../database/smallDisk.testkit.ts';
import { FailingLog } from '../log/FailingLog.testkit.ts';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

/** Somebody on the board, by the stock provider; with `weft` it hears Weft's own messages too. */
class Peer {
  readonly doc = new Y.Doc();
  readonly records = this.doc.getMap<unknown>('records');
  /** What the server said of its disk, in order. */
  readonly told: (StorageFault | null)[] = [];
  readonly closes: number[] = [];
  saved = 0;
  readonly provider: WebsocketProvider;

  constructor(gateway: TestGateway, token: string, weft: boolean) {
    this.provider = new WebsocketProvider(gateway.url, BOARD, this.doc, {
      params: { token, ...(weft ? { weft: '1' } : {}) },
      disableBc: true,
      WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    });
    for (const type of [
      MESSAGE.hello,
      MESSAGE.saved,
      MESSAGE.roster,
      MESSAGE.rejected,
      MESSAGE.event,
      MESSAGE.storage,
    ]) {
      this.provider.messageHandlers[type] = (_encoder: unknown, decoder: Decoder) => {
        const message = decodeServerMessage(decoder.arr);
        if (message?.type === 'hello') this.saved = 0;
        if (message?.type === 'storage') this.told.push(message.storage.fault);
        if (message?.type === 'saved') this.saved = message.saved.frames;
      };
    }
    this.provider.on('connection-close', (event) => this.closes.push(event?.code ?? 0));
    onTestFinished(() => this.provider.destroy());
  }

  get keys(): string[] {
    return [...this.records.keys()].filter((key) => key.startsWith('k-')).toSorted();
  }
}

interface Disk {
  fill(): void;
  free(): void;
}

/** What everybody may expect of a server whose disk is full for a while. */
async function readsOnAndRecovers(gateway: TestGateway, disk: Disk): Promise<void> {
  const [writer, reader] = [new Peer(gateway, 'ada', true), new Peer(gateway, 'ben', false)];
  await soon(() => expect(writer.provider.synced && reader.provider.synced).toBe(true));
  writer.records.set('k-before', 1);
  await soon(() => expect(reader.keys).toEqual(['k-before']));

  disk.fill();
  // What is written into the room that the log still has is saved; the first that is not is told of.
  for (let number = 0; writer.told.length === 0 && number < 60; number++) {
    writer.records.set(`k-${String(number).padStart(2, '0')}`, 'x'.repeat(200_000));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await soon(() => expect(writer.told.at(-1)).toBe('storage_full'));
  writer.records.set('k-more', 1);
  writer.records.set('k-more', 2);
  await soon(() => expect(writer.provider.synced).toBe(true));
  const late = new Peer(gateway, 'vera', false);
  await soon(() => expect(late.provider.synced).toBe(true));
  expect(late.keys).toContain('k-before');
  expect(late.keys).not.toContain('k-more');
  await soon(() => expect(reader.provider.synced).toBe(true));
  reader.records.set('k-stock', 1);
  await soon(() => expect(reader.closes).toContain(closeCodeOf('storage_full')));
  expect(writer.keys).not.toContain('k-stock');

  disk.free();
  await soon(() => expect(writer.told.at(-1)).toBeNull());
  await soon(() => expect(late.keys).toEqual([...writer.keys]));
  await soon(() => expect(writer.keys).toEqual(expect.arrayContaining(['k-before', 'k-more', 'k-stock'])));
  expect(late.records.get('k-more')).toBe(2);
  expect(writer.closes.filter((code) => code !== closeCodeOf('storage_full'))).toEqual([]);
}

describe('a server whose disk is full', () => {
  it('[R1] reads on, says so to everybody, takes nothing, and goes on by itself when there is room', async () => {
    let log: FailingLog | null = null;
    const gateway = await startGateway({}, { wrap: (real) => (log = new FailingLog(real)) });
    onTestFinished(() => gateway.stop());
    const full = (isFull: boolean) => {
      if (log !== null) log.isFull = isFull;
    };
    await readsOnAndRecovers(gateway, { fill: () => full(true), free: () => full(false) });
  }, 60_000);

  it('[R1] does so on a real disk', async (context) => {
    const folder = await smallDisk(6);
    context.skip(folder === null, 'this user may not mount a small disk');
    if (folder === null) return;
    const gateway = await startGateway({}, { folder });
    onTestFinished(() => gateway.stop());
    await readsOnAndRecovers(gateway, ballast(folder));
  }, 60_000);

  it('lets nobody count as saved what is not', async () => {
    let log: FailingLog | null = null;
    const gateway = await startGateway({}, { wrap: (real) => (log = new FailingLog(real)) });
    onTestFinished(() => gateway.stop());
    const [writer, other] = [new Peer(gateway, 'ada', true), new Peer(gateway, 'ben', true)];
    await soon(() => expect(writer.saved).toBeGreaterThan(0));
    await soon(() => expect(other.provider.synced).toBe(true));
    (log as unknown as FailingLog).isFull = true;
    other.records.set('k-first', 1);
    await soon(() => expect(writer.told.at(-1)).toBe('storage_full'));
    // On the connection that it came back with.
    await soon(() => expect([writer.provider.synced, writer.saved]).toEqual([true, 2]));
    const { saved } = writer;
    writer.records.set('k-lost', 1);
    // A frame that asks for nothing new must not carry the one before it over the line.
    writer.provider.ws?.send(new Uint8Array([0, 0, 1, 0]));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(writer.saved).toBe(saved);
    (log as unknown as FailingLog).isFull = false;
    await soon(() => expect(other.keys).toEqual(['k-first', 'k-lost']));
    await soon(() => expect(writer.saved).toBeGreaterThan(saved + 2));
  }, 60_000);
});

describe('a server whose disk is slow', () => {
  it('[R2] saves everything that it was sent, in order, and says saved no earlier', async () => {
    let log: FailingLog | null = null;
    const gateway = await startGateway({}, { wrap: (real) => (log = new FailingLog(real)) });
    onTestFinished(() => gateway.stop());
    const [writer, reader] = [new Peer(gateway, 'ada', true), new Peer(gateway, 'ben', false)];
    await soon(() => expect(writer.provider.synced && reader.provider.synced && writer.saved > 0).toBe(true));
    const { saved } = writer;
    (log as unknown as FailingLog).delay = 400;
    for (let number = 0; number < 50; number++) writer.records.set('k-count', number);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([writer.saved, reader.keys]).toEqual([saved, []]);
    await soon(() => expect(writer.saved).toBeGreaterThanOrEqual(saved + 50));
    await soon(() => expect(reader.records.get('k-count')).toBe(49));
  }, 60_000);
});

/** Fills a disk with a file, and takes it away again. */
function ballast(folder: string): Disk {
  const file = join(folder, 'ballast');
  return {
    fill: () => {
      for (let size = 1 << 20; size >= 4096; size >>= 1) {
        try {
          for (;;) writeFileSync(file, new Uint8Array(size), { flag: 'a' });
        } catch {
          // Full for pieces of this size: smaller ones may still fit.
        }
      }
    },
    free: () => rmSync(file),
  };
}
