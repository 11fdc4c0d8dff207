import { Peer, type PeerOptions } from './Peer.ts';
import { addNote, deleteNote, moveNote, noteIds, typeInto } from './notes.ts';
import type { SeededRandom } from './seededRandom.ts';

const MAX_NOTES = 25;

/** A peer that never rests: adds notes, writes into anybody's, moves and deletes its own. Goes on while it is offline. */
export class Writer extends Peer {
  readonly #name: string;
  readonly #random: SeededRandom;
  readonly #own: string[] = [];
  #count = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(name: string, random: SeededRandom, options: PeerOptions) {
    super(options);
    this.#name = name;
    this.#random = random;
  }

  start(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null;
        if (this.closed !== null) return;
        this.#act();
        this.start();
      },
      this.#random.between(1, 12),
    );
  }

  pause(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  override destroy(): void {
    this.pause();
    super.destroy();
  }

  #act(): void {
    const chance = this.#random.next();
    if (chance < 0.2 || this.#own.length === 0) this.#add();
    else if (chance < 0.55) this.#write();
    else if (chance < 0.9) this.#move();
    else if (chance < 0.95) for (let step = 0; step < 20; step++) this.#move();
    else this.#remove();
  }

  #add(): void {
    // Nothing can be added before the server's page has arrived.
    if (!this.provider.synced && this.#own.length === 0) return;
    const id = `shape:${this.#name}-${this.#count++}`;
    addNote(this.doc, id, this.#random.between(0, 1000), this.#random.between(0, 1000));
    this.#own.push(id);
    if (this.#own.length > MAX_NOTES) this.#remove();
  }

  /** Every word is written once only in the whole test: finding one twice means that something came back. */
  #write(): void {
    const id = this.#random.pick(noteIds(this.doc));
    if (id !== undefined) typeInto(this.doc, id, `<${this.#name}.${this.#count++}>`);
  }

  #move(): void {
    const id = this.#random.pick(this.#own);
    if (id !== undefined) moveNote(this.doc, id, this.#random.between(0, 1000), this.#random.between(0, 1000));
  }

  #remove(): void {
    const [id] = this.#own.splice(this.#random.between(0, this.#own.length - 1), 1);
    if (id !== undefined) deleteNote(this.doc, id);
  }
}
