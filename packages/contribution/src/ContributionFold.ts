import * as Y from 'yjs';
import { readBoardEvent, type LogEntry } from '@weft/protocol';
import { Authorship } from './Authorship.ts';
import { BoardItems } from './BoardItems.ts';
import { ContributionBook } from './ContributionBook.ts';
import { doingOf, judgeBinding, judgeBuildOn, type Judging } from './judgeChange.ts';
import { judgeShapes } from './judgeShape.ts';
import { clientsOf, readRecordChanges } from './recordChanges.ts';
import { tellContributions, tellItems, type FoldedContribution, type FoldedItem } from './foldResult.ts';

export interface FoldOptions {
  /** Acts of one person, kind and item with at most this pause between them are one contribution. */
  readonly pauseMs?: number;
}

/** Long enough to think while typing, short enough that coming back to something counts as coming back. */
export const PAUSE_MS = 30_000;

export interface FoldResult {
  /** The last entry folded. */
  readonly seq: number;
  /** In the order in which they were first started, those no longer on the board included. */
  readonly items: readonly FoldedItem[];
  /** By when they began. */
  readonly contributions: readonly FoldedContribution[];
}

/**
 * From the log to contributions, entry by entry. The same entries give the same result, however they are portioned; all
 * rules are numbered in SPEC.md. Keeps its own document, in which each entry is one transaction, and reads from each
 * transaction what took effect and whose it is.
 */
export class ContributionFold {
  readonly #doc = new Y.Doc();
  readonly #records = this.#doc.getMap('records');
  readonly #authorship = new Authorship();
  readonly #pauseMs: number;
  readonly #book: ContributionBook;
  readonly #items: BoardItems;
  #seq = 0;
  #entry: LogEntry | null = null;

  constructor(options: FoldOptions = {}) {
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
    this.#book = new ContributionBook(this.#pauseMs);
    this.#items = new BoardItems(this.#authorship);
    this.#doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (this.#entry !== null) this.#judge(transaction, this.#entry);
    });
  }

  /** The last entry folded; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  /**
   * Folds the next entry of the log.
   * @throws RangeError if it is not the next one, or refers to something that no earlier entry brought.
   */
  append(entry: LogEntry): void {
    if (entry.seq !== this.#seq + 1) throw new RangeError(`entry ${entry.seq} does not follow ${this.#seq}`);
    if (entry.kind === 'event') this.#appendEvent(entry);
    else this.#appendUpdate(entry);
    this.#seq = entry.seq;
  }

  result(): FoldResult {
    return {
      seq: this.#seq,
      items: tellItems(this.#items, this.#book),
      contributions: tellContributions(this.#book.bursts, this.#items, this.#pauseMs),
    };
  }

  /** Lets go of the document; the fold is of no use afterwards. */
  destroy(): void {
    this.#doc.destroy();
  }

  #appendUpdate(entry: LogEntry): void {
    this.#entry = entry;
    try {
      // In a transaction of our own: in a remote one Yjs would tidy up text marks afterwards, a change nobody made.
      this.#doc.transact(() => Y.applyUpdate(this.#doc, entry.payload));
    } finally {
      this.#entry = null;
    }
    if (this.#doc.store.pendingStructs !== null || this.#doc.store.pendingDs !== null) {
      throw new RangeError(`entry ${entry.seq} refers to something that is not in the log before it`);
    }
  }

  #appendEvent(entry: LogEntry): void {
    const event = readBoardEvent(entry.payload);
    // Events of a newer version, and those that are no contributions, pass by.
    if (event?.type !== 'built-on') return;
    const item = this.#items.get(event.itemId);
    const doing = doingOf(entry);
    if (item !== undefined && doing !== null) judgeBuildOn(this.#book, doing, item.id, event.sources.length);
  }

  #judge(transaction: Y.Transaction, entry: LogEntry): void {
    for (const client of clientsOf(transaction)) this.#authorship.use(client, entry.personId);
    const judging: Judging = { entry, items: this.#items, book: this.#book };
    const changes = [...readRecordChanges(transaction, this.#records).values()];
    const of = (type: string) => changes.filter((change) => change.id.startsWith(type));
    judgeShapes(judging, of('shape:'), this.#records);
    // After the shapes: an arrow that came with this entry is known by now.
    for (const change of of('binding:')) judgeBinding(judging, change);
  }
}

/** Folds a whole log. */
export function foldContributions(entries: Iterable<LogEntry>, options: FoldOptions = {}): FoldResult {
  const fold = new ContributionFold(options);
  for (const entry of entries) fold.append(entry);
  return fold.result();
}
