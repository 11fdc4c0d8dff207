import { describe, expect, it } from 'vitest';
import { foldContributions, partOf, STRETCH_PAUSE_MS } from './index.ts';
import { Workshop, type Peer } from './workshop.testkit.ts';

function meet() {
  const workshop = new Workshop(3);
  const [ann, ben, cleo] = workshop.peers as [Peer, Peer, Peer];
  return { workshop, ann, ben, cleo, part: (peer: Peer) => partOf(foldContributions(workshop.log), peer.id) };
}

describe('One person’s part', () => {
  it('[P1] is what they have a part in, and their own contributions', () => {
    const { ann, ben, part } = meet();
    const [mine, other] = [ann.add('note', {}, 'abc'), ben.add('note', {}, 'ijk')];
    expect(part(ann)).toMatchObject({ started: [mine], helped: [] });
    expect(part(ann).items.map(({ id }) => id)).toEqual([mine]);
    expect(part(ben).contributions.map(({ itemId }) => itemId)).toEqual([other, other]);
  });

  it('[P2] counts as helping what makes another’s item more than it was, not arranging it', () => {
    const { ann, ben, cleo, part } = meet();
    const id = ann.add('note', {}, 'abc');
    ben.type(id, 3, 'ijklmnop');
    cleo.set(id, 'xy', [7, 7]);
    expect(part(ben).helped).toEqual([id]);
    expect(part(cleo).helped).toEqual([]);
    expect(part(ann).helped).toEqual([]);
  });

  it('[P3] tells what grew from what they started, the nearest first, as long as it is on the board', () => {
    const { ann, ben, cleo, part } = meet();
    const first = ann.add('note');
    const next = ben.add('note', {}, '', { kind: 'build-on', sources: [first] });
    const third = cleo.add('note', {}, '', { kind: 'build-on', sources: [next] });
    expect(part(ann).grew).toEqual([
      { itemId: next, from: first, steps: 1 },
      { itemId: third, from: next, steps: 2 },
    ]);
    expect(part(cleo).grew).toEqual([]);
    cleo.remove(third);
    expect(part(ann).grew).toHaveLength(1);
  });

  it('[P4] tells with whom, in the order of the first item shared', () => {
    const { ann, ben, cleo, part } = meet();
    const [first, next] = [ann.add('note', {}, 'abc'), ann.add('note', {}, 'def')];
    cleo.type(first, 0, 'qrst');
    ben.type(next, 0, 'ijkl');
    cleo.type(next, 0, 'uvwx');
    expect(part(ann).workedWith).toEqual([
      { personId: cleo.id, items: [first, next] },
      { personId: ben.id, items: [next] },
    ]);
  });

  it('[P5] tells stretches without a long pause, the longest first', () => {
    const { workshop, ann, part } = meet();
    const id = ann.add('note', {}, 'a');
    workshop.wait(STRETCH_PAUSE_MS + 1);
    const start = workshop.now;
    const next = ann.add('note', {}, 'b');
    workshop.wait(60_000);
    ann.set(next, 'props.color', 'blue');
    expect(part(ann).stretches).toEqual([
      { from: start, to: start + 60_000, items: [next] },
      { from: 1_000_000, to: 1_000_000, items: [id] },
    ]);
  });
});
