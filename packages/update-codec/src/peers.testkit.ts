import * as fc from 'fast-check';
import * as Y from 'yjs';

/** One editing session as a browser has it: a document, and an undo history of its own changes only. */
export interface Peer {
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
}

const LOCAL = 'local';

export function openPeer(clientId: number, gc = true): Peer {
  const doc = new Y.Doc({ gc });
  doc.clientID = clientId;
  const undo = new Y.UndoManager(doc.getMap('records'), { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 });
  return { doc, undo };
}

const WORDS = ['weft', 'a', '🧵', 'ß→', 'threads that cross ', 'e\u0301', '𝄞𝄞', '\ufeff'];
const VALUES = [0, -1, 3.5, 2 ** 40, 'note', '', true, false, null, undefined, [1, [2, ['x']]], { a: { b: [] } }, 12n];
const BYTES = new Uint8Array([1, 2, 250]);

/** What people do to a board: each takes two free numbers and finds something to do it to. */
const ACTIONS = {
  addRecord({ doc }: Peer, a: number) {
    const record = new Y.Map<unknown>();
    doc.getMap('records').set(`shape:${a % 5}`, record);
    record.set('type', 'note');
    record.set('xy', [a, a / 64]);
    const text = new Y.XmlFragment();
    record.set('text', text);
    text.insert(0, [paragraphOf('what are we making?')]);
    record.set('points', new Y.Array());
  },
  removeRecord({ doc }: Peer, a: number) {
    doc.getMap('records').delete(pickKey(doc, a) ?? '');
  },
  move({ doc }: Peer, a: number, b: number) {
    pickRecord(doc, a)?.set('xy', [a / 64, b / 64]);
  },
  style({ doc }: Peer, a: number, b: number) {
    pickRecord(doc, a)?.set(`props.${b % 4}`, b % 17 === 0 ? BYTES : VALUES[b % VALUES.length]);
  },
  unstyle({ doc }: Peer, a: number, b: number) {
    pickRecord(doc, a)?.delete(`props.${b % 4}`);
  },
  nest({ doc }: Peer, a: number, b: number) {
    const inner = new Y.Map<unknown>();
    pickRecord(doc, a)?.set(`meta.${b % 2}`, inner);
    if (inner.doc) inner.set('more', new Y.Map([['deep', b]]));
  },
  draw({ doc }: Peer, a: number, b: number) {
    const points = pickRecord(doc, a)?.get('points');
    if (points instanceof Y.Array) points.insert(b % (points.length + 1), [a, b, { z: 0.5 }]);
  },
  erase({ doc }: Peer, a: number, b: number) {
    const points = pickRecord(doc, a)?.get('points');
    if (points instanceof Y.Array && points.length > 0) points.delete(b % points.length, 1);
  },
  paragraph({ doc }: Peer, a: number) {
    const text = pickRecord(doc, a)?.get('text');
    if (!(text instanceof Y.XmlFragment)) return;
    text.insert(a % (text.length + 1), [paragraphOf('')]);
  },
  write({ doc }: Peer, a: number, b: number) {
    const text = pickText(doc, a);
    text?.insert(placeIn(text, b), WORDS[b % WORDS.length] ?? '');
  },
  format({ doc }: Peer, a: number, b: number) {
    const text = pickText(doc, a);
    const mark = b % 3 === 0 ? { bold: null } : { [b % 2 ? 'bold' : 'link']: { href: a } };
    if (text !== undefined) text.format(...rangeIn(text, b), mark);
  },
  emphasise({ doc }: Peer, a: number, b: number) {
    // The same marks by several people at once are what Yjs tidies up.
    pickText(doc, a)?.format(0, 1, { strong: b % 4 !== 0 || null });
  },
  embed({ doc }: Peer, a: number, b: number) {
    const text = pickText(doc, a);
    text?.insertEmbed(placeIn(text, b), { image: `a"${b}`, list: [null, 1e-9] });
  },
  cut({ doc }: Peer, a: number, b: number) {
    const text = pickText(doc, a);
    if (text !== undefined) text.delete(...rangeIn(text, b));
  },
  board({ doc }: Peer, a: number) {
    doc.getMap('board').set('format', a);
  },
  undo({ undo }: Peer) {
    undo.undo();
  },
  redo({ undo }: Peer) {
    undo.redo();
  },
};

function paragraphOf(text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.setAttribute('level', '1');
  paragraph.insert(0, [new Y.XmlText(text)]);
  return paragraph;
}

/** A place between characters: no editor puts the caret into a surrogate pair, and Yjs does not converge if one does. */
function placeIn(text: Y.XmlText, wish: number): number {
  const delta = text.toDelta() as { insert: unknown }[];
  const characters = delta.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
  const place = wish % (characters.length + 1);
  const isInPair = /[\udc00-\udfff]/.test(characters.charAt(place));
  return isInPair ? place - 1 : place;
}

function rangeIn(text: Y.XmlText, wish: number): [index: number, length: number] {
  const from = placeIn(text, wish);
  return [from, Math.max(0, placeIn(text, Math.min(from + 4, text.length)) - from)];
}

function pickKey(doc: Y.Doc, a: number): string | undefined {
  const keys = [...doc.getMap('records').keys()].toSorted();
  return keys[a % keys.length];
}

function pickRecord(doc: Y.Doc, a: number): Y.Map<unknown> | undefined {
  const record = doc.getMap('records').get(pickKey(doc, a) ?? '');
  return record instanceof Y.Map ? record : undefined;
}

function pickText(doc: Y.Doc, a: number): Y.XmlText | undefined {
  const fragment = pickRecord(doc, a)?.get('text');
  if (!(fragment instanceof Y.XmlFragment) || fragment.length === 0) return undefined;
  const element = fragment.get(a % fragment.length);
  const text = element instanceof Y.XmlElement ? element.get(0) : undefined;
  return text instanceof Y.XmlText ? text : undefined;
}

export interface Edit {
  readonly action: keyof typeof ACTIONS;
  readonly a: number;
  readonly b: number;
}

export function perform(peer: Peer, { action, a, b }: Edit): void {
  if (action === 'undo' || action === 'redo') ACTIONS[action](peer);
  else peer.doc.transact(() => ACTIONS[action](peer, a, b), LOCAL);
}

const weights: Partial<Record<Edit['action'], number>> = { addRecord: 3, write: 8, format: 6, cut: 4, draw: 4 };

export const edit: fc.Arbitrary<Edit> = fc.record({
  action: fc.oneof(
    ...(Object.keys(ACTIONS) as Edit['action'][]).map((action) => ({
      arbitrary: fc.constant(action),
      weight: weights[action] ?? 2,
    })),
  ),
  a: fc.nat(99),
  b: fc.nat(999),
});

/** Who does what, and when two of them meet: `meet` applies all of the peer's state to the others. */
export const history: fc.Arbitrary<readonly { readonly peer: number; readonly edit: Edit; readonly meet: boolean }[]> =
  fc.array(fc.record({ peer: fc.nat(2), edit, meet: fc.boolean() }), { minLength: 20, maxLength: 90 });

/**
 * Plays a history and gathers every kind of update that Yjs makes of it: single ones, whole states, differences from
 * any point, merges, with and without garbage collection.
 */
export function updatesOf(steps: Iterable<{ peer: number; edit: Edit; meet: boolean }>, gc: boolean): Uint8Array[] {
  const peers = [openPeer(7, gc), openPeer(4_000_000_000, gc), openPeer(300, gc)];
  const updates: Uint8Array[] = [];
  for (const { doc } of peers) doc.on('update', (update: Uint8Array) => updates.push(update));
  const vectors: Uint8Array[] = [new Uint8Array([0])];
  for (const { peer: index, edit: what, meet } of steps) {
    const peer = peers[index] as Peer;
    perform(peer, what);
    if (!meet) continue;
    vectors.push(Y.encodeStateVector(peer.doc));
    const state = Y.encodeStateAsUpdate(peer.doc);
    for (const other of peers) if (other !== peer) Y.applyUpdate(other.doc, state, 'remote');
  }
  const single = updates.slice();
  for (const { doc } of peers) for (const vector of vectors.slice(-4)) updates.push(Y.encodeStateAsUpdate(doc, vector));
  updates.push(Y.mergeUpdates(single), Y.mergeUpdates(single.filter((_, index) => index % 2 === 0)));
  return updates;
}
