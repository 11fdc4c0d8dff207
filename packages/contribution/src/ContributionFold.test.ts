import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Intent, ItemId } from '@weft/protocol';
import { ContributionFold, foldContributions, PAUSE_MS } from './index.ts';
import { newRecord, Workshop, type Peer } from './workshop.testkit.ts';

function meet() {
  const workshop = new Workshop(3);
  const [ann, ben, cleo] = workshop.peers as [Peer, Peer, Peer];
  const fold = () => foldContributions(workshop.log);
  const later = () => workshop.wait(PAUSE_MS + 1);
  const soon = () => workshop.wait(5_000);
  /** Who did what to an item, with sizes. */
  const acts = (id: string) =>
    fold()
      .contributions.filter(({ itemId }) => itemId === id)
      .map(({ personId, kind, size }) => [names[personId], kind, size]);
  const item = (id: string) => fold().items.find((one) => one.id === id);
  const writers = (id: string) =>
    Object.fromEntries(
      (item(id)?.people ?? []).filter((one) => one.characters > 0).map((one) => [names[one.personId], one.characters]),
    );
  return { workshop, ann, ben, cleo, fold, later, soon, acts, item, writers };
}

const names: Record<string, string> = { 'person-0': 'ann', 'person-1': 'ben', 'person-2': 'cleo' };
const copyOf = (...sources: string[]): Intent => ({ kind: 'copy', sources });

describe('The fold', () => {
  it('[D2] refuses entries out of order, with a gap, or without what they refer to', () => {
    const { workshop, ann } = meet();
    const id = ann.add('note', {}, 'abc');
    ann.type(id, 3, 'd');
    const [first, second] = workshop.log;
    if (first === undefined || second === undefined) throw new Error('two entries');
    expect(() => new ContributionFold().append(second)).toThrow(RangeError);
    expect(() => new ContributionFold().append({ ...second, seq: 1 })).toThrow(/not in the log before/);
    const fold = new ContributionFold();
    fold.append(first);
    expect(() => fold.append(first)).toThrow(RangeError);
  });

  it('[D4] tells what changed since an entry, item by item, as the whole tells it', () => {
    const { workshop, ann, ben, later } = meet();
    const [first, next] = [ann.add('note', {}, 'abc'), ann.add('note', {}, 'def')];
    const frame = ben.add('frame');
    const fold = new ContributionFold();
    for (const entry of workshop.log) fold.append(entry);
    const since = fold.seq;
    expect(fold.changesSince(since)).toEqual({ seq: since, items: [], contributions: [] });
    later();
    ben.type(next, 0, 'ijklm');
    ben.set(first, 'parentId', frame);
    for (const entry of workshop.log.slice(since)) fold.append(entry);
    const whole = fold.result();
    const changes = fold.changesSince(since);
    expect(changes.items.map(({ id }) => id)).toEqual([first, next, frame]);
    expect(changes.items).toEqual(whole.items);
    expect(changes.contributions).toEqual(whole.contributions);
    ben.remove(next);
    for (const entry of workshop.log.slice(fold.seq)) fold.append(entry);
    expect(fold.changesSince(changes.seq)).toMatchObject({ items: [{ id: next, present: false }] });
  });

  it('[D3] passes over what lost to a concurrent change, and what came and went while offline', () => {
    const { ann, ben, later, acts } = meet();
    const id = ann.add('note', {}, 'abc');
    later();
    ben.disconnect();
    ann.remove(id);
    ben.type(id, 3, 'ijklmnop');
    ben.set(id, 'xy', [9, 9]);
    const fleeting = ben.add('note', {}, 'ijk');
    ben.remove(fleeting);
    ben.connect();
    expect(acts(id)).toEqual([
      ['ann', 'started', 1],
      ['ann', 'wrote', 3],
      ['ann', 'removed', 1],
    ]);
    expect(acts(fleeting)).toEqual([]);
  });

  it('[A3] gives nobody what the server did for nobody, and a person what it did for them', () => {
    const { workshop, ann, writers, acts, item } = meet();
    workshop.serverDoes((records) => records.set('shape:seed', newRecord({ type: 'note' }, 'template')));
    expect(item('shape:seed')).toMatchObject({ startedBy: null, people: [] });
    workshop.serverDoes((records) => records.set('shape:mine', newRecord({ type: 'note' }, 'imported')), ann, {
      kind: 'import',
    });
    expect(acts('shape:mine')).toEqual([
      ['ann', 'brought in', 1],
      ['ann', 'wrote', 8],
    ]);
    expect(writers('shape:mine')).toEqual({ ann: 8 });
  });

  it('[A4] counts shapes only, and not what the editor works out by itself', () => {
    const { ann, ben, soon, fold, acts } = meet();
    const id = ann.add('note');
    soon();
    ben.act(() => ben.records.set('asset:1', newRecord({ type: 'image' }, '')));
    ben.act(() => ben.records.set('page:2', newRecord({ name: 'Page 2' }, '')));
    ben.act(() => ben.records.set(`shape:${'x'.repeat(80)}`, newRecord({ type: 'note' }, '')));
    for (const key of ['props.growY', 'props.fontSizeAdjustment', 'props.textLastEditedBy', 'meta.seen']) {
      ben.set(id, key, 1);
    }
    expect(fold().items.map((one) => one.id)).toEqual([id]);
    expect(acts(id)).toEqual([['ann', 'started', 1]]);
  });
});

describe('How an item comes to be', () => {
  it('[O1] started, by whoever put it there first', () => {
    const { workshop, ben, item } = meet();
    const id = ben.add('geo');
    expect(item(id)).toMatchObject({ type: 'geo', startedBy: ben.id, startedAt: workshop.now, present: true });
  });

  it('[O2, T7] copied, crediting the origin’s starter and writers', () => {
    const { ann, ben, item, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdef');
    ben.type(id, 6, 'ij');
    const copy = ben.add('note', {}, 'abcdefij', copyOf(id));
    expect(acts(copy)).toEqual([['ben', 'copied', 1]]);
    expect(item(copy)?.startedBy).toBe(ann.id);
    expect(writers(copy)).toEqual({ ann: 6, ben: 2 });
    expect(item(copy)?.people.map((one) => one.personId)).toEqual([ben.id, ann.id]);
  });

  it('[O2] copied from the source of the same type and text, when several are copied at once', () => {
    const { ann, ben, cleo, item } = meet();
    const first = ann.add('note', {}, 'abc');
    const second = ben.add('note', {}, 'ijk');
    const copy = cleo.add('note', {}, 'ijk', copyOf(first, second));
    expect(item(copy)?.startedBy).toBe(ben.id);
  });

  it('[O2] copied also from an item that was cut', () => {
    const { ann, ben, item, writers } = meet();
    const id = ann.add('note', {}, 'abcdef');
    ben.remove(id);
    const pasted = ben.add('note', {}, 'abcdef', { kind: 'paste', sources: [id] });
    expect(item(pasted)?.startedBy).toBe(ann.id);
    expect(writers(pasted)).toEqual({ ann: 6 });
  });

  it('[O2] an item that is unlike what it says to be a copy of is whose it is', () => {
    const { ann, ben, item, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdef');
    const stroke = ann.add('draw', { 'props.segments': ['AAAA'] });
    const unlike = ben.add('note', {}, 'jjjjjjjjjj', copyOf(id));
    const other = ben.add('draw', { 'props.segments': ['BBBB'] }, '', copyOf(stroke));
    const renamed = ben.add('geo', {}, 'abcdef', copyOf(id));
    for (const one of [unlike, other, renamed]) {
      expect(item(one)?.startedBy).toBe(ben.id);
      expect(acts(one)[0]).toEqual(['ben', 'started', 1]);
    }
    expect(writers(unlike)).toEqual({ ben: 10 });
  });

  it('[O2] a copy of what has changed since a little, or was cut, is one still', () => {
    const { ann, ben, item } = meet();
    const id = ann.add('note', {}, 'abcdefghabcdefgh');
    ann.erase(id, 4, 8);
    const copy = ben.add('note', {}, 'abcdefghabcdefgh', copyOf(id));
    const frame = ann.add('frame', { 'props.name': 'abc' });
    ben.remove(frame);
    const pasted = ben.add('frame', { 'props.name': 'abc' }, '', { kind: 'paste', sources: [frame] });
    for (const one of [copy, pasted]) expect(item(one)?.startedBy).toBe(ann.id);
  });

  it('[O2] a copy keeps no empty fields that its source, of an older format, does', () => {
    const { ann, ben, item } = meet();
    const id = ann.add('note', { 'props.url': '', 'props.name': '', 'props.altText': '' }, 'abcd');
    const copy = ben.add('note', {}, 'abcd', copyOf(id));
    expect(item(copy)?.startedBy).toBe(ann.id);
    const named = ann.add('frame', { 'props.name': 'One' });
    expect(item(ben.add('frame', {}, '', copyOf(named)))?.startedBy).toBe(ben.id);
  });

  it('[O2] a stroke is like another of the same points, in whatever pieces they lie', () => {
    const { ann, ben, item } = meet();
    const pieces = new Y.Array<unknown>();
    pieces.push([{ type: 'free' }, 'AAECAw==', 'BAUGBw==']);
    const id = ann.add('draw', { 'props.segments': pieces });
    const whole = new Y.Array<unknown>();
    whole.push([{ type: 'free' }, 'AAECAwQFBgc=']);
    expect(item(ben.add('draw', { 'props.segments': whole }, '', copyOf(id)))?.startedBy).toBe(ann.id);
  });

  it('[O3] brought in, by import or from outside the board', () => {
    const { ann, acts, item } = meet();
    const imported = ann.add('image', {}, '', { kind: 'import' });
    const pasted = ann.add('image', {}, '', { kind: 'paste', sources: ['shape:elsewhere'] });
    for (const id of [imported, pasted]) {
      expect(acts(id)).toEqual([['ann', 'brought in', 1]]);
      expect(item(id)?.startedBy).toBe(ann.id);
    }
  });
});

describe('What is done to an item', () => {
  it('[K1] dragging it to size while starting it is starting it; what comes later is arranging', () => {
    const { workshop, ann, soon, acts } = meet();
    const id = ann.add('geo');
    for (let i = 1; i < 20; i++) {
      workshop.wait(250);
      ann.set(id, 'props.w', i);
    }
    expect(acts(id)).toEqual([['ann', 'started', 1]]);
    soon();
    ann.set(id, 'xy', [1, 1]);
    expect(acts(id)).toEqual([
      ['ann', 'started', 1],
      ['ann', 'arranged', 1],
    ]);
  });

  it('[K1] somebody else who moves it meanwhile has arranged it', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('geo');
    ben.set(id, 'xy', [1, 1]);
    expect(acts(id)).toContainEqual(['ben', 'arranged', 1]);
  });

  it('[K2] typing into an item of one’s own is writing', () => {
    const { ann, later, acts } = meet();
    const id = ann.add('note', {}, 'abcdefabcdef');
    later();
    ann.type(id, 0, 'a');
    expect(acts(id).at(-1)).toEqual(['ann', 'wrote', 1]);
  });

  it('[K2] a typo mended in another’s note refines it; a sentence added is written, letter by letter too', () => {
    const { ann, ben, cleo, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdefghabcdefghabcd');
    ben.erase(id, 3, 2);
    ben.type(id, 3, 'ij');
    cleo.typeSlowly(id, 18, 'qrstuvwxqr');
    expect(acts(id).slice(2)).toEqual([
      ['ben', 'refined', 4],
      ['cleo', 'wrote', 10],
    ]);
    expect(writers(id)).toEqual({ ann: 18, ben: 2, cleo: 10 });
  });

  it('[K2] whoever fills an empty note has written it, however short', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('note');
    ben.type(id, 0, 'ij');
    expect(acts(id).at(-1)).toEqual(['ben', 'wrote', 2]);
  });

  it('[K2] what its writer takes back within the burst does not count', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ben.typeSlowly(id, 8, 'ijklmnop');
    ben.erase(id, 9, 7);
    expect(acts(id).at(-1)).toEqual(['ben', 'refined', 1]);
    ben.erase(id, 8, 1);
    expect(acts(id).some(([who]) => who === 'ben')).toBe(false);
  });

  it('[K3] taking out and changing looks refine; an editor’s empty paragraph does not', () => {
    const { ann, ben, cleo, later, acts } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    later();
    ann.set(id, 'props.color', 'blue');
    ben.erase(id, 0, 3);
    expect(acts(id).slice(2)).toEqual([
      ['ann', 'refined', 1],
      ['ben', 'refined', 3],
    ]);
    const empty = ann.add('note');
    cleo.split(empty, 0);
    expect(acts(empty)).toEqual([['ann', 'started', 1]]);
  });

  it('[K4] moving and turning arrange; a text that is laid out while one types does not', () => {
    const { ann, ben, later, acts } = meet();
    const id = ann.add('text');
    later();
    ben.type(id, 0, 'ijkl');
    ben.set(id, 'xy', [4, 4]);
    expect(acts(id).slice(1)).toEqual([['ben', 'wrote', 4]]);
    later();
    ben.set(id, 'xy', [40, 40]);
    ben.set(id, 'rotation', 1);
    expect(acts(id).at(-1)).toEqual(['ben', 'arranged', 2]);
  });

  it('[K5] binding an arrow connects; loosening it arranges, unless the item at its end was removed', () => {
    const { ann, ben, soon, acts } = meet();
    const note = ann.add('note');
    const other = ann.add('note');
    const arrow = ann.add('arrow');
    soon();
    const bind = (end: string, toId: string) =>
      ben.act(() => ben.records.set(`binding:${end}`, new Y.Map(Object.entries({ fromId: arrow, toId }))));
    bind('start', note);
    bind('end', other);
    expect(acts(arrow).slice(1)).toEqual([['ben', 'connected', 2]]);
    ben.act(() => {
      ben.records.delete(note);
      ben.records.delete('binding:start');
    });
    expect(acts(arrow)).toHaveLength(2);
    ben.act(() => ben.records.delete('binding:end'));
    expect(acts(arrow).at(-1)).toEqual(['ben', 'arranged', 1]);
  });

  it('[K6] building on is told once, by event, by intent, or by both', () => {
    const { workshop, ann, ben, acts } = meet();
    const source = ann.add('note');
    const intent: Intent = { kind: 'build-on', sources: [source] };
    const first = ben.add('note', {}, '', intent);
    ben.add('arrow', {}, '', intent);
    workshop.event(ben, { type: 'built-on', itemId: first as never, sources: [source as never] });
    expect(acts(first)).toEqual([
      ['ben', 'started', 1],
      ['ben', 'built on', 1],
    ]);
    workshop.event(ann, { type: 'joined', role: 'participant' });
    workshop.event(ann, { type: 'built-on', itemId: 'shape:none' as never, sources: [] });
    expect(acts('shape:none')).toEqual([]);
  });

  it('[K6] building on that is said again later adds nothing', () => {
    const { workshop, ann, ben, later, acts } = meet();
    const source = ann.add('note', {}, 'abc') as ItemId;
    const id = ben.add('note', {}, '', { kind: 'build-on', sources: [source] }) as ItemId;
    later();
    workshop.event(ben, { type: 'built-on', itemId: id, sources: [source] });
    expect(acts(id).filter(([, kind]) => kind === 'built on')).toEqual([['ben', 'built on', 1]]);
  });

  it('[K7] gathering others’ items in one’s own frame synthesises; one’s own items are arranged', () => {
    const { ann, ben, soon, acts } = meet();
    const theirs = ann.add('note');
    const own = ben.add('note');
    soon();
    const frame = ben.add('frame');
    ben.set(theirs, 'parentId', frame);
    ben.set(own, 'parentId', frame);
    expect(acts(frame)).toEqual([
      ['ben', 'started', 1],
      ['ben', 'synthesised', 1],
    ]);
    expect(acts(theirs)).toEqual([['ann', 'started', 1]]);
    expect(acts(own).at(-1)).toEqual(['ben', 'arranged', 1]);
  });

  it('[K8, K9, T6] removing and restoring are told; restoring is neither starting nor writing', () => {
    const { workshop, ann, ben, cleo, acts, item, writers } = meet();
    const id = ann.add('note', {}, 'abcd');
    ben.type(id, 4, 'ij');
    cleo.remove(id);
    expect(item(id)?.present).toBe(false);
    expect(writers(id)).toEqual({});
    workshop.serverDoes((records) => records.set(id, newRecord({ type: 'note' }, 'abcdij')), cleo, { kind: 'restore' });
    expect(item(id)).toMatchObject({ present: true, startedBy: ann.id });
    expect(acts(id).filter(([who]) => who === 'cleo')).toEqual([
      ['cleo', 'removed', 1],
      ['cleo', 'restored', 1],
    ]);
    expect(writers(id)).toEqual({ ann: 4, ben: 2 });
  });

  it('[K9, T5] having an item that stayed as it was before is restoring it; its words are their writers’ again', () => {
    const { ann, ben, cleo, later, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdef');
    ben.type(id, 6, 'ijkl');
    later();
    ann.erase(id, 0, 10);
    ann.set(id, 'props.color', 'red');
    later();
    const restore: Intent = { kind: 'restore', sources: [id] };
    cleo.act(() => {
      const record = cleo.records.get(id) as Y.Map<unknown>;
      record.set('props.color', 'blue');
      record.set('xy', [0, 0]);
    }, restore);
    cleo.type(id, 0, 'abcdefijkl', restore);
    expect(acts(id).filter(([who]) => who === 'cleo')).toEqual([['cleo', 'restored', 2]]);
    expect(writers(id)).toEqual({ ann: 6, ben: 4 });
  });

  it('[K9] words that were never in the item are written, and others’ words that go are taken out, whatever the intent says', () => {
    const { ann, cleo, later, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    later();
    cleo.erase(id, 0, 6, { kind: 'restore' });
    cleo.type(id, 2, 'qrstuvwx', { kind: 'restore' });
    expect(acts(id).filter(([who]) => who === 'cleo')).toEqual([
      ['cleo', 'restored', 2],
      ['cleo', 'wrote', 8],
    ]);
    expect(writers(id)).toEqual({ ann: 2, cleo: 8 });
  });

  it('[K5, K9] an arrow that is restored joins what it joined, by whom it was joined', () => {
    const { ann, ben, cleo, later, acts, fold } = meet();
    const [note, other] = [ann.add('note'), ann.add('note')];
    const arrow = ben.add('arrow');
    const ends = [
      ['start', note],
      ['end', other],
    ] as const;
    const bind = (peer: typeof ben, intent?: Intent) =>
      peer.act(() => {
        for (const [end, toId] of ends)
          peer.records.set(`binding:${end}`, new Y.Map(Object.entries({ fromId: arrow, toId, 'props.terminal': end })));
      }, intent);
    bind(ben);
    later();
    cleo.remove(arrow);
    cleo.act(() => ends.forEach(([end]) => cleo.records.delete(`binding:${end}`)));
    later();
    cleo.act(() => cleo.records.set(arrow, newRecord({ type: 'arrow' }, '')), { kind: 'restore' });
    bind(cleo, { kind: 'restore' });
    expect(acts(arrow).filter(([who]) => who === 'cleo')).toEqual([
      ['cleo', 'removed', 1],
      ['cleo', 'restored', 1],
    ]);
    expect(fold().links).toMatchObject([{ kind: 'connected to', personId: ben.id }]);
  });
});

describe('One contribution', () => {
  it('[C1, C2] is all of a burst, through what others do meanwhile, and ends with a pause', () => {
    const { workshop, ann, ben, later, soon, fold } = meet();
    const id = ann.add('note');
    const from = workshop.now;
    ann.type(id, 0, 'abc');
    soon();
    ben.type(id, 3, 'ijk');
    soon();
    ann.type(id, 0, 'abc');
    const to = workshop.now;
    later();
    ann.type(id, 0, 'd');
    const wrote = fold().contributions.filter((one) => one.personId === ann.id && one.kind === 'wrote');
    expect(wrote).toEqual([
      { id: '2.1', personId: ann.id, kind: 'wrote', itemId: id, from, to, size: 6 },
      { id: '5.1', personId: ann.id, kind: 'wrote', itemId: id, from: workshop.now, to: workshop.now, size: 1 },
    ]);
  });

  it('[C1] gathers small edits of text and looks', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ben.set(id, 'props.color', 'blue');
    ben.type(id, 0, 'i');
    expect(acts(id).slice(2)).toEqual([['ben', 'refined', 2]]);
  });

  it('[C3] tells an item’s people in order of their first contribution', () => {
    const { ann, ben, cleo, item } = meet();
    const id = ben.add('note');
    cleo.type(id, 0, 'qrst');
    ann.set(id, 'props.color', 'blue');
    ben.type(id, 0, 'ij');
    expect(item(id)?.people).toMatchObject([
      { personId: ben.id, kinds: ['started', 'wrote'], characters: 2 },
      { personId: cleo.id, kinds: ['wrote'], characters: 4 },
      { personId: ann.id, kinds: ['refined'], characters: 0 },
    ]);
  });
});

describe('Undo and redo', () => {
  it('[U1] take back a start and give it again', () => {
    const { ann, acts, item } = meet();
    const id = ann.add('note', {}, 'abc');
    ann.undo();
    expect(acts(id)).not.toContainEqual(['ann', 'started', 1]);
    expect(acts(id)).not.toContainEqual(['ann', 'removed', 1]);
    expect(item(id)?.present).toBe(false);
    ann.redo();
    expect(acts(id)).toContainEqual(['ann', 'started', 1]);
    expect(item(id)).toMatchObject({ present: true, startedBy: ann.id });
  });

  it('[U1, T5] take back a removal: the words are their writers’ again, and nobody wrote or restored', () => {
    const { ann, ben, cleo, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdef');
    ben.type(id, 3, 'ijkl');
    const before = acts(id);
    cleo.remove(id);
    cleo.undo();
    expect(acts(id)).toEqual(before);
    expect(writers(id)).toEqual({ ann: 6, ben: 4 });
    cleo.redo();
    expect(acts(id)).toEqual([...before, ['cleo', 'removed', 1]]);
  });

  it('[U2, T5] undoing a deletion gives the characters back to those who wrote them', () => {
    const { ann, ben, cleo, acts, writers } = meet();
    const id = ann.add('note', {}, 'aa');
    ben.type(id, 1, 'i');
    const before = acts(id);
    cleo.erase(id, 0, 3);
    expect(writers(id)).toEqual({});
    cleo.undo();
    expect(writers(id)).toEqual({ ann: 2, ben: 1 });
    expect(acts(id)).toEqual(before);
    cleo.redo();
    expect(acts(id).at(-1)).toEqual(['cleo', 'refined', 3]);
  });

  it('[U2] take the size of what was undone, and a contribution of which nothing is left is not told', () => {
    const { ann, ben, later, acts } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    later();
    ben.set(id, 'xy', [1, 1]);
    ben.set(id, 'xy', [2, 2]);
    ben.type(id, 8, 'ijkl');
    ben.undo();
    ben.undo();
    expect(acts(id).slice(2)).toEqual([['ben', 'arranged', 1]]);
    ben.redo();
    ben.redo();
    expect(acts(id).slice(2)).toEqual([
      ['ben', 'arranged', 2],
      ['ben', 'wrote', 4],
    ]);
  });

  it('[U3] an undo brings back nobody’s words that its person did not take out', () => {
    const { ann, ben, cleo, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ann.erase(id, 0, 4);
    cleo.type(id, 0, 'cab', { kind: 'undo' });
    expect(writers(id)).toEqual({ ann: 4, cleo: 3 });
    expect(acts(id).at(-1)).toEqual(['cleo', 'refined', 3]);
    ben.erase(id, 3, 4);
    ben.type(id, 0, 'heg', { kind: 'undo' });
    expect(writers(id)).toEqual({ cleo: 3, ben: 3 });
  });

  it('[U3] an undo that takes away what others put there is told as that', () => {
    const { ann, ben, acts } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ben.erase(id, 0, 3, { kind: 'undo' });
    ben.set(id, 'xy', [9, 9], { kind: 'undo' });
    ben.set(id, 'props.color', 'red', { kind: 'redo' });
    ben.remove(id, { kind: 'undo' });
    expect(acts(id).slice(2)).toEqual([
      ['ben', 'refined', 4],
      ['ben', 'arranged', 1],
      ['ben', 'removed', 1],
    ]);
  });

  it('[T8] without an intent, a short deletion that is undone offline is new writing', () => {
    const { ann, ben, writers } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ben.erase(id, 0, 3);
    ben.disconnect();
    ben.undo();
    ben.connect();
    expect(writers(id)).toEqual({ ann: 5, ben: 3 });
  });
});

describe('Who wrote a character', () => {
  it('[T1] counts an emoji as one', () => {
    const { ann, writers } = meet();
    const id = ann.add('note', {}, 'a🌱b');
    expect(writers(id)).toEqual({ ann: 3 });
  });

  it('[T4] a paragraph that somebody splits stays its writers’', () => {
    const { ann, ben, cleo, acts, writers } = meet();
    const id = ann.add('note', {}, 'abcdefgh');
    ben.type(id, 6, 'ij');
    cleo.split(id, 4);
    expect(writers(id)).toEqual({ ann: 8, ben: 2 });
    expect(acts(id).at(-1)).toEqual(['cleo', 'refined', 1]);
  });

  it('[T6] a long passage that comes back without an intent is its writer’s', () => {
    const { ann, ben, writers } = meet();
    const id = ann.add('note', {}, 'abcdefghabcdefgh');
    ben.disconnect();
    ben.erase(id, 0, 12);
    ben.connect();
    ben.type(id, 0, 'abcdefghabcd');
    expect(writers(id)).toEqual({ ann: 16 });
  });

  it('[T7] pasted words keep their writers, words beside them are new', () => {
    const { ann, ben, cleo, writers } = meet();
    const source = ann.add('note', {}, 'abcdefgh');
    const target = ben.add('note', {}, 'ij');
    cleo.type(target, 2, 'qrcdefghst', { kind: 'paste', sources: [source] });
    expect(writers(target)).toEqual({ ben: 2, cleo: 4, ann: 6 });
  });

  it.each(['the same item', 'another item'])('[T7] words cut out and pasted into %s keep their writers', (where) => {
    const { ann, ben, cleo, acts, writers } = meet();
    const source = ann.add('note', {}, 'abcdefghab');
    const target = where === 'the same item' ? source : ben.add('note', {}, 'ij');
    cleo.erase(source, 2, 6);
    expect(writers(source)).toEqual({ ann: 4 });
    cleo.type(target, 2, 'cdefgh', { kind: 'paste', sources: [source] });
    expect(writers(target)).toEqual(where === 'the same item' ? { ann: 10 } : { ann: 6, ben: 2 });
    expect(acts(target).filter(([, kind]) => kind === 'wrote')).not.toContainEqual(expect.arrayContaining(['cleo']));
  });

  it('[T7] so does a short piece, if it is what the person cut last, and not letters picked from it', () => {
    const { ann, ben, cleo, writers } = meet();
    const source = ann.add('note', {}, 'abcdef');
    const target = ben.add('note', {}, 'ij');
    cleo.erase(source, 0, 2);
    ben.type(target, 2, 'ba', { kind: 'paste', sources: [source] });
    cleo.type(target, 0, 'ab', { kind: 'paste', sources: [source] });
    expect(writers(target)).toEqual({ ben: 4, ann: 2 });
  });
});
