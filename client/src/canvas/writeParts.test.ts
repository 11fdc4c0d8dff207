import { itemsOf, planInsertion, readBoard, settleImages, type BoardContent } from '@weft/board-model';
import fc from 'fast-check';
import { createShapeId } from 'tldraw';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { excalidrawFile, oldTldrawFile } from '../../../packages/board-model/src/exchange/sampleFiles.testkit.ts';
import { expectSound } from '../../../packages/board-model/src/view/soundBoard.testkit.ts';
import { readFileBytes } from '../exchange/readFileBytes.ts';
import { makePeers, noteRecord, type Peer } from './board.testkit.ts';
import type { InsertObstacle } from './CanvasExchange.ts';
import { writeParts } from './writeParts.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const contentOf = (bytes: Uint8Array, name: string): BoardContent => {
  const read = readFileBytes(bytes, name);
  if (!read.ok) expect.unreachable(`${read.code}: ${read.detail}`);
  return settleImages(read.content, new Map()).content;
};
const LINES = bytesOf(Array.from({ length: 30 }, (_, i) => `Idea ${i}`).join('\n'));

/** A board with one note of each of two people. */
function boardOfTwo(): [ada: Peer, ben: Peer] {
  const [ada, ben] = makePeers(2);
  if (!ada || !ben) expect.unreachable();
  ada.store.put([noteRecord(ada.store, 'a', 'Was here')]);
  ada.hear();
  ada.binding.writeNow();
  return [ada, ben];
}

/** As the canvas does it: a mark, the parts, and one step of all of them; or nothing, when something stands in the way. */
async function bringIn(
  peer: Peer,
  content: BoardContent,
  recordsInPart = 4,
  giveUpAfter = Infinity,
  obstacle: () => InsertObstacle | null = () => null,
): Promise<InsertObstacle | null> {
  const abort = new AbortController();
  peer.history.mark('bring in');
  const { parts } = planInsertion(readBoard(peer.doc).records, content, { idPrefix: 'new' }, recordsInPart);
  const onProgress = (done: number) => {
    if (done >= giveUpAfter) abort.abort();
  };
  const stopped = await writeParts({
    ...peer,
    parts,
    intentOf: () => ({ kind: 'import' }),
    signal: abort.signal,
    obstacle,
    onProgress,
  });
  if (stopped === null) peer.history.squashTo('bring in');
  else peer.history.bailTo('bring in');
  return stopped;
}

const recordsOn = ({ doc }: Peer) => Object.fromEntries(readBoard(doc).records);

describe('bringing content in by parts', () => {
  it('[X11] is one step, to be taken back and made again, for everybody', async () => {
    const [ada, ben] = boardOfTwo();
    const before = recordsOn(ada);
    expect(await bringIn(ada, contentOf(LINES, 'ideas.txt'))).toBeNull();
    const after = recordsOn(ada);
    expect(itemsOf(readBoard(ben.doc).records)).toHaveLength(31);
    ada.history.undo();
    expect(recordsOn(ada)).toEqual(before);
    expect(recordsOn(ben)).toEqual(before);
    expect(ada.history.canUndo).toBe(true);
    ada.history.redo();
    expect(recordsOn(ben)).toEqual(after);
  });

  it('[X11] says of each part that it was brought in', async () => {
    const [ada] = boardOfTwo();
    const before = ada.updates.length;
    await bringIn(ada, contentOf(LINES, 'ideas.txt'));
    expect(ada.updates.length - before).toBeGreaterThan(5);
    expect(ada.intents).toEqual(Array.from({ length: ada.updates.length - before }, () => ({ kind: 'import' })));
  });

  it('[X11] given up half-way leaves nothing behind, and what others did meanwhile', async () => {
    const [ada, ben] = boardOfTwo();
    const bringing = bringIn(ada, contentOf(LINES, 'ideas.txt'), 4, 3);
    ben.store.put([noteRecord(ben.store, 'b', 'Meanwhile')]);
    ben.hear();
    ben.binding.writeNow();
    expect(await bringing).toBe('cancelled');
    for (const peer of [ada, ben]) {
      const ids = itemsOf(readBoard(peer.doc).records).map(({ id }) => id);
      expect(ids.toSorted()).toEqual([createShapeId('a'), createShapeId('b')]);
    }
    expect(ada.history.canRedo).toBe(false);
  });

  it('[X11] onto a page that somebody deletes meanwhile leaves nothing behind, in the document either', async () => {
    const [ada, ben] = boardOfTwo();
    const before = [...ada.doc.getMap('records').keys()].filter((id) => id !== 'page:page');
    const obstacle = () => (readBoard(ada.doc).records.has('page:page') ? null : 'page_gone');
    ben.doc.getMap('records').set(
      'page:other',
      new Y.Map([
        ['name', 'Other'],
        ['index', 'a2'],
      ]),
    );
    const bringing = bringIn(ada, contentOf(LINES, 'ideas.txt'), 4, Infinity, obstacle);
    ben.doc.getMap('records').delete('page:page');
    expect(await bringing).toBe('page_gone');
    for (const { doc } of [ada, ben]) {
      expect([...doc.getMap('records').keys()].toSorted()).toEqual([...before, 'page:other'].toSorted());
    }
  });

  it('[X11] writes no further part once something stands in the way', async () => {
    const [ada] = boardOfTwo();
    const before = ada.updates.length;
    let parts = 0;
    const { signal } = new AbortController();
    const plan = planInsertion(readBoard(ada.doc).records, contentOf(LINES, 'ideas.txt'), { idPrefix: 'new' }, 4);
    const obstacle = () => (parts === 2 ? 'read_only' : null);
    const onProgress = () => void (parts += 1);
    expect(
      await writeParts({
        ...ada,
        parts: plan.parts,
        intentOf: () => ({ kind: 'import' }),
        signal,
        obstacle,
        onProgress,
      }),
    ).toBe('read_only');
    expect(ada.updates.length - before).toBe(2);
  });
});

/** Bytes as files have them that were cut, damaged in one place, or made to do harm. */
const hostileFiles = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.constantFrom(oldTldrawFile(), excalidrawFile()), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 8 }))
    .map(([file, cut, at, other]) => {
      const bytes = bytesOf(JSON.stringify(file));
      if (cut % 2 === 0) return bytes.subarray(0, cut % bytes.length);
      bytes.set(other.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
      return bytes;
    }),
  fc.nat({ max: 100_000 }).map((depth) => {
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    return bytesOf(`{"type":"excalidraw","version":2,"elements":[{"type":"rectangle","customData":${deep}}]}`);
  }),
  fc
    .constantFrom('<svg onload="alert(1)">', '<svg><script>1</script></svg>', '<!DOCTYPE x [<!ENTITY a "&a;">]>')
    .map((svg) => {
      const [element] = excalidrawFile().elements.filter((one) => 'fileId' in one);
      const dataURL = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      return bytesOf(
        JSON.stringify({ type: 'excalidraw', version: 2, elements: [element], files: { f1: { dataURL } } }),
      );
    }),
);

describe('anything at all as a file', () => {
  it('[X10] is refused with a code and changes nothing, or comes in as a sound board and can be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFiles, fc.constantFrom('x.tldr', 'x.excalidraw'), async (bytes, name) => {
        const read = readFileBytes(bytes, name);
        if (!read.ok) {
          expect(['unsupported', 'broken', 'too_new', 'too_old', 'too_large', 'empty']).toContain(read.code);
          return;
        }
        const [ada, ben] = boardOfTwo();
        const before = recordsOn(ada);
        const { content } = settleImages(read.content, new Map());
        await bringIn(ada, content, 50);
        const view = readBoard(ben.doc);
        expectSound(view);
        expect(view.quarantined.size).toBe(0);
        if (content.records.some(({ typeName }) => typeName === 'shape')) ada.history.undo();
        expect(recordsOn(ben)).toEqual(before);
        for (const peer of [ada, ben]) peer.destroy();
      }),
      { numRuns: 60 },
    );
  });
});
