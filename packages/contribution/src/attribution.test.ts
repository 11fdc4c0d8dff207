import type { ItemId } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import { ContributionFold, foldContributions, PAUSE_MS } from './index.ts';
import { Workshop, type Peer } from './workshop.testkit.ts';

function meet() {
  const workshop = new Workshop(3);
  const [ann, ben, cleo] = workshop.peers as [Peer, Peer, Peer];
  const give = (id: string, from: Peer, to: Peer, reason: 'correction' | 'written for' = 'correction') =>
    workshop.event(to, { type: 'attributed', itemId: id as ItemId, from: from.id, to: to.id, reason });
  const item = (id: string) => {
    const found = foldContributions(workshop.log).items.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  const written = (id: string) =>
    Object.fromEntries(item(id).people.map(({ personId, characters }) => [personId, characters]));
  const acts = (id: string) =>
    foldContributions(workshop.log)
      .contributions.filter(({ itemId }) => itemId === id)
      .map(({ personId, kind, size }) => [personId, kind, size]);
  return { workshop, ann, ben, cleo, give, item, written, acts };
}

describe('Whose it is, once two people agree', () => {
  it('[R1] gives what one started and wrote of an item to the other, and what a third wrote stays theirs', () => {
    const { ann, ben, cleo, give, item, written, acts } = meet();
    const id = ann.add('note', {}, 'abcd');
    cleo.type(id, 2, 'qrstu');
    give(id, ann, ben);
    expect(item(id).startedBy).toBe(ben.id);
    expect(written(id)).toEqual({ [ben.id]: 4, [cleo.id]: 5 });
    expect(acts(id)).toEqual([
      [ben.id, 'started', 1],
      [ben.id, 'wrote', 4],
      [cleo.id, 'wrote', 5],
    ]);
  });

  it('[R1] leaves arranging with whoever did it', () => {
    const { workshop, ann, ben, give, acts } = meet();
    const id = ann.add('note', {}, 'abcd');
    workshop.wait(PAUSE_MS + 1);
    ann.set(id, 'xy', [4, 4]);
    give(id, ann, ben);
    expect(acts(id).at(-1)).toEqual([ann.id, 'arranged', 1]);
  });

  it('[R2] what one writes after that is one’s own again, in a contribution of its own', () => {
    const { ann, ben, give, written, acts } = meet();
    const id = ann.add('note', {}, 'abcd');
    give(id, ann, ben);
    ann.type(id, 4, 'efgh');
    expect(written(id)).toEqual({ [ben.id]: 4, [ann.id]: 4 });
    expect(acts(id).at(-1)).toEqual([ann.id, 'wrote', 4]);
  });

  it('[R2] what one writes between offering it and the other’s accepting it stays one’s own', () => {
    const { workshop, ann, ben, cleo, written, acts } = meet();
    const id = ann.add('note', {}, 'abcd');
    ann.type(id, 4, 'efg');
    const until = workshop.log.length;
    ann.type(id, 0, 'later');
    workshop.wait(PAUSE_MS + 1);
    cleo.type(id, 0, 'xy');
    workshop.event(ben, {
      type: 'attributed',
      itemId: id as ItemId,
      from: ann.id,
      to: ben.id,
      reason: 'correction',
      until,
    });
    expect(written(id)).toEqual({ [ann.id]: 5, [ben.id]: 7, [cleo.id]: 2 });
    expect(acts(id)).toEqual([
      [ben.id, 'started', 1],
      [ben.id, 'wrote', 7],
      [ann.id, 'wrote', 5],
      [cleo.id, 'refined', 2],
    ]);
    ann.type(id, 0, 'more');
    expect(written(id)[ann.id]).toBe(9);
  });

  it('[R1] what was there when it was offered is given also where it moved within the text since', () => {
    const { workshop, ann, ben, cleo, written } = meet();
    const id = ann.add('note', {}, 'first words');
    const until = workshop.log.length;
    cleo.split(id, 5);
    workshop.event(ben, {
      type: 'attributed',
      itemId: id as ItemId,
      from: ann.id,
      to: ben.id,
      reason: 'correction',
      until,
    });
    expect(written(id)).toEqual({ [ben.id]: 11, [cleo.id]: 0 });
  });

  it('[R1] what was put in after it was offered is not given, be it older than the offer', () => {
    const { workshop, ann, ben, written } = meet();
    const elsewhere = ann.add('note', {}, 'abcdefgh');
    const id = ben.add('note', {}, 'ijk');
    ann.type(id, 3, 'gh');
    const until = workshop.log.length;
    ben.type(id, 0, 'abcdefgh', { kind: 'paste', sources: [elsewhere] });
    workshop.event(ann, {
      type: 'attributed',
      itemId: id as ItemId,
      from: ann.id,
      to: ben.id,
      reason: 'correction',
      until,
    });
    expect(written(id)).toEqual({ [ben.id]: 5, [ann.id]: 8 });
  });

  it('[R3] tells who held the pen for somebody, until it is given back', () => {
    const { ann, ben, give, item } = meet();
    const id = ann.add('note', {}, 'abcd');
    give(id, ann, ben, 'written for');
    expect(item(id).people).toMatchObject([
      { personId: ben.id, kinds: ['started', 'wrote'], characters: 4 },
      { personId: ann.id, kinds: [], characters: 0, heldThePen: true },
    ]);
    give(id, ben, ann);
    expect(item(id).people).toMatchObject([{ personId: ann.id, kinds: ['started', 'wrote'], characters: 4 }]);
  });

  it('[R4] holds for characters that are deleted in part later, and through removing and bringing back', () => {
    const { ann, ben, cleo, give, written } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    give(id, ann, ben);
    cleo.erase(id, 2, 3);
    expect(written(id)).toEqual({ [ben.id]: 5, [cleo.id]: 0 });
    cleo.remove(id);
    cleo.undo();
    expect(written(id)[ben.id]).toBe(5);
  });

  it('[R4] passes over an item that is not of this board', () => {
    const { ann, ben, give, written } = meet();
    const id = ann.add('note', {}, 'abcd');
    give('shape:elsewhere', ann, ben);
    expect(written(id)).toEqual({ [ann.id]: 4 });
  });
});

describe('The writers of a text', () => {
  it('[T9] are told run by run for each paragraph, with those it was given to', () => {
    const { workshop, ann, ben, cleo, give } = meet();
    const id = ann.add('note', {}, 'abcdef');
    ben.type(id, 3, 'ij');
    ann.split(id, 5);
    const fold = new ContributionFold();
    for (const entry of workshop.log) fold.append(entry);
    expect(fold.writers(id)).toEqual([
      [
        { personId: ann.id, characters: 3 },
        { personId: ben.id, characters: 2 },
      ],
      [{ personId: ann.id, characters: 3 }],
    ]);
    const known = workshop.log.length;
    give(id, ann, cleo);
    for (const entry of workshop.log.slice(known)) fold.append(entry);
    expect(fold.writers(id)?.[1]).toEqual([{ personId: cleo.id, characters: 3 }]);
    expect(fold.writers('shape:elsewhere')).toBeNull();
  });
});
