import { planRestore, readBoard } from '@weft/board-model';
import { afterEach, expect, it } from 'vitest';
import { makePeers, noteRecord, settle, type Peer } from './board.testkit.ts';
import { writeParts } from './writeParts.ts';

const peers: Peer[] = [];
afterEach(() => peers.splice(0).forEach((peer) => peer.destroy()));

it('[U3] bringing a board back is one step, explained as a restore in each of its parts, and is undone at once', async () => {
  peers.push(...makePeers(2));
  const [ada, ben] = peers as [Peer, Peer];
  const notes = ['a', 'b', 'c'].map((name) => noteRecord(ada.store, name, `words of ${name}`));
  ada.store.put(notes);
  settle(peers);
  const then = readBoard(ada.doc).records;
  ben.store.remove(notes.slice(1).map(({ id }) => id));
  ben.store.put([noteRecord(ben.store, 'd', 'came since')]);
  ben.change(notes[0]!.id, (note) => ({ ...note, x: 200 }));
  settle(peers);
  const since = readBoard(ada.doc).records;

  ada.history.mark('bring back');
  ada.intents.length = 0;
  const pageId = notes[0]!.parentId;
  const { parts } = planRestore(since, then, { items: null, isLocked: () => false, pageId }, 2);
  const stopped = await writeParts({
    ...ada,
    parts,
    intentOf: () => ({ kind: 'restore' }),
    signal: new AbortController().signal,
    obstacle: () => null,
    onProgress: () => undefined,
  });
  ada.history.squashTo('bring back');
  settle(peers);
  expect(stopped).toBeNull();
  expect(parts.length).toBeGreaterThan(1);
  expect(ada.intents).toEqual(parts.map(() => ({ kind: 'restore' })));
  for (const { doc } of peers) expect(readBoard(doc).records).toEqual(then);

  ada.history.undo();
  settle(peers);
  for (const { doc } of peers) expect(readBoard(doc).records).toEqual(since);
});
