import type { ItemId } from '@weft/protocol';
import type * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { foldContributions, PAUSE_MS } from './index.ts';
import { newRecord, Workshop, type Peer } from './workshop.testkit.ts';

const NAMES: Record<string, string> = { 'person-0': 'ann', 'person-1': 'ben', 'person-2': 'cleo' };
const ARROW = 'shape:arrow';

function meet() {
  const workshop = new Workshop(3);
  const [ann, ben, cleo] = workshop.peers as [Peer, Peer, Peer];
  const fold = () => foldContributions(workshop.log);
  const acts = (id: string) =>
    fold()
      .contributions.filter(({ itemId }) => itemId === id)
      .map(({ personId, kind, size }) => [NAMES[personId], kind, size]);
  const item = (id: string) => fold().items.find((one) => one.id === id);
  const later = () => workshop.wait(PAUSE_MS + 1);
  return { workshop, ann, ben, cleo, fold, acts, item, later };
}

/** An arrow from one item to another, made at once. */
function connect(peer: Peer, from: string, to: string): void {
  peer.act(() => {
    peer.records.set(ARROW, newRecord({ type: 'arrow' }, ''));
    for (const [terminal, toId] of [
      ['start', from],
      ['end', to],
    ] as const) {
      const fields = { typeName: 'binding', fromId: ARROW, toId, 'props.terminal': terminal };
      peer.records.set(`binding:${terminal}`, newRecord(fields, ''));
    }
  });
}

const removeAll = (peer: Peer, ids: readonly string[]): void =>
  peer.act(() => {
    for (const id of ids) peer.records.delete(id);
  });

describe('Undoing how an item came to be', () => {
  it('[U1] takes back all that one did to it, what one wrote and built on among it, and redo gives it again', () => {
    const { ann, ben, acts, fold, later } = meet();
    const source = ben.add('note', {}, 'ijk');
    later();
    const id = ann.add('note', {}, 'abc', { kind: 'build-on', sources: [source] });
    const before = acts(id);
    expect(before.map(([, kind]) => kind)).toEqual(['started', 'wrote', 'built on']);
    ann.undo();
    expect([acts(id), fold().links]).toEqual([[], []]);
    ann.redo();
    expect(acts(id)).toEqual(before);
    expect(fold().links.map(({ from, to, kind }) => [from, kind, to])).toEqual([[id, 'built on', source]]);
  });

  it('[U1] takes back that one connected with an arrow', () => {
    const { ann, ben, acts } = meet();
    connect(ann, ben.add('note'), ben.add('note'));
    const before = acts(ARROW);
    ann.undo();
    expect(acts(ARROW)).toEqual([]);
    ann.redo();
    expect(acts(ARROW)).toEqual(before);
  });

  it('[U1] takes back that one gathered others’ items in a group, and no moving of them before', () => {
    const { ann, ben, acts, later } = meet();
    const theirs = ben.add('note', { parentId: 'page:one' });
    later();
    ann.set(theirs, 'xy', [5, 5]);
    later();
    const group = 'shape:group';
    ann.act(() => {
      ann.records.set(group, newRecord({ type: 'group' }, ''));
      (ann.records.get(theirs) as Y.Map<unknown>).set('parentId', group);
    });
    const before = [acts(group), acts(theirs)];
    ann.undo();
    expect([acts(group), acts(theirs)]).toEqual([[], before[1]]);
    ann.redo();
    expect([acts(group), acts(theirs)]).toEqual(before);
  });

  it('[U1] is over when somebody restores the item: its start stands again', () => {
    const { workshop, ann, ben, acts, item } = meet();
    const id = ann.add('note');
    ann.undo();
    workshop.serverDoes((records) => records.set(id, newRecord({ type: 'note' }, '')), ben, { kind: 'restore' });
    expect(acts(id)).toEqual([
      ['ann', 'started', 1],
      ['ben', 'restored', 1],
    ]);
    expect(item(id)?.people.map(({ personId }) => personId)).toEqual([ann.id, ben.id]);
  });

  it('[U3] is removing it, where others wrote in it', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('note');
    ben.type(id, 0, 'ijkl');
    ann.remove(id, { kind: 'undo' });
    expect(acts(id)).toEqual([
      ['ann', 'started', 1],
      ['ben', 'wrote', 4],
      ['ann', 'removed', 1],
    ]);
  });
});

describe('Undoing what was done to an item', () => {
  it('[U2] takes back gathering it in a frame, and no moving of it before', () => {
    const { ann, ben, acts, later } = meet();
    const theirs = ben.add('note', { parentId: 'page:one' });
    const frame = ann.add('frame');
    later();
    ann.set(theirs, 'xy', [1, 2]);
    later();
    ann.set(theirs, 'parentId', frame);
    const before = [acts(frame), acts(theirs)];
    expect(before[0]?.at(-1)).toEqual(['ann', 'synthesised', 1]);
    ann.undo();
    expect([acts(frame), acts(theirs)]).toEqual([[['ann', 'started', 1]], before[1]]);
    ann.redo();
    expect([acts(frame), acts(theirs)]).toEqual(before);
  });

  it('[U2] leaves a connection by whom it was made, when the removal of its arrow or of its end is undone', () => {
    const { ann, ben, cleo, acts, fold } = meet();
    const [a, b] = [ben.add('note'), ben.add('note')];
    connect(ann, a, b);
    const before = [acts(ARROW), fold().links];
    for (const peer of [cleo, ann]) {
      removeAll(peer, [ARROW, 'binding:start', 'binding:end']);
      peer.undo();
      expect([acts(ARROW), fold().links]).toEqual(before);
    }
    removeAll(ben, [b, 'binding:end']);
    ben.undo();
    expect([acts(ARROW), fold().links]).toEqual(before);
  });

  it('[U2] takes back a connection that is loosened again, and that an end was loosened', () => {
    const { ann, ben, acts, later } = meet();
    connect(ann, ben.add('note'), ben.add('note'));
    later();
    removeAll(ann, ['binding:end']);
    const loosened = acts(ARROW);
    expect(loosened.at(-1)).toEqual(['ann', 'arranged', 1]);
    ann.undo();
    expect(acts(ARROW)).toEqual(loosened.slice(0, -1));
    ann.redo();
    expect(acts(ARROW)).toEqual(loosened);
  });

  it('[U2, K9] takes back restoring an item that stayed, as the one act that it is', () => {
    const { ann, acts, later } = meet();
    const id = ann.add('note', { 'props.color': 'red' }, 'abcd');
    later();
    ann.set(id, 'props.color', 'blue');
    ann.set(id, 'xy', [7, 7]);
    const before = acts(id);
    later();
    ann.act(
      () => {
        const record = ann.records.get(id) as Y.Map<unknown>;
        record.set('props.color', 'red');
        record.set('xy', [0, 0]);
      },
      { kind: 'restore' },
    );
    ann.undo();
    expect(acts(id)).toEqual(before);
    ann.redo();
    expect(acts(id)).toEqual([...before, ['ann', 'restored', 1]]);
    ann.undo();
    ann.undo();
    ann.redo();
    expect(acts(id)).toEqual(before);
  });

  it('[U3] tells the words that come instead of those that were removed', () => {
    const { ann, ben, acts } = meet();
    const id = ben.add('note', {}, 'ijkl');
    ann.remove(id);
    ann.act(() => ann.records.set(id, newRecord({ type: 'note' }, 'abcdefgh')), { kind: 'undo' });
    expect(acts(id).at(-1)).toEqual(['ann', 'wrote', 8]);
  });
});

describe('A small edit is no authorship either', () => {
  it('[K2, K9] where it comes with an item that is brought back', () => {
    const { ann, ben, acts } = meet();
    const id = ben.add('note', {}, 'ijklmnopijklmnop');
    ann.remove(id);
    ann.act(() => ann.records.set(id, newRecord({ type: 'note' }, 'ijklmnopijklmnopab')));
    expect(acts(id).slice(2)).toEqual([
      ['ann', 'removed', 1],
      ['ann', 'restored', 1],
      ['ann', 'refined', 2],
    ]);
  });

  it('[K2, O2] where it comes with a copy', () => {
    const { ann, ben, acts } = meet();
    const source = ben.add('note', {}, 'ijklmnopijklmnop');
    const copy = ann.add('note', {}, 'ijklmnopijklmnopab', { kind: 'copy', sources: [source] });
    expect(acts(copy)).toEqual([
      ['ann', 'copied', 1],
      ['ann', 'refined', 2],
    ]);
  });
});

describe('Since when somebody has a part in an item', () => {
  it('[C5] is when they typed what a copy of theirs holds, and when what it is a copy of was started', () => {
    const { workshop, ann, ben, cleo, item, later } = meet();
    const first = workshop.now;
    const source = ann.add('note', {}, 'abcd');
    later();
    const second = workshop.now;
    ben.type(source, 4, 'ijkl');
    later();
    const copy = cleo.add('note', {}, 'abcdijkl', { kind: 'copy', sources: [source] });
    const again = cleo.add('note', {}, 'abcdijkl', { kind: 'copy', sources: [copy] });
    for (const id of [copy, again]) {
      expect(item(id)).toMatchObject({ startedBy: ann.id, startedAt: workshop.now, originAt: first });
      expect(item(id)?.people.map(({ personId, since }) => [personId, since])).toEqual([
        [cleo.id, workshop.now],
        [ann.id, first],
        [ben.id, second],
      ]);
    }
  });

  it('[C5] is when they typed what was cut out elsewhere, also for whom it is given to', () => {
    const { workshop, ann, ben, cleo, item, later } = meet();
    const first = workshop.now;
    const source = ann.add('note', {}, 'abcdefgh');
    later();
    const id = ben.add('note', {}, 'ijk');
    ann.type(id, 3, 'ab');
    later();
    ben.erase(source, 0, 8);
    ben.type(id, 0, 'abcdefgh', { kind: 'paste', sources: [source] });
    const since = (person: Peer) => item(id)?.people.find(({ personId }) => personId === person.id)?.since;
    expect(since(ann)).toBe(first);
    workshop.event(cleo, {
      type: 'attributed',
      itemId: id as ItemId,
      from: ann.id,
      to: cleo.id,
      reason: 'correction',
    });
    expect(since(cleo)).toBe(first);
  });
});
