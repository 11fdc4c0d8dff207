import type { TLNoteShape } from '@tldraw/tlschema';
import { writeChanges } from '@weft/board-model';
import type { SealedEntry } from '@weft/history/sealing';
import type { ConnectionId } from '@weft/protocol';
import * as Y from 'yjs';
import { noteRecord, sentence } from '../board/boardRecords.ts';
import { WEFT } from '../board/BoardStorage.ts';
import { seededRandom } from '../seededRandom.ts';

export interface WorkshopPlan {
  readonly people: number;
  readonly items: number;
  readonly updates: number;
  /**
   * `drags`: everybody takes up one item after the other, moves it for some seconds or writes into it, all at once.
   * `interleaved`: every change is of another item and by another person, the worst that can happen to tombstones.
   */
  readonly work: 'drags' | 'interleaved';
}

const BEGAN = 1_760_000_000_000;
/** A hand that moves something writes four times a second. */
const WRITE_MS = 250;
const PIXELS_PER_WRITE = 120;
/** Once in so many updates everybody rests. */
const REST_EVERY = 20_000;
const REST_MS = 15 * 60_000;
/** So many of ten times that somebody takes up an item they write into it. */
const WRITING = 2;

/** What people leave in the log of a workshop, entry by entry: notes come one after the other until half of it is over. */
export function* workshopLog({ people, items, updates, work }: WorkshopPlan): Generator<SealedEntry, void, undefined> {
  const random = seededRandom(11);
  const below = (end: number): number => Math.floor(random() * end);
  const board = new WorkshopBoard(people, updates);
  const hands = Array.from({ length: people }, (): Hand => ({ note: 0, left: 0, writes: false, direction: 0 }));
  yield* board.seed();
  while (board.notes.length < Math.min(items, 30)) yield* board.add(below(people));
  while (board.seq < updates) {
    const wanted = work === 'drags' ? Math.ceil((items * 2 * board.seq) / updates) : items;
    for (let turn = 0; turn < people; turn++) {
      // In no fixed order: who is next is a thing to be written down.
      const person = below(people);
      const hand = hands[person] as Hand;
      board.wait(Math.max(1, Math.round(WRITE_MS / people) + below(9) - 4));
      if (board.seq % REST_EVERY < people && board.seq > people) board.rest();
      if (board.notes.length < Math.min(items, wanted)) yield* board.add(person);
      else if (work === 'interleaved') yield* board.move(person, below(board.notes.length), below(8_000), below(6_000));
      else {
        if (hand.left-- <= 0) {
          Object.assign(hand, { note: below(board.notes.length), left: 4 + below(12), writes: below(10) < WRITING });
        }
        hand.direction += (random() - 0.5) * 2;
        const length = random() * PIXELS_PER_WRITE;
        const [dx, dy] = [Math.cos(hand.direction) * length, Math.sin(hand.direction) * length];
        yield* hand.writes ? board.write(person, hand.note) : board.moveBy(person, hand.note, dx, dy);
      }
    }
  }
}

interface Hand {
  note: number;
  left: number;
  writes: boolean;
  direction: number;
}

/** One document in which everybody writes with a clientID of their own: what a relay sees, without a network. */
class WorkshopBoard {
  readonly notes: TLNoteShape[] = [];
  readonly #doc = new Y.Doc();
  readonly #updates: number;
  readonly #made: SealedEntry[] = [];
  #seq = 0;
  #at = BEGAN;
  #rested = 0;
  #author = 0;

  constructor(people: number, updates: number) {
    this.#updates = updates;
    this.#doc.on('update', (payload: Uint8Array) => {
      if (this.#seq >= this.#updates) return;
      this.#seq += 1;
      const connectionId = `connection-${this.#author % people}` as ConnectionId;
      this.#made.push({ seq: this.#seq, at: this.#at, author: this.#author, connectionId, kind: 'update', payload });
    });
  }

  get seq(): number {
    return this.#seq;
  }

  wait(ms: number): void {
    this.#at += ms;
  }

  /** Once in each stretch of work. */
  rest(): void {
    const stretch = Math.floor(this.#seq / REST_EVERY);
    if (stretch > this.#rested) this.#at += REST_MS;
    this.#rested = stretch;
  }

  seed(): Generator<SealedEntry> {
    return this.#as(0, () => WEFT.putAll(this.#doc, []));
  }

  add(person: number): Generator<SealedEntry> {
    const number = this.notes.length;
    const note = noteRecord(number, sentence(number));
    this.notes.push(note);
    const added = { added: { [note.id]: note }, updated: {}, removed: {} };
    return this.#as(person + 1, () => writeChanges(this.#doc, added, 'bench'));
  }

  move(person: number, number: number, x: number, y: number): Generator<SealedEntry> {
    const from = this.notes[number] as TLNoteShape;
    const to = { ...from, x, y };
    this.notes[number] = to;
    return this.#as(person + 1, () => WEFT.move(this.#doc, from, to));
  }

  moveBy(person: number, number: number, dx: number, dy: number): Generator<SealedEntry> {
    const { x, y } = this.notes[number] as TLNoteShape;
    return this.move(person, number, x + dx, y + dy);
  }

  /** One letter more; a text that has become long is begun anew. */
  write(person: number, number: number): Generator<SealedEntry> {
    const map = this.#doc.getMap('records').get((this.notes[number] as TLNoteShape).id) as Y.Map<unknown>;
    const line = ((map.get('text') as Y.XmlFragment).get(0) as Y.XmlElement).get(0) as Y.XmlText;
    return this.#as(person + 1, () => {
      if (line.length > 120) line.delete(20, line.length - 20);
      else line.insert(line.length, String.fromCharCode(97 + (this.#seq % 26)));
    });
  }

  *#as(author: number, change: () => void): Generator<SealedEntry> {
    this.#author = author;
    this.#doc.clientID = 3_000_000_017 + author * 104_729_321;
    this.#doc.transact(change);
    yield* this.#made.splice(0);
  }
}
