// @vitest-environment jsdom
import { makeEditingPeers } from './editingPeers.testkit.ts';
import type { EditingPeer } from './editingPeers.testkit.ts';
import { SOMEONE_COLOR, type ItemId, type Person } from '@weft/protocol';
import { createShapeId } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paintEdges } from './paintEdges.ts';
import type { Share, Whose } from './Whose.ts';

type Box = readonly [x: number, y: number, w: number, h: number];

let peer: EditingPeer;
beforeEach(() => {
  [peer] = makeEditingPeers(1) as [EditingPeer];
});
afterEach(() => peer.destroy());

/** A canvas that notes what is filled and cleared, in the measure of the item that is being drawn. */
function notingCanvas() {
  const filled: { readonly color: string; readonly box: Box }[] = [];
  const cleared: Box[] = [];
  const context = {
    fillStyle: '',
    setTransform: () => {},
    clearRect: (...box: Box) => cleared.push(box),
    fillRect: (...box: Box) => filled.push({ color: context.fillStyle, box }),
  };
  const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement;
  return { canvas, filled, cleared };
}

const person = (color: string) => ({ id: color, name: color, color }) as Person;
const RED = '#b5382a';
const BLUE = '#2f4b9b';
const alone: readonly Share[] = [{ person: person(RED), part: 1 }];

/** Notes in a row, 300 apart, and whose each is. */
function notesInARow(count: number, shares: readonly Share[]): Whose {
  const ids = Array.from({ length: count }, (_, i) => createShapeId(`n${i}`));
  peer.editor.createShapes(ids.map((id, i) => ({ id, type: 'note', x: i * 300, y: 100 })));
  return new Map(ids.map((id) => [id as string as ItemId, shares]));
}

describe('painting whose is what', () => {
  it('draws what is in view, and nothing else of a large page', () => {
    const whose = notesInARow(600, alone);
    const { canvas, filled } = notingCanvas();
    paintEdges(peer.editor, canvas, whose);
    // The view is 1 080 wide: four notes are in it.
    expect(filled.length).toBeGreaterThanOrEqual(4);
    expect(filled.length).toBeLessThan(12);
  });

  it('divides the lower edge by part, as thick on the screen at any zoom', () => {
    const whose = notesInARow(1, [
      { person: person(RED), part: 0.75 },
      { person: person(BLUE), part: 0.25 },
    ]);
    peer.editor.setCamera({ x: 0, y: 0, z: 0.5 });
    const { canvas, filled } = notingCanvas();
    paintEdges(peer.editor, canvas, whose);
    expect(filled).toEqual([
      { color: RED, box: [0, 190, 150, 10] },
      { color: BLUE, box: [150, 190, 50, 10] },
    ]);
  });

  it('hatches someone', () => {
    const whose = notesInARow(1, [{ person: person(SOMEONE_COLOR), part: null }]);
    const { canvas, filled } = notingCanvas();
    paintEdges(peer.editor, canvas, whose);
    expect(filled.length).toBe(20);
    expect(filled.every(({ box: [, , w] }) => w === 5)).toBe(true);
  });

  it('draws no edge over a note that lies on top', () => {
    const whose = notesInARow(2, alone);
    const { canvas, cleared } = notingCanvas();
    paintEdges(peer.editor, canvas, whose);
    expect(cleared.filter(([, , w, h]) => w === 200 && h === 200)).toHaveLength(2);
  });

  it('leaves arrows without an edge, and items that are too small to be told apart', () => {
    const arrow = createShapeId('arrow');
    peer.editor.createShape({ id: arrow, type: 'arrow', x: 10, y: 10, props: { end: { x: 200, y: 90 } } });
    const whose = new Map([...notesInARow(1, alone), [arrow as string as ItemId, alone] as const]);
    peer.editor.setCamera({ x: 0, y: 0, z: 0.05 });
    const { canvas, filled } = notingCanvas();
    paintEdges(peer.editor, canvas, whose);
    expect(filled).toEqual([]);
  });
});
