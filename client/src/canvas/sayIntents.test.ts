// @vitest-environment jsdom
import { makeEditingPeers } from './editingPeers.testkit.ts';
import type { EditingPeer } from './editingPeers.testkit.ts';
import { createShapeId } from 'tldraw';
import type { Editor, TLShapeId } from 'tldraw';
import { afterEach, describe, expect, it } from 'vitest';
import { noteRecord } from './board.testkit.ts';

const [A, B, C] = ['a', 'b', 'c'].map((name) => createShapeId(name)) as [TLShapeId, TLShapeId, TLShapeId];
let peers: EditingPeer[] = [];

const BOX = createShapeId('box');

/** Three notes and a box that lie askew, the notes selected. */
function start(): EditingPeer {
  peers = makeEditingPeers(1);
  const [ann] = peers as [EditingPeer];
  const places = { a: [0, 0], b: [310, 40], c: [900, 90] } as const;
  ann.store.put(
    Object.entries(places).map(([name, [x, y]]) => ({ ...noteRecord(ann.store, name, `Note ${name}`), x, y })),
  );
  ann.editor.createShape({ id: BOX, type: 'geo', x: 40, y: 500, props: { w: 90, h: 40 } });
  ann.binding.writeNow();
  ann.editor.select(A, B, C);
  ann.intents.length = 0;
  return ann;
}

afterEach(() => {
  for (const peer of peers) peer.destroy();
});

describe('tidying', () => {
  const TIDYING: readonly [string, (editor: Editor) => unknown][] = [
    ['aligning', (editor) => editor.alignShapes([A, B, C], 'top')],
    ['aligning both ways at once', (editor) => editor.alignShapes([A, B, C], 'center')],
    ['distributing', (editor) => editor.distributeShapes([A, B, C], 'horizontal')],
    ['stacking', (editor) => editor.stackShapes([A, B, C], 'vertical', 20)],
    ['stretching', (editor) => editor.stretchShapes([A, BOX], 'vertical')],
    ['packing', (editor) => editor.packShapes([A, B, C], 20)],
  ];

  it.each(TIDYING)('%s says so once, with the change', (_what, tidy) => {
    const ann = start();
    ann.updates.length = 0;
    tidy(ann.editor);
    expect(ann.updates.length).toBeGreaterThan(0);
    expect(ann.intents).toEqual([{ kind: 'tidy' }]);
  });

  it('that changes nothing says nothing, then or later', () => {
    const ann = start();
    ann.editor.alignShapes([A, B, C], 'top');
    ann.intents.length = 0;
    ann.editor.alignShapes([A, B, C], 'top');
    ann.editor.nudgeShapes([A], { x: 5, y: 0 });
    ann.binding.writeNow();
    expect(ann.intents).toEqual([]);
  });
});

describe('copying', () => {
  it('by duplicating says what was copied', () => {
    const ann = start();
    ann.editor.duplicateShapes([A, B], { x: 20, y: 20 });
    expect(ann.intents).toEqual([{ kind: 'copy', sources: [A, B] }]);
  });

  it('by dragging with Alt says what was copied', () => {
    const { editor, intents } = start();
    editor.select(A);
    const at = (name: 'pointer_down' | 'pointer_move' | 'pointer_up', x: number, y: number) =>
      editor.dispatch({
        type: 'pointer',
        target: 'canvas',
        name,
        point: { x, y, z: 0.5 },
        pointerId: 1,
        button: 0,
        isPen: false,
        shiftKey: false,
        altKey: true,
        ctrlKey: false,
        metaKey: false,
        accelKey: false,
      });
    at('pointer_down', 100, 100);
    at('pointer_move', 130, 400);
    editor.emit('tick', 16);
    at('pointer_move', 160, 500);
    editor.emit('tick', 16);
    at('pointer_up', 160, 500);
    editor.emit('tick', 16);
    expect(editor.getCurrentPageShapeIds().size).toBe(5);
    expect(intents).toEqual([{ kind: 'copy', sources: [A] }]);
  });

  it('a page says which items were copied', () => {
    const { editor, intents, binding } = start();
    editor.duplicatePage(editor.getCurrentPageId());
    binding.writeNow();
    expect(intents).toEqual([{ kind: 'copy', sources: expect.arrayContaining([A, B, C]) }]);
  });

  it('of what is locked copies nothing and says nothing', () => {
    const ann = start();
    ann.binding.setLocked(new Set([A]));
    ann.editor.duplicateShapes([A]);
    ann.editor.nudgeShapes([B], { x: 5, y: 0 });
    ann.binding.writeNow();
    expect(ann.intents).toEqual([]);
  });
});

describe('pasting', () => {
  it('says what the content was copied from, however it is put on the board', async () => {
    const { editor, intents } = start();
    const content = editor.getContentFromCurrentPage([A, B]);
    if (!content) throw new Error('nothing to paste');
    editor.putContentOntoCurrentPage(content, { point: { x: 0, y: 900 } });
    expect(intents).toEqual([{ kind: 'paste', sources: expect.arrayContaining([A, B]) }]);
    intents.length = 0;
    editor.registerExternalContentHandler('tldraw', ({ content: pasted }) => {
      editor.putContentOntoCurrentPage(pasted);
    });
    await editor.putExternalContent({ type: 'tldraw', content });
    expect(intents).toEqual([{ kind: 'paste', sources: expect.arrayContaining([A, B]) }]);
  });

  it('or dropping from outside says so too, without sources', async () => {
    const { editor, intents } = start();
    editor.registerExternalContentHandler('text', () => {
      editor.createShape({ id: createShapeId('new'), type: 'note', x: 0, y: 800 });
    });
    await editor.putExternalContent({ type: 'text', text: 'From elsewhere' });
    expect(intents).toEqual([{ kind: 'paste' }]);
  });

  it('ids that could be no sources are left out', () => {
    const { editor, intents } = start();
    const content = editor.getContentFromCurrentPage([A]);
    const [shape] = content?.shapes ?? [];
    if (!content || !shape) throw new Error('nothing to paste');
    const long = `shape:${'x'.repeat(100)}` as TLShapeId;
    editor.putContentOntoCurrentPage({ ...content, rootShapeIds: [long], shapes: [{ ...shape, id: long }] });
    expect(intents).toEqual([{ kind: 'paste' }]);
  });
});

it('moving items to another page is neither copying nor pasting, and keeps them the same items', () => {
  const ann = start();
  const page = ann.pages.add();
  if (!page) throw new Error('no page');
  ann.pages.goTo(ann.editor.getPages()[0]!.id);
  ann.editor.select(A);
  ann.intents.length = 0;
  ann.pages.takeSelectionTo(page);
  expect(ann.intents).toEqual([]);
  expect(ann.note(A)).toMatchObject({ parentId: page });
});
