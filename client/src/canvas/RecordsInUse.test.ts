import type { TLAsset, TLPage, TLShape } from 'tldraw';
import { AssetRecordType, createShapeId, PageRecordType } from 'tldraw';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePeers, noteRecord, settle } from './board.testkit.ts';
import type { Peer } from './board.testkit.ts';
import { step, textOf, type } from './history.testkit.ts';

const A = createShapeId('a');
const B = createShapeId('b');
let peers: Peer[] = [];
let ann: Peer;
let ben: Peer;

beforeEach(() => {
  peers = makePeers(2);
  [ann, ben] = peers as [Peer, Peer];
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
});

const frameRecord = (name: string, parentId: TLShape['parentId']): TLShape => ({
  ...noteRecord(ann.store, name),
  type: 'frame',
  parentId,
  props: { w: 400, h: 300, name: '', color: 'black' },
});

const pageRecord = (): TLPage =>
  PageRecordType.create({ id: PageRecordType.createId('two'), name: 'Two', index: noteRecord(ann.store, 'd').index });

const picture = (): TLAsset =>
  AssetRecordType.create({
    type: 'image',
    props: { name: 'a.png', src: null, w: 40, h: 30, mimeType: 'image/png', isAnimated: false },
  });

const pictureShape = (name: string, asset: TLAsset): TLShape => ({
  ...noteRecord(ann.store, name),
  type: 'image',
  props: {
    w: 40,
    h: 30,
    playing: true,
    url: '',
    assetId: asset.id,
    crop: null,
    flipX: false,
    flipY: false,
    altText: '',
  },
});

/** Which of these everybody has on their board. */
function shown(...ids: readonly TLShape['id' | 'parentId'][]): boolean[] {
  settle(peers);
  const have = peers.map(({ store }) => ids.map((id) => store.has(id)));
  expect(have[1]).toEqual(have[0]);
  return have[0] ?? [];
}

describe('what I made that undo leaves, as others have their work in it', () => {
  it('[U9] takes back that I made an item, but not one that others have written in', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, () => ann.store.put([noteRecord(ann.store, 'b')]));
    settle(peers);
    ann.history.undo();
    expect(shown(A, B)).toEqual([true, false]);
    type(ben, A, 'Mine');
    ann.history.undo();
    expect(shown(A)).toEqual([true]);
    expect(textOf(ann, A)).toBe('Mine');
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ x: 0, props: { color: 'black' } });
  });

  it('[U9] takes back what I gave an item that others have written in', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'a')]));
    settle(peers);
    type(ben, A, 'Mine');
    step(ann, () => ann.change(A, (note) => ({ ...note, rotation: 1, meta: { source: 'ann' } })));
    ann.history.undo();
    settle(peers);
    for (const peer of peers) expect(peer.note(A)).toMatchObject({ rotation: 0, meta: {} });
  });

  it('[U9] does not remove again what I had brought back and others have written in since', () => {
    step(ann, () => ann.store.put([noteRecord(ann.store, 'a')]));
    step(ann, () => ann.store.remove([A]));
    ann.history.undo();
    settle(peers);
    type(ben, A, 'Mine');
    ann.history.redo();
    expect(shown(A)).toEqual([true]);
    expect(textOf(ann, A)).toBe('Mine');
  });

  it('[U10] leaves a frame of mine that somebody has put an item in, and what the frame lies on', () => {
    const page = pageRecord();
    step(ann, () => ann.store.put([page, frameRecord('a', page.id)]));
    settle(peers);
    step(ben, () => ben.store.put([{ ...noteRecord(ben.store, 'b'), parentId: A }]));
    settle(peers);
    ann.history.undo();
    expect(shown(page.id, A, B)).toEqual([true, true, true]);
    ben.store.remove([B]);
    expect(shown(A, B)).toEqual([true, false]);
  });

  it('[U10] takes back a frame of mine with what I made in it', () => {
    const page = pageRecord();
    step(ann, () => ann.store.put([page, frameRecord('a', page.id), { ...noteRecord(ann.store, 'b'), parentId: A }]));
    settle(peers);
    ann.history.undo();
    expect(shown(page.id, A, B)).toEqual([false, false, false]);
    ann.history.redo();
    expect(shown(page.id, A, B)).toEqual([true, true, true]);
  });

  it('[U10] leaves the picture of an image that I pasted and somebody has copied', () => {
    const asset = picture();
    step(ann, () => ann.store.put([asset, pictureShape('a', asset)]));
    settle(peers);
    step(ben, () => ben.store.put([pictureShape('b', asset)]));
    settle(peers);
    ann.history.undo();
    expect(shown(A, B)).toEqual([false, true]);
    for (const { store } of peers) expect(store.has(asset.id)).toBe(true);
  });
});
