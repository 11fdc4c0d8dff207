import * as Y from 'yjs';
import { ANN, MALLORY } from './boardOfTwo.testkit.ts';
import { person, SimulatedBoard } from './simulatedBoard.testkit.ts';
import type { Verdict } from './index.ts';

export const FAY = person('fay');

/** A page with a frame in which lies a group with a note in it, a note beside them, and an arrow between the notes. */
const RECORDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'page:page': { name: 'Page 1' },
  'shape:frame': { type: 'frame', parentId: 'page:page', xy: [0, 0] },
  'shape:group': { type: 'group', parentId: 'shape:frame', xy: [0, 0] },
  'shape:inner': { type: 'note', parentId: 'shape:group', xy: [1, 1], 'props.color': 'blue' },
  'shape:note': { type: 'note', parentId: 'page:page', xy: [5, 5], 'props.color': 'yellow' },
  'shape:arrow': { type: 'arrow', parentId: 'page:page', xy: [3, 3] },
  'binding:start': { type: 'arrow', fromId: 'shape:arrow', toId: 'shape:note' },
};
const WRITTEN = new Set(['shape:note', 'shape:inner']);

export function boardWithLocks(...locked: readonly string[]): SimulatedBoard {
  const board = new SimulatedBoard((doc) => {
    for (const [id, record] of Object.entries(RECORDS)) {
      const map = new Y.Map(Object.entries(record));
      doc.getMap('records').set(id, map);
      if (WRITTEN.has(id)) writeText(map);
      if (id === 'shape:note') map.set('props.segments', Y.Array.from(['first']));
    }
  });
  for (const id of locked) board.locked.add(id);
  return board;
}

function writeText(record: Y.Map<unknown>): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('what if')]);
  const text = new Y.XmlFragment();
  text.insert(0, [paragraph]);
  record.set('text', text);
}

export type Records = Y.Map<Y.Map<unknown>>;

export const recordMapsOf = (doc: Y.Doc): Records => doc.getMap<Y.Map<unknown>>('records');

let lastClientId = 1_000;

/** Somebody's copy of a board, from which updates are taken as they are made. */
export class Copy {
  readonly doc = new Y.Doc();
  readonly #board: SimulatedBoard;

  constructor(board: SimulatedBoard) {
    this.#board = board;
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(board.doc));
    this.doc.clientID = lastClientId += 1;
  }

  update(edit: (records: Records) => void): Uint8Array {
    const before = Y.encodeStateVector(this.doc);
    this.doc.transact(() => edit(recordMapsOf(this.doc)));
    return Y.encodeStateAsUpdate(this.doc, before);
  }

  /** Edits, and sends it. */
  send(edit: (records: Records) => void, by = MALLORY): Verdict {
    const role = by === FAY ? 'facilitator' : 'participant';
    return this.#board.receive(this.update(edit), by, role, this);
  }
}

export const recordsIn = (doc: Y.Doc): Record<string, unknown> => doc.getMap('records').toJSON();

/** The words of a note. */
export function textOf(record: Y.Map<unknown> | undefined): Y.XmlText {
  const paragraph = (record?.get('text') as Y.XmlFragment | undefined)?.get(0) as Y.XmlElement | undefined;
  const words = paragraph?.get(0);
  if (!(words instanceof Y.XmlText)) throw new Error('there are no words');
  return words;
}

export { ANN, MALLORY };
