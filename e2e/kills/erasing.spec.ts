import { expect, test } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { WeftApi } from '../WeftApi.ts';
import { WeftServer } from '../WeftServer.ts';
import { addNote, notesFrom, typeInto } from './notes.ts';
import { seededRandom } from './seededRandom.ts';

const KILLS = 4;
const NOTES = 30;
const SEED = Number(process.env['WEFT_SEED'] ?? Date.now() % 1_000_000);

/** Somebody writes notes onto a board, one after the other. Resolves when the server tells of all of them. */
async function writeNotes(server: WeftServer, api: WeftApi, token: string, boardId: string, name: string) {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, boardId, doc, {
    params: { token },
    disableBc: true,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  try {
    await expect.poll(() => provider.synced, { timeout: 20_000 }).toBe(true);
    for (let note = 0; note < NOTES; note += 1) {
      doc.transact(() => {
        addNote(doc, `shape:${name}${note}`, note * 10, 0);
        typeInto(doc, `shape:${name}${note}`, `${name} wrote ${note}`);
      });
    }
    const words = async () => (await wordsOf(api, token, boardId)).filter((text) => text.startsWith(name)).length;
    await expect.poll(words, { timeout: 20_000 }).toBe(NOTES);
  } finally {
    provider.destroy();
    doc.destroy();
  }
}

const wordsOf = async (api: WeftApi, token: string, boardId: string): Promise<string[]> => {
  const { records } = await api.boardAt(token, boardId, Date.now() + 60_000);
  return [...notesFrom(records).values()].map(({ text }) => text);
};

test(`[I1] ${KILLS} kills during an erasure leave the board as it was, or without all of what was erased`, async () => {
  test.setTimeout(60_000 + KILLS * 60_000);
  console.log(`  seed ${SEED} (repeat with WEFT_SEED=${SEED})`);
  const random = seededRandom(SEED);
  const server = await WeftServer.start({ RATE_LIMITS: 'off', LOG_LEVEL: 'warn' });
  const api = new WeftApi(server.origin);
  let [erased, kept] = [0, 0];
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const [fay, ada] = [await api.guest('Fay'), await api.guest('Ada')];
      const { id } = await api.board(fay.token, 'A bench');
      await api.join(ada.token, (await api.link(fay.token, id, 'participant')).code);
      await writeNotes(server, api, ada.token, id, 'ada');
      await writeNotes(server, api, fay.token, id, 'fay');
      const answer = fetch(`${server.origin}/api/boards/${id}/erasures`, {
        method: 'POST',
        headers: { authorization: `Bearer ${fay.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ what: { personId: ada.person.id }, dryRun: false }),
      }).then(
        ({ ok }) => ok,
        () => false,
      );
      // From before it is begun to after it is done; the first is killed at once, and the last when it was answered.
      if (kill < KILLS - 1) await wait(random.between(0, kill * 120));
      else await answer;
      await server.kill();
      const isAnswered = await answer;
      await server.restart();

      const words = await wordsOf(api, fay.token, id);
      const ofAda = words.filter((text) => text.startsWith('ada')).length;
      expect(
        words.filter((text) => text.startsWith('fay')),
        'what others wrote is all there',
      ).toHaveLength(NOTES);
      expect([0, NOTES], 'all of it is there, or nothing').toContain(ofAda);
      if (isAnswered) expect(ofAda, 'what was told to be erased is').toBe(0);
      console.log(`  kill ${kill + 1}: ${ofAda === 0 ? 'erased' : 'as it was'}`);
      if (ofAda === 0) erased += 1;
      else kept += 1;
      // The board can be worked on, whichever it is.
      await writeNotes(server, api, ada.token, id, 'more');
      expect((await wordsOf(api, fay.token, id)).filter((text) => text.startsWith('ada'))).toHaveLength(ofAda);
    }
    console.log(`  ${kept} boards as they were, ${erased} without what was erased`);
    expect(erased).toBeGreaterThan(0);
  } finally {
    await server.remove();
  }
});
