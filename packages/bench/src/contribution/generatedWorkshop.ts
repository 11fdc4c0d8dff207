import * as Y from 'yjs';
import type { ConnectionId, Intent, LogEntry, PersonId } from '@weft/protocol';
import { seededRandom } from '../seededRandom.ts';

/** Every person writes with letters of their own, so that a text tells who wrote it. */
const FIRST_LETTER = 0x4e00;
const LETTERS = 50;

export interface WorkshopSize {
  readonly people: number;
  readonly items: number;
  readonly updates: number;
}

/** A log as a workshop makes it, and what is known of it without folding: by how it was made. */
export interface GeneratedWorkshop {
  readonly entries: readonly LogEntry[];
  readonly startedBy: ReadonlyMap<string, PersonId>;
  /** Of every item on the board, how many characters each person wrote. */
  readonly writers: ReadonlyMap<string, ReadonlyMap<PersonId, number>>;
}

const personOf = (index: number): PersonId => `person-${index}` as PersonId;

/**
 * People make notes, drag them about, type into their own and others' (letter by letter, in bursts), take letters out,
 * undo their typing, copy notes and remove some. Three quarters of the updates are moves, as on boards in use.
 */
export function generateWorkshop({ people, items, updates }: WorkshopSize, seed = 7): GeneratedWorkshop {
  const random = seededRandom(seed);
  const making = new Making(people);
  const below = (end: number): number => Math.floor(random() * end);
  const anyItem = (): string => making.ids[below(making.ids.length)] as string;
  while (making.ids.length < Math.min(items, updates / 10)) making.add(below(people), below(12), below(LETTERS));
  while (making.entries.length < updates) {
    const person = below(people);
    const act = random();
    making.wait(below(400));
    if (act < 0.6) making.drag(person, anyItem(), 2 + below(8), below(2_000));
    else if (act < 0.9) making.type(person, anyItem(), 1 + below(6), below(LETTERS), random());
    else if (act < 0.95) making.erase(person, anyItem(), 1 + below(4), random());
    else if (act < 0.97) making.copy(person, anyItem());
    else if (act < 0.98) making.regret(person, anyItem(), 1 + below(6), below(LETTERS), random());
    else if (making.ids.length > items) making.remove(person, anyItem());
    else making.add(person, below(12), below(LETTERS));
  }
  return making.done();
}

/** One document in which everybody writes with a clientID of their own: what a relay sees, without a network. */
class Making {
  readonly entries: LogEntry[] = [];
  readonly ids: string[] = [];
  readonly #doc = new Y.Doc();
  readonly #records = this.#doc.getMap<Y.Map<unknown>>('records');
  readonly #startedBy = new Map<string, PersonId>();
  readonly #managers: Y.UndoManager[];
  readonly #people: number;
  #now = 1_700_000_000_000;
  #next = 0;
  #by: { readonly person: number; readonly intent?: Intent } = { person: 0 };

  constructor(people: number) {
    this.#people = people;
    this.#doc.on('update', (payload: Uint8Array) => this.#log(payload));
    this.#managers = Array.from(
      { length: people },
      (_, person) => new Y.UndoManager(this.#records, { trackedOrigins: new Set([person]), captureTimeout: 0 }),
    );
  }

  wait(ms: number): void {
    this.#now += ms;
  }

  add(person: number, length: number, seed: number): void {
    const text = lettersOf(person, length, seed);
    this.#act(person, () => this.#put(person, text));
  }

  copy(person: number, source: string): void {
    const text = this.#text(source);
    this.#act(person, () => this.#startedBy.set(this.#put(person, text), this.#startedBy.get(source) as PersonId), {
      kind: 'copy',
      sources: [source],
    });
  }

  drag(person: number, id: string, moves: number, to: number): void {
    for (let move = 0; move < moves; move++) {
      this.#now += 60;
      this.#act(person, () => this.#records.get(id)?.set('xy', [to + move * 3, to - move * 5]));
    }
  }

  type(person: number, id: string, length: number, seed: number, where: number): void {
    const at = Math.floor(where * (this.#text(id).length + 1));
    for (const [i, letter] of Array.from(lettersOf(person, length, seed)).entries()) {
      this.#now += 120;
      this.#act(person, () => this.#line(id).insert(at + i, letter));
    }
  }

  erase(person: number, id: string, length: number, where: number): void {
    const all = this.#text(id).length;
    const at = Math.floor(where * all);
    if (all > 0) this.#act(person, () => this.#line(id).delete(at, Math.min(length, all - at)));
  }

  /** Types and takes it back, or takes out what is there and brings that back. */
  regret(person: number, id: string, length: number, seed: number, where: number): void {
    if (where < 0.5) this.type(person, id, length, seed, where);
    else this.erase(person, id, length, where);
    this.#by = { person, intent: { kind: 'undo' } };
    this.#doc.clientID = clientOf(person);
    this.#managers[person]?.undo();
  }

  remove(person: number, id: string): void {
    this.#act(person, () => this.#records.delete(id));
    this.ids.splice(this.ids.indexOf(id), 1);
  }

  done(): GeneratedWorkshop {
    const writers = new Map(this.ids.map((id) => [id, this.#writersOf(id)]));
    for (const manager of this.#managers) manager.destroy();
    return { entries: this.entries, startedBy: this.#startedBy, writers };
  }

  #put(person: number, text: string): string {
    const id = `shape:${this.#next++}`;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    const fragment = new Y.XmlFragment();
    fragment.insert(0, [paragraph]);
    this.#records.set(id, new Y.Map<unknown>(Object.entries({ type: 'note', xy: [0, 0], text: fragment })));
    this.#startedBy.set(id, personOf(person));
    this.ids.push(id);
    return id;
  }

  #act(person: number, change: () => void, intent?: Intent): void {
    this.#by = intent === undefined ? { person } : { person, intent };
    this.#doc.clientID = clientOf(person);
    this.#doc.transact(change, person);
  }

  #log(payload: Uint8Array): void {
    const { person, intent } = this.#by;
    this.entries.push({
      seq: this.entries.length + 1,
      at: this.#now,
      personId: personOf(person),
      connectionId: `connection-${person}` as ConnectionId,
      kind: 'update',
      ...(intent === undefined ? {} : { intent }),
      payload,
    });
  }

  #line(id: string): Y.XmlText {
    const fragment = this.#records.get(id)?.get('text') as Y.XmlFragment;
    return (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  }

  #text(id: string): string {
    return this.#line(id).toString();
  }

  #writersOf(id: string): ReadonlyMap<PersonId, number> {
    const writers = new Map<PersonId, number>();
    for (const letter of this.#text(id)) {
      const person = personOf(Math.floor((letter.charCodeAt(0) - FIRST_LETTER) / LETTERS) % this.#people);
      writers.set(person, (writers.get(person) ?? 0) + 1);
    }
    return writers;
  }
}

const clientOf = (person: number): number => 3_000_000_017 + person * 1_009;

const lettersOf = (person: number, length: number, seed: number): string =>
  Array.from({ length }, (_, i) =>
    String.fromCharCode(FIRST_LETTER + person * LETTERS + ((seed + i * 7) % LETTERS)),
  ).join('');
