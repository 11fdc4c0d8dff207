import * as Y from 'yjs';
import type { BoardEvent, ConnectionId, Intent, LogEntry, PersonId } from '@weft/protocol';

/**
 * People at one board, a relay and its log, without sockets. Everyone writes with letters of their own alphabet, so
 * every character tells its writer, and attribution can be checked against the text itself.
 */
const ALPHABETS = ['abcdefgh', 'ijklmnop', 'qrstuvwx'] as const;

const person = (index: number): PersonId => `person-${index}` as PersonId;

export const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export class Workshop {
  readonly log: LogEntry[] = [];
  readonly live = new Y.Doc();
  readonly peers: Peer[];
  now = 1_000_000;
  #logging: { peer: Peer | null; intent: Intent | undefined } | null = null;

  constructor(people: number) {
    this.live.clientID = 1;
    this.live.on('update', (payload: Uint8Array) => this.#append(payload));
    this.peers = Array.from({ length: people }, (_, index) => new Peer(this, index));
  }

  /** Lets time pass, in ms. */
  wait(ms: number): void {
    this.now += ms;
  }

  /** What the relay does with an update: applies it, logs what was new, passes it on. */
  receive(peer: Peer | null, update: Uint8Array, intent?: Intent): void {
    this.#logging = { peer, intent };
    this.live.transact(() => Y.applyUpdate(this.live, update));
    this.#logging = null;
  }

  /** The server changes the board by itself, or on a person's behalf. */
  serverDoes(change: (records: Y.Map<unknown>) => void, behalf: Peer | null = null, intent?: Intent): void {
    this.#logging = { peer: behalf, intent };
    this.live.transact(() => change(this.live.getMap('records')));
    this.#logging = null;
  }

  event(peer: Peer, event: BoardEvent): void {
    this.#push(peer, 'event', new TextEncoder().encode(JSON.stringify(event)), undefined);
  }

  text(itemId: string): string {
    return textIn(this.live, itemId);
  }

  /** Characters in an item's text by the alphabet that they belong to. */
  truth(itemId: string): Map<PersonId, number> {
    const counts = new Map<PersonId, number>();
    for (const letter of this.text(itemId)) {
      const writer = person(ALPHABETS.findIndex((alphabet) => alphabet.includes(letter)));
      counts.set(writer, (counts.get(writer) ?? 0) + 1);
    }
    return counts;
  }

  itemIds(): string[] {
    return [...this.live.getMap('records').keys()].filter((id) => id.startsWith('shape:')).toSorted(byName);
  }

  #append(payload: Uint8Array): void {
    const { peer = null, intent } = this.#logging ?? {};
    this.#push(peer, 'update', payload, intent);
    for (const other of this.peers) if (other.online) other.hear(payload);
  }

  #push(peer: Peer | null, kind: 'update' | 'event', payload: Uint8Array, intent: Intent | undefined): void {
    this.log.push({
      seq: this.log.length + 1,
      at: this.now,
      personId: peer === null ? null : person(peer.index),
      connectionId: `connection-${peer?.index ?? 'server'}` as ConnectionId,
      kind,
      ...(intent === undefined ? {} : { intent }),
      payload,
    });
  }
}

export class Peer {
  readonly doc = new Y.Doc();
  readonly records = this.doc.getMap('records');
  readonly undoManager: Y.UndoManager;
  readonly index: number;
  online = true;
  readonly #workshop: Workshop;
  #intent: Intent | undefined;
  #items = 0;

  constructor(workshop: Workshop, index: number) {
    this.#workshop = workshop;
    this.index = index;
    this.doc.clientID = 100 + index;
    this.undoManager = new Y.UndoManager(this.records, { trackedOrigins: new Set([this]), captureTimeout: 0 });
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== workshop && this.online) workshop.receive(this, update, this.#intent);
    });
  }

  get id(): PersonId {
    return person(this.index);
  }

  hear(update: Uint8Array): void {
    Y.transact(this.doc, () => Y.applyUpdate(this.doc, update, this.#workshop), this.#workshop);
  }

  disconnect(): void {
    this.online = false;
  }

  connect(): void {
    if (this.online) return;
    this.online = true;
    this.hear(Y.encodeStateAsUpdate(this.#workshop.live, Y.encodeStateVector(this.doc)));
    this.#workshop.receive(this, Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#workshop.live)));
  }

  /** One transaction of one's own, explained by an intent if there is one. */
  act(change: () => void, intent?: Intent): void {
    this.#intent = intent;
    this.doc.transact(change, this);
    this.#intent = undefined;
  }

  undo(): void {
    this.#intent = { kind: 'undo' };
    this.undoManager.undo();
    this.#intent = undefined;
  }

  redo(): void {
    this.#intent = { kind: 'redo' };
    this.undoManager.redo();
    this.#intent = undefined;
  }

  add(type: string, fields: Record<string, unknown> = {}, text = '', intent?: Intent): string {
    const id = `shape:${this.index}-${this.#items++}`;
    this.act(() => this.records.set(id, newRecord({ type, xy: [0, 0], ...fields }, text)), intent);
    return id;
  }

  set(id: string, key: string, value: unknown, intent?: Intent): void {
    this.act(() => (this.records.get(id) as Y.Map<unknown>).set(key, value), intent);
  }

  remove(id: string, intent?: Intent): void {
    this.act(() => this.records.delete(id), intent);
  }

  /** Types into the paragraph that holds the position. */
  type(id: string, at: number, text: string, intent?: Intent): void {
    this.act(() => {
      const { line, offset } = this.#locate(id, at);
      line.insert(offset, text);
    }, intent);
  }

  /** Types letter by letter, as people do. */
  typeSlowly(id: string, at: number, text: string): void {
    for (const [i, letter] of text.split('').entries()) {
      this.type(id, at + i, letter);
      this.#workshop.wait(100);
    }
  }

  erase(id: string, at: number, length: number, intent?: Intent): void {
    this.act(() => {
      const { line, offset } = this.#locate(id, at);
      line.delete(offset, Math.min(length, line.length - offset));
    }, intent);
  }

  /** Enter in the middle of a paragraph, as y-prosemirror writes it: the tail is deleted and comes anew. */
  split(id: string, at: number): void {
    this.act(() => {
      const { line, offset, paragraph } = this.#locate(id, at);
      const tail = plain(line).slice(offset);
      line.delete(offset, tail.length);
      const fragment = textFragment(this.doc, id) as Y.XmlFragment;
      fragment.insert(indexIn(fragment, paragraph) + 1, [newParagraph(tail)]);
    });
  }

  letters(length: number, seed = 0): string {
    const alphabet = ALPHABETS[this.index % ALPHABETS.length] as string;
    return Array.from({ length }, (_, i) => alphabet[(seed + i * 3 + ((i * seed) % 5)) % alphabet.length]).join('');
  }

  text(id: string): string {
    return textIn(this.doc, id);
  }

  #locate(id: string, at: number): { line: Y.XmlText; offset: number; paragraph: Y.XmlElement } {
    const paragraphs = (textFragment(this.doc, id) as Y.XmlFragment).toArray() as Y.XmlElement[];
    let left = at;
    for (const paragraph of paragraphs) {
      const line = paragraph.get(0) as Y.XmlText;
      if (left <= line.length) return { line, offset: left, paragraph };
      left -= line.length;
    }
    const paragraph = paragraphs.at(-1) as Y.XmlElement;
    const line = paragraph.get(0) as Y.XmlText;
    return { line, offset: line.length, paragraph };
  }
}

export function newRecord(fields: Record<string, unknown>, text: string): Y.Map<unknown> {
  const fragment = new Y.XmlFragment();
  fragment.insert(0, [newParagraph(text)]);
  return new Y.Map<unknown>([...Object.entries(fields), ['text', fragment]]);
}

function newParagraph(text: string): Y.XmlElement {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  return paragraph;
}

const indexIn = (fragment: Y.XmlFragment, element: Y.XmlElement): number => fragment.toArray().indexOf(element);

function textFragment(doc: Y.Doc, id: string): Y.XmlFragment | null {
  const record = doc.getMap('records').get(id);
  const fragment = record instanceof Y.Map ? record.get('text') : null;
  return fragment instanceof Y.XmlFragment ? fragment : null;
}

function textIn(doc: Y.Doc, id: string): string {
  const paragraphs = (textFragment(doc, id)?.toArray() ?? []) as Y.XmlElement[];
  return paragraphs
    .map((paragraph) =>
      paragraph
        .toArray()
        .map((line) => plain(line as Y.XmlText))
        .join(''),
    )
    .join('');
}

const plain = (line: Y.XmlText): string =>
  (line.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
