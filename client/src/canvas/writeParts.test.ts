import { itemsOf, planInsertion, readBoard, settleImages, type BoardContent } from '@weft/board-model';
import fc from 'fast-check';
import { createShapeId } from 'tldraw';
import { describe, expect, it } from 'vitest';
import { excalidrawFile, oldTldrawFile } from '../../../packages/board-model/src/exchange/sampleFiles.testkit.ts';
import { expectSound } from '../../../packages/board-model/src/view/soundBoard.testkit.ts';
import { readFileBytes } from '../exchange/readFileBytes.ts';
import { makePeers, noteRecord, type Peer } from './board.testkit.ts';
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

/** As the canvas does it: a mark, the parts, and one step of all of them; or nothing, when it is given up. */
async function bringIn(peer: Peer, content: BoardContent, recordsInPart = 4, giveUpAfter = Infinity): Promise<boolean> {
  const abort = new AbortController();
  peer.history.mark('bring in');
  const { parts } = planInsertion(readBoard(peer.doc).records, content, { idPrefix: 'new' }, recordsInPart);
  const onProgress = (done: number) => {
    if (done >= giveUpAfter) abort.abort();
  };
  const isWhole = await writeParts({ ...peer, parts, signal: abort.signal, onProgress });
  if (isWhole) peer.history.squashTo('bring in');
  else peer.history.bailTo('bring in');
  return isWhole;
}

const recordsOn = ({ doc }: Peer) => Object.fromEntries(readBoard(doc).records);

describe('bringing content in by parts', () => {
  it('[X11] is one step, to be taken back and made again, for everybody', async () => {
    const [ada, ben] = boardOfTwo();
    const before = recordsOn(ada);
    expect(await bringIn(ada, contentOf(LINES, 'ideas.txt'))).toBe(true);
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
    expect(await bringing).toBe(false);
    for (const peer of [ada, ben]) {
      const ids = itemsOf(readBoard(peer.doc).records).map(({ id }) => id);
      expect(ids.toSorted()).toEqual([createShapeId('a'), createShapeId('b')]);
    }
    expect(ada.history.canRedo).toBe(false);
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
