// @vitest-environment jsdom
// oxlint-disable-next-line no-unassigned-import -- tldraw looks at the browser as it is loaded
import './browserParts.testkit.ts';
import { createShapeId } from 'tldraw';
import type { TLPointerEventInfo } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FuzzPeer } from './FuzzPeer.testkit.ts';
import { FuzzRelay } from './FuzzRelay.testkit.ts';

/** Measured for longer: 200 items for 10 s told 3 kB a second; a stroke of a minute told 8 kB a second and wrote 26 kB. */
const DRAG_S = 2;
const DRAW_S = 15;

const FRAME_MS = 16;
const TELL_MS = 50;

/** What leaves one page while somebody works on it. */
interface Cost {
  readonly presenceBytes: number;
  readonly updates: number;
  readonly updateBytes: number;
}

/** A hundred frames of tldraw's own editor with two hundred items take a while on a busy machine. */
const TIME = { timeout: 90_000 };

let peer: FuzzPeer;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  peer = new FuzzPeer(new FuzzRelay(), 'ann', 1_001);
});
afterEach(() => {
  peer.destroy();
  vi.useRealTimers();
});

function point(name: 'pointer_down' | 'pointer_move' | 'pointer_up', x: number, y: number): void {
  const keys = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, accelKey: false };
  const info: TLPointerEventInfo = {
    type: 'pointer',
    target: 'canvas',
    name,
    point: { x, y, z: 0.5 },
    pointerId: 1,
    button: 0,
    isPen: false,
    ...keys,
  };
  peer.editor.dispatch(info);
  peer.editor.emit('tick', FRAME_MS);
}

/** Moves the pointer once a frame and tells of it twenty times a second: of the fields what changed, as the page does. */
function gesture(seconds: number, at: (frame: number) => readonly [x: number, y: number]): Cost {
  const told = new Map<string, string>();
  let [presenceBytes, updates, updateBytes, nextTell] = [0, 0, 0, 0];
  peer.doc.on('update', (update: Uint8Array) => {
    updates += 1;
    updateBytes += update.byteLength;
  });
  point('pointer_down', ...at(0));
  for (let frame = 1; frame * FRAME_MS < seconds * 1_000; frame++) {
    point('pointer_move', ...at(frame));
    vi.advanceTimersByTime(FRAME_MS);
    if (frame * FRAME_MS < nextTell) continue;
    nextTell += TELL_MS;
    const fields = Object.entries(peer.binding.gestureToSend() ?? { gesture: null });
    for (const [name, value] of fields) {
      const json = JSON.stringify(value);
      if (told.get(name) !== json) presenceBytes += name.length + json.length + 4;
      told.set(name, json);
    }
  }
  point('pointer_up', ...at(Math.floor((seconds * 1_000) / FRAME_MS)));
  peer.binding.writeNow();
  return { presenceBytes, updates, updateBytes };
}

describe('what a gesture costs', () => {
  it('[G2] dragging 200 items tells their ids once and then some bytes, and writes four times a second', TIME, () => {
    const ids = Array.from({ length: 200 }, (_, i) => createShapeId(`note-with-an-id-as-long-${i}`));
    peer.editor.createShapes(
      ids.map((id, i) => ({ id, type: 'note', x: (i % 20) * 220, y: Math.floor(i / 20) * 220 })),
    );
    peer.editor.select(...ids);
    peer.binding.writeNow();
    vi.advanceTimersByTime(1_000);
    const cost = gesture(DRAG_S, (frame) => [100 + frame * 1.5, 100 + Math.sin(frame / 20) * 50]);
    expect(peer.differences()).toEqual([]);
    expect(cost.updates).toBeLessThanOrEqual(DRAG_S * 4 + 2);
    expect(cost.presenceBytes).toBeLessThan(200 * 40 + DRAG_S * 3_000);
  });

  it('[G3] drawing tells some kilobytes a second, writes some a minute, and that four times a second', TIME, () => {
    peer.editor.setCurrentTool('draw');
    vi.advanceTimersByTime(1_000);
    const cost = gesture(DRAW_S, (frame) => [
      500 + Math.cos(frame / 12) * 300 + Math.sin(frame / 5) * 40,
      350 + Math.sin(frame / 15) * 250,
    ]);
    expect(peer.differences()).toEqual([]);
    // tldraw begins a new stroke after some hundred points, which is written when it is marked.
    expect(cost.updates).toBeLessThanOrEqual(DRAW_S * 4 + 5);
    expect(cost.presenceBytes).toBeLessThan(DRAW_S * 12_000);
    expect(cost.updateBytes).toBeLessThan(DRAW_S * 600);
  });
});
