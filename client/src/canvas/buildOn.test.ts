// @vitest-environment jsdom
import { makeEditingPeers, settle } from './editingPeers.testkit.ts';
import type { EditingPeer } from './editingPeers.testkit.ts';
import type { ItemId } from '@weft/protocol';
import { createShapeId } from 'tldraw';
import type { TLShape, TLShapeId } from 'tldraw';
import { afterEach, describe, expect, it } from 'vitest';
import { noteRecord } from './board.testkit.ts';
import { buildOn } from './buildOn.ts';

const [A, B] = ['a', 'b'].map((name) => createShapeId(name)) as [TLShapeId, TLShapeId];
let peers: EditingPeer[] = [];

/** Two people on a board with two notes below each other. */
function start(): [EditingPeer, EditingPeer] {
  peers = makeEditingPeers(2);
  const [ann, ben] = peers as [EditingPeer, EditingPeer];
  ann.store.put([noteRecord(ann.store, 'a', 'Where?'), { ...noteRecord(ann.store, 'b', 'When?'), y: 300 }]);
  settle(peers);
  ann.updates.length = 0;
  return [ann, ben];
}

const shapesOf = ({ editor }: EditingPeer, type: string): TLShape[] =>
  editor.getCurrentPageShapes().filter((shape) => shape.type === type);

const endsOf = ({ editor }: EditingPeer, arrow: TLShape): Record<string, string> =>
  Object.fromEntries(editor.getBindingsFromShape(arrow.id, 'arrow').map(({ toId, props }) => [props.terminal, toId]));

/** The new note as the other person has it. */
const built = ({ editor }: EditingPeer, id: ItemId | null) => editor.getShape(id as string as TLShapeId);

afterEach(() => {
  for (const peer of peers) peer.destroy();
});

describe('building on an item', () => {
  it('makes a note beside it with an arrow from it and the caret in it, in one update behind its intent', () => {
    const [ann, ben] = start();
    const id = buildOn(ann.editor, ann.binding, [A]);
    expect(ann.intents).toEqual([{ kind: 'build-on', sources: [A] }]);
    expect(ann.updates).toHaveLength(1);
    expect(ann.editor.getEditingShapeId()).toBe(id);
    settle(peers);
    expect(built(ben, id)).toMatchObject({ type: 'note', x: 420, y: 0 });
    const [arrow] = shapesOf(ben, 'arrow') as [TLShape];
    expect(endsOf(ben, arrow)).toEqual({ start: A, end: id });
  });

  it('is one step to undo', () => {
    const [ann, ben] = start();
    buildOn(ann.editor, ann.binding, [A]);
    ann.editor.undo();
    settle(peers);
    for (const peer of peers) {
      expect(shapesOf(peer, 'note')).toHaveLength(2);
      expect(shapesOf(peer, 'arrow')).toHaveLength(0);
    }
    expect(ben.editor.getShape(A)).toBeDefined();
  });

  it('takes several items together, and no arrow among them', () => {
    const [ann, ben] = start();
    buildOn(ann.editor, ann.binding, [A]);
    settle(peers);
    const [arrow] = shapesOf(ann, 'arrow') as [TLShape];
    ann.intents.length = 0;
    const id = buildOn(ann.editor, ann.binding, [A, B, arrow.id]);
    expect(ann.intents).toEqual([{ kind: 'build-on', sources: [A, B] }]);
    settle(peers);
    const starts = shapesOf(ben, 'arrow')
      .map((one) => endsOf(ben, one))
      .filter(({ end }) => end === id);
    expect(new Set(starts.map((ends) => ends['start']))).toEqual(new Set([A, B]));
    expect(buildOn(ann.editor, ann.binding, [arrow.id])).toBeNull();
  });

  it('stays in the frame of what it is built on, but not in a locked one', () => {
    const [ann, ben] = start();
    const frame = createShapeId('frame');
    ann.editor.createShape({ id: frame, type: 'frame', x: -50, y: -50, props: { w: 900, h: 700 } });
    ann.editor.reparentShapes([A], frame);
    settle(peers);
    expect(built(ben, buildOnSettled(ann, [A]))?.parentId).toBe(frame);
    for (const peer of peers) peer.binding.setLocked(new Set([frame]));
    const outside = built(ben, buildOnSettled(ann, [A]));
    expect(outside?.parentId).toBe(ben.editor.getCurrentPageId());
    expect(ben.editor.getShape(A)?.parentId).toBe(frame);
  });

  it('does nothing for a viewer', () => {
    const [ann] = start();
    ann.editor.updateInstanceState({ isReadonly: true });
    expect(buildOn(ann.editor, ann.binding, [A])).toBeNull();
    expect(ann.updates).toHaveLength(0);
  });
});

function buildOnSettled(peer: EditingPeer, from: readonly TLShapeId[]): ItemId | null {
  const id = buildOn(peer.editor, peer.binding, from);
  peer.editor.complete();
  settle(peers);
  return id;
}
