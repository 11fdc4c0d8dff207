// @vitest-environment jsdom
import { makeEditingPeers, settle } from './editingPeers.testkit.ts';
import type { EditingPeer } from './editingPeers.testkit.ts';
import { createShapeId, react } from 'tldraw';
import { afterEach, describe, expect, it } from 'vitest';
import { noteRecord } from './board.testkit.ts';
import { MAX_PAGES, pagesSignal } from './createCanvasPages.ts';

const A = createShapeId('a');
let peers: EditingPeer[] = [];

/** Two people on a board with a note on its first page. */
function start(): [EditingPeer, EditingPeer] {
  peers = makeEditingPeers(2);
  const [ann, ben] = peers as [EditingPeer, EditingPeer];
  ann.store.put([noteRecord(ann.store, 'a', 'Where?')]);
  settle(peers);
  return [ann, ben];
}

const names = ({ editor }: EditingPeer): string[] => editor.getPages().map(({ name }) => name);
const firstPage = ({ editor }: EditingPeer): string => editor.getPages()[0]?.id ?? '';

/** What each does without having heard of the other's; then both hear of everything. */
function atOnce(...acts: readonly [EditingPeer, () => void][]): void {
  const late: (() => void)[] = [];
  for (const [peer] of acts) late.push(peer.hold());
  for (const [, act] of acts) act();
  for (const release of late) release();
  settle(peers);
}

afterEach(() => {
  for (const peer of peers) peer.destroy();
});

describe('one person', () => {
  it('adds a page and is on it, renames it and puts it before the other, each undone alone', () => {
    const [ann, ben] = start();
    const added = ann.pages.add() ?? '';
    expect(ann.editor.getCurrentPageId()).toBe(added);
    ann.pages.rename(added, 'Ideas');
    ann.pages.shift(added, -1);
    settle(peers);
    for (const peer of peers) expect(names(peer)).toEqual(['Ideas', 'Page 1']);
    expect(ben.editor.getCurrentPageId()).not.toBe(added);
    ann.editor.undo();
    settle(peers);
    for (const peer of peers) expect(names(peer)).toEqual(['Page 1', 'Ideas']);
    ann.editor.undo();
    ann.editor.undo();
    settle(peers);
    for (const peer of peers) expect(names(peer)).toEqual(['Page 1']);
  });

  it('takes what is selected to another page, and undo brings it back', () => {
    const [ann, ben] = start();
    const from = firstPage(ann);
    const to = ann.pages.add() ?? '';
    ann.pages.goTo(from);
    ann.editor.select(A);
    ann.pages.takeSelectionTo(to);
    settle(peers);
    expect(ann.editor.getCurrentPageId()).toBe(to);
    for (const peer of [ann, ben]) expect(peer.note(A).parentId).toBe(to);
    ann.editor.undo();
    settle(peers);
    for (const peer of [ann, ben]) expect(peer.note(A).parentId).toBe(from);
  });

  it('removes a page with what is on it, and has both back as long as nothing else was done', () => {
    const [ann, ben] = start();
    ann.pages.add();
    settle(peers);
    const removal = ann.pages.remove(firstPage(ann));
    settle(peers);
    for (const peer of [ann, ben]) expect([names(peer), peer.store.has(A)]).toEqual([['Page 2'], false]);
    expect(removal?.undo()).toBe(true);
    settle(peers);
    for (const peer of [ann, ben]) expect([names(peer), peer.store.has(A)]).toEqual([['Page 1', 'Page 2'], true]);

    const again = ann.pages.remove(firstPage(ann));
    ann.pages.rename(firstPage(ann), 'Another');
    expect(again?.undo()).toBe(false);
    expect(names(ann)).toEqual(['Another']);
  });

  it('cannot remove the last page, nor add more than there may be', () => {
    const [ann] = start();
    expect(ann.pages.remove(firstPage(ann))).toBeNull();
    for (let count = 1; count < MAX_PAGES; count++) expect(ann.pages.add()).not.toBeNull();
    expect(ann.pages.add()).toBeNull();
    expect(names(ann)).toHaveLength(MAX_PAGES);
  });

  it('who may only look turns pages and changes nothing', () => {
    const [ann, ben] = start();
    const added = ann.pages.add() ?? '';
    settle(peers);
    ben.editor.updateInstanceState({ isReadonly: true });
    ben.pages.goTo(added);
    expect(ben.editor.getCurrentPageId()).toBe(added);
    expect([ben.pages.add(), ben.pages.remove(added)]).toEqual([null, null]);
    ben.pages.rename(added, 'Mine');
    ben.pages.shift(added, -1);
    settle(peers);
    expect(names(ann)).toEqual(['Page 1', 'Page 2']);
  });
});

describe('two people at once', () => {
  it('a page that somebody removes while I am on it leaves me on another one', () => {
    const [ann, ben] = start();
    const added = ann.pages.add() ?? '';
    settle(peers);
    ben.pages.goTo(added);
    ben.editor.createShape({ id: createShapeId('b'), type: 'note', x: 0, y: 0 });
    settle(peers);
    ann.pages.remove(added);
    settle(peers);
    expect(ben.editor.getCurrentPageId()).toBe(firstPage(ben));
    expect(ben.editor.getCurrentPageShapeIds()).toEqual(new Set([A]));
    ben.editor.createShape({ id: createShapeId('c'), type: 'note', x: 300, y: 0 });
    settle(peers);
    expect(ann.store.has(createShapeId('c'))).toBe(true);
  });

  it('nothing is drawn while the open page is gone and none has taken its place', () => {
    const [ann, ben] = start();
    const added = ann.pages.add() ?? '';
    settle(peers);
    ben.pages.goTo(added);
    const drawn: number[] = [];
    // As the canvas does it: outside of React, whenever something changes.
    const stop = react('draw', () => drawn.push(ben.editor.getRenderingShapes().length));
    ann.pages.remove(added);
    settle(peers);
    stop();
    expect(drawn).toEqual([0, 1]);
  });

  it('both removing one of the last two leaves a board with an empty page to go on with', () => {
    const [ann, ben] = start();
    const second = ann.pages.add() ?? '';
    settle(peers);
    atOnce([ann, () => ann.pages.remove(firstPage(ann))], [ben, () => ben.pages.remove(second)]);
    for (const peer of peers) {
      expect(names(peer)).toEqual(['Page 1']);
      expect(peer.editor.getCurrentPageShapeIds().size).toBe(0);
    }
    // What is put there stays when more pages come.
    ben.editor.createShape({ id: createShapeId('b'), type: 'note', x: 0, y: 0 });
    settle(peers);
    ann.pages.add();
    settle(peers);
    for (const peer of peers) {
      expect(names(peer)).toEqual(['Page 1', 'Page 2']);
      expect(peer.store.has(createShapeId('b'))).toBe(true);
    }
  });

  it('both renaming a page leaves one of the names, and both shifting leaves every page', () => {
    const [ann, ben] = start();
    const second = ann.pages.add() ?? '';
    settle(peers);
    atOnce([ann, () => ann.pages.rename(second, 'Anns')], [ben, () => ben.pages.rename(second, 'Bens')]);
    expect(names(ann)).toEqual(names(ben));
    expect(['Anns', 'Bens']).toContain(names(ann)[1]);
    atOnce([ann, () => ann.pages.shift(second, -1)], [ben, () => ben.pages.shift(firstPage(ben), 1)]);
    expect(names(ann)).toEqual(names(ben));
    expect(names(ann)).toHaveLength(2);
  });

  it('removing a page does not take along what somebody else moved off it meanwhile', () => {
    const [ann, ben] = start();
    const from = firstPage(ann);
    const second = ann.pages.add() ?? '';
    settle(peers);
    ben.editor.select(A);
    ben.pages.takeSelectionTo(second);
    settle(peers);
    ann.pages.remove(from);
    settle(peers);
    for (const peer of peers) expect(peer.note(A).parentId).toBe(second);
  });
});

it('the pages stay the same value while nothing about them changes', () => {
  const [ann] = start();
  const shown = pagesSignal(ann.editor);
  const before = shown.get();
  expect(before).toEqual({ pages: [{ id: firstPage(ann), name: 'Page 1', people: [] }], currentId: firstPage(ann) });
  ann.editor.createShape({ type: 'note', x: 0, y: 0 });
  expect(shown.get()).toBe(before);
  ann.pages.rename(firstPage(ann), 'Another');
  expect(shown.get()).not.toBe(before);
});
