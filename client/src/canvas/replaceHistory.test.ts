// @vitest-environment jsdom
import { makeEditingPeers } from './editingPeers.testkit.ts';
import { createBindingId, createShapeId, PageRecordType, toRichText } from 'tldraw';
import type { Editor, TLShape } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settle } from './board.testkit.ts';
import type { EditingPeer } from './editingPeers.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
const ARROW = createShapeId('arrow');
let peers: EditingPeer[] = [];
let ann: Editor;
let ben: Editor;

beforeEach(() => {
  peers = makeEditingPeers(2);
  [ann, ben] = peers.map(({ editor }) => editor) as [Editor, Editor];
  ann.createShapes([
    { id: A, type: 'note', x: 100, y: 200, props: { richText: toRichText('Where?') } },
    { id: B, type: 'geo', x: 400, y: 300 },
    { id: ARROW, type: 'arrow' },
  ]);
  const props = { normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' as const };
  ann.createBindings([
    { id: createBindingId(), type: 'arrow', fromId: ARROW, toId: A, props: { ...props, terminal: 'start' } },
    { id: createBindingId(), type: 'arrow', fromId: ARROW, toId: B, props: { ...props, terminal: 'end' } },
  ]);
  settle(peers);
  for (const { history } of peers) history.clear();
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
});

/** What everybody has on the board, in the order of ids. */
function board(): unknown[] {
  settle(peers);
  const boards = peers.map(({ store }) => store.serialize('document'));
  expect(boards[1]).toEqual(boards[0]);
  return Object.values(boards[0] ?? {}).filter(({ typeName }) => typeName !== 'document' && typeName !== 'user');
}

function step(editor: Editor, act: () => void): void {
  editor.markHistoryStoppingPoint();
  act();
  settle(peers);
}

const shapesOf = (editor: Editor): TLShape[] => editor.getCurrentPageShapes();

/** Everything of tldraw's that is one step for people. */
const ONE_STEP: readonly [what: string, act: () => void][] = [
  [
    'a paste',
    () => {
      const content = ann.getContentFromCurrentPage([A, B, ARROW]);
      if (!content) throw new Error('nothing to paste');
      ann.putContentOntoCurrentPage(content, { point: { x: 900, y: 900 }, select: true });
    },
  ],
  ['a duplication', () => ann.duplicateShapes([A, B, ARROW], { x: 50, y: 50 })],
  ['a group', () => ann.groupShapes([A, B])],
  ['a removal', () => ann.deleteShapes([A, B])],
  [
    'a new page that is opened',
    () => {
      const id = PageRecordType.createId();
      ann.createPage({ id, name: 'Two' });
      ann.setCurrentPage(id);
      ann.createShape({ type: 'note' });
    },
  ],
  ['a copy of a page', () => ann.duplicatePage(ann.getCurrentPageId())],
  ['a move of several items', () => ann.nudgeShapes([A, B], { x: 10, y: 20 })],
  ['a new order', () => ann.sendToBack([B, ARROW])],
];

describe("tldraw's editor on the history of the board", () => {
  it.each(ONE_STEP)('[U3] takes back and redoes %s as one step', (_, act) => {
    const before = board();
    step(ann, act);
    const after = board();
    expect(after).not.toEqual(before);
    ann.undo();
    expect(board()).toEqual(before);
    ann.redo();
    expect(board()).toEqual(after);
    ann.undo();
    expect(board()).toEqual(before);
    expect(ann.canUndo()).toBe(false);
  });

  it('[U3] takes back that a page was removed, with what was on it', () => {
    const second = PageRecordType.createId();
    step(ann, () => ann.createPage({ id: second, name: 'Two' }));
    const before = board();
    step(ann, () => ann.deletePage(ann.getCurrentPageId()));
    expect(ann.getCurrentPageId()).toBe(second);
    ann.undo();
    expect(board()).toEqual(before);
  });

  it('[U3] takes back that a group was dissolved', () => {
    step(ann, () => ann.groupShapes([A, B]));
    const before = board();
    step(ann, () => ann.ungroupShapes(ann.getSelectedShapeIds()));
    expect(shapesOf(ben).some(({ type }) => type === 'group')).toBe(false);
    ann.undo();
    expect(board()).toEqual(before);
  });

  it('[U7][U10] takes back a group but for the item that somebody has moved in it', () => {
    step(ann, () => ann.groupShapes([A, B], { groupId: createShapeId('group') }));
    step(ben, () => ben.updateShape({ id: A, type: 'note', x: 30 }));
    const place = ben.getShapePageBounds(A);
    ann.undo();
    board();
    for (const editor of [ann, ben]) {
      expect(editor.getShape(A)).toMatchObject({ parentId: createShapeId('group'), x: 30 });
      expect(editor.getShape(B)?.parentId).toBe(editor.getCurrentPageId());
      expect(editor.getShapePageBounds(A)).toEqual(place);
    }
  });

  it('[U10] leaves a page of mine that somebody has put something on', () => {
    const second = PageRecordType.createId();
    step(ann, () => ann.createPage({ id: second, name: 'Two' }));
    step(ben, () => ben.setCurrentPage(second).createShape({ type: 'note' }));
    ann.undo();
    board();
    for (const editor of [ann, ben]) expect(editor.getPage(second)?.name).toBe('Two');
    expect(shapesOf(ben)).toHaveLength(1);
  });

  it('[U8] brings back of a group that I removed only what nobody else has removed', () => {
    step(ann, () => ann.groupShapes([A, B]));
    const [group] = ann.getSelectedShapeIds();
    step(ben, () => ben.deleteShapes([A]));
    step(ann, () => group && ann.deleteShapes([group]));
    ann.undo();
    board();
    for (const editor of [ann, ben])
      expect([A, B].map((id) => editor.getShape(id) !== undefined)).toEqual([false, true]);
  });
});
