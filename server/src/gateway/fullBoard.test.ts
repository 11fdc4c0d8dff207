import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { closeCodeOf, decodeServerMessage, MESSAGE, type ClientId, type PersonId } from '@weft/protocol';
import { BOARD, startGateway, type TestGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

const LIMIT = 40_000;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ maxBoardBytes: LIMIT });
});
afterEach(() => gateway.stop());

/** Somebody on the board, by the stock provider; with `weft` it hears Weft's own messages too. */
function join(token: string, weft: boolean) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(gateway.url, BOARD, doc, {
    params: { token, ...(weft ? { weft: '1' } : {}) },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  onTestFinished(() => provider.destroy());
  const rejected: string[] = [];
  const closes: number[] = [];
  for (const type of Object.values(MESSAGE).filter((number) => number >= 100)) {
    provider.messageHandlers[type] = (_encoder, decoder) => {
      const message = decodeServerMessage(decoder.arr);
      if (message?.type === 'rejected') rejected.push(message.rejected.code);
    };
  }
  provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
  return { doc, records: doc.getMap<string>('records'), provider, rejected, closes };
}

async function filled() {
  const writer = join('ada', false);
  await soon(() => expect(writer.provider.synced).toBe(true));
  writer.records.set('full', 'x'.repeat(LIMIT - 2_000));
  const host = await gateway.registry().open(BOARD);
  await soon(() => expect(host.doc.getMap('records').has('full')).toBe(true));
  return { writer, host };
}

describe('a full board', () => {
  it('board_full: takes no more from anybody, whatever client, and everybody else goes on', async () => {
    const { writer, host } = await filled();
    const flood = join('ben', false);
    await soon(() => expect(flood.provider.synced).toBe(true));
    for (let number = 0; number < 20; number++) flood.records.set(`more${number}`, 'x'.repeat(3_000));
    await soon(() => expect(flood.closes).toContain(closeCodeOf('board_full')));
    expect(Y.encodeStateAsUpdate(host.doc).byteLength).toBeLessThan(LIMIT);
    expect(gateway.registry().largestBoardBytes).toBeLessThan(LIMIT * 1.1);
    writer.records.set('full', 'y'.repeat(100));
    await soon(() => expect(host.doc.getMap('records').get('full')).toBe('y'.repeat(100)));
    writer.records.set('room', 'x'.repeat(3_000));
    await soon(() => expect(host.doc.getMap('records').has('room')).toBe(true));
    expect(writer.closes).toEqual([]);
  });

  it("board_full: tells Weft's own client, which stays, undoes it and makes room", async () => {
    const { host } = await filled();
    const client = join('ben', true);
    await soon(() => expect(client.provider.synced).toBe(true));
    const undo = new Y.UndoManager(client.records);
    client.records.set('more', 'x'.repeat(3_000));
    await soon(() => expect(client.rejected).toEqual(['board_full']));
    undo.undo();
    client.records.delete('full');
    await soon(() => expect([...host.doc.getMap('records').keys()]).not.toContain('full'));
    client.records.set('after', 'x'.repeat(3_000));
    await soon(() => expect(host.doc.getMap('records').has('after')).toBe(true));
    expect([client.rejected, client.closes]).toEqual([['board_full'], []]);
  });

  it('opens, is read and exported, also when the limit came after the board', async () => {
    const { writer } = await filled();
    writer.provider.destroy();
    await gateway.restart({ maxBoardBytes: 1_000 });
    const late = join('vera', false);
    await soon(() => expect(late.records.get('full')).toHaveLength(LIMIT - 2_000));
    const { update } = await gateway.registry().state(BOARD);
    expect(update.byteLength).toBeGreaterThan(LIMIT - 2_000);
    const remover = join('ben', false);
    await soon(() => expect(remover.provider.synced).toBe(true));
    remover.records.delete('full');
    await soon(() => expect(late.records.has('full')).toBe(false));
    expect(remover.closes).toEqual([]);
  });

  it('takes all of what the server brings onto it for somebody, or nothing', async () => {
    await filled();
    const doc = new Y.Doc();
    doc.clientID = 77;
    const updates = ['one', 'two'].map((key) => {
      const before = Y.encodeStateVector(doc);
      doc.getMap('records').set(key, 'x'.repeat(1_200));
      return Y.encodeStateAsUpdate(doc, before);
    });
    const change = { updates, clientId: 77 as ClientId, intent: { kind: 'import' as const } };
    await expect(gateway.registry().change(BOARD, 'ada' as PersonId, change)).rejects.toMatchObject({
      code: 'board_full',
    });
    expect((await gateway.registry().open(BOARD)).doc.getMap('records').has('one')).toBe(false);
  });
});
