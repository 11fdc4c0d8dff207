import { Histogram } from '../Histogram.ts';

/** What is counted of a load, from `begin` to `end`; what was sent before or after is not. Times are in ms. */
export class Observation {
  /** From sending an edit until a probe has it. */
  edits = new Histogram();
  /** From sending an edit until its sender is told that it is on disk. */
  saved = new Histogram();
  cursors = 0;
  #from = Infinity;
  #until = Infinity;

  begin(now: number): void {
    this.edits = new Histogram();
    this.saved = new Histogram();
    this.cursors = 0;
    this.#from = now;
    this.#until = Infinity;
  }

  /** From now on only what is already under way counts. */
  end(now: number): void {
    this.#until = now;
  }

  covers(sentAt: number): boolean {
    return sentAt >= this.#from && sentAt <= this.#until;
  }

  onEdit(sentAt: number, now: number): void {
    if (this.covers(sentAt)) this.edits.add(now - sentAt);
  }

  onSaved(sentAt: number, now: number): void {
    if (this.covers(sentAt)) this.saved.add(now - sentAt);
  }

  onCursor(now: number): void {
    if (this.covers(now)) this.cursors += 1;
  }
}
