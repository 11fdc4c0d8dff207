import type { ItemId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { foldContributions, grownFrom, ledTo } from './index.ts';
import { Workshop, type Peer } from './workshop.testkit.ts';

const bind = (peer: Peer, name: string, arrow: string, toId: string, terminal: 'start' | 'end') =>
  peer.act(() => {
    const fields = { type: 'arrow', fromId: arrow, toId, 'props.terminal': terminal };
    peer.records.set(`binding:${name}`, new Y.Map(Object.entries(fields)));
  });

/** @returns the arrow that joins two items */
const arrow = (peer: Peer, start: string, end: string, label = '') => {
  const id = peer.add('arrow', {}, label);
  bind(peer, `${id}-start`, id, start, 'start');
  bind(peer, `${id}-end`, id, end, 'end');
  return id;
};

function meet() {
  const workshop = new Workshop(3);
  const [ann, ben, cleo] = workshop.peers as [Peer, Peer, Peer];
  const links = () =>
    foldContributions(workshop.log).links.map(({ from, kind, to, personId, why }) =>
      why === undefined ? [from, kind, to, personId] : [from, kind, to, personId, why],
    );
  return { workshop, ann, ben, cleo, links };
}

const link = (from: string, to: string) => ({ from: from as ItemId, to: to as ItemId });

describe('Lineage', () => {
  it('[L1] links what was built to what it was built on, by the intent, by the event, and once for both', () => {
    const { workshop, ann, ben, links } = meet();
    const first = ann.add('note', {}, 'abc');
    const next = ben.add('note', {}, 'ijk', { kind: 'build-on', sources: [first] });
    workshop.event(ben, { type: 'built-on', itemId: next as ItemId, sources: [first as ItemId] });
    expect(links()).toEqual([[next, 'built on', first, ben.id]]);
  });

  it('[L1] passes over sources that are not of this board, and an item that names itself', () => {
    const { workshop, ann, links } = meet();
    const note = ann.add('note', {}, 'abc', { kind: 'build-on', sources: ['shape:elsewhere'] });
    workshop.event(ann, { type: 'built-on', itemId: note as ItemId, sources: [note as ItemId] });
    expect(links()).toEqual([]);
  });

  it('[L2] links a copy to what it was copied from', () => {
    const { ann, ben, links } = meet();
    const first = ann.add('note', {}, 'abc');
    const copy = ben.add('note', {}, 'abc', { kind: 'copy', sources: [first] });
    expect(links()).toEqual([[copy, 'copied from', first, ben.id]]);
  });

  it('[L3] links items that an arrow joins, the later to the earlier, whichever way it points, and says why', () => {
    const { workshop, ann, ben, cleo, links } = meet();
    const first = ann.add('note');
    workshop.wait(1_000);
    const next = ben.add('note');
    const id = arrow(cleo, first, next, 'uvw');
    expect(links()).toEqual([[next, 'connected to', first, cleo.id, 'uvw']]);
    cleo.remove(id);
    expect(links()).toEqual([]);
    arrow(cleo, next, first);
    arrow(ann, next, first);
    expect(links()).toEqual([[next, 'connected to', first, cleo.id]]);
  });

  it('[L3] takes no arrow for a connection that hangs loose, joins an item to itself, or whose item is gone', () => {
    const { ann, ben, links } = meet();
    const [first, next] = [ann.add('note'), ben.add('note')];
    const loose = ben.add('arrow');
    bind(ben, 'loose', loose, first, 'start');
    arrow(ben, first, first);
    expect(links()).toEqual([]);
    arrow(ben, first, next);
    expect(links()).toHaveLength(1);
    ann.remove(first);
    expect(links()).toEqual([]);
  });

  it('[L3] tells a connection that a build-on shows once, with the why of its arrow', () => {
    const { ann, ben, links } = meet();
    const first = ann.add('note');
    const next = ben.add('note', {}, '', { kind: 'build-on', sources: [first] });
    arrow(ben, first, next, 'ijk');
    expect(links()).toEqual([[next, 'built on', first, ben.id, 'ijk']]);
  });

  it('[L4] links a frame or group to what somebody else started and that lies in it now', () => {
    const { ann, ben, cleo, links } = meet();
    const [note, own] = [ann.add('note'), ben.add('note')];
    const frame = ben.add('frame');
    cleo.set(note, 'parentId', frame);
    ben.set(own, 'parentId', frame);
    expect(links()).toEqual([[frame, 'synthesised from', note, cleo.id]]);
    ann.set(note, 'parentId', 'page:page');
    expect(links()).toEqual([]);
  });

  it('[L5] follows links to what grew and to what led there, each item once, the nearest first, also in a circle', () => {
    const links = [link('b', 'a'), link('c', 'b'), link('d', 'b'), link('e', 'd'), link('a', 'e'), link('e', 'a')];
    expect(grownFrom(links, 'a' as ItemId).map(({ itemId, from, steps }) => [itemId, from, steps])).toEqual([
      ['b', 'a', 1],
      ['e', 'a', 1],
      ['c', 'b', 2],
      ['d', 'b', 2],
    ]);
    expect(ledTo(links, 'c' as ItemId).map(({ itemId }) => itemId)).toEqual(['b', 'a', 'e', 'd']);
    expect(grownFrom([], 'a' as ItemId)).toEqual([]);
  });
});
