import * as Y from 'yjs';
import { readBoardEvent, type LogEntry } from '@weft/protocol';
import { Authorship } from './Authorship.ts';
import { BoardItems, type BoardItem } from './BoardItems.ts';
import { ClockHistory } from './ClockHistory.ts';
import { ContributionBook } from './ContributionBook.ts';
import { wordsOf } from './itemWords.ts';
import { judgeAttribution } from './judgeAttribution.ts';
import { judgeBinding } from './judgeBinding.ts';
import { judgeBuildOn } from './judgeChange.ts';
import { doingOf, type Judging } from './judging.ts';
import { LineageBook, type FoldedLink } from './LineageBook.ts';
import { judgeShapes } from './judgeShape.ts';
import { clientsOf, readRecordChanges, type RecordChange } from './recordChanges.ts';
import { quietDoc } from './quietDoc.ts';
import { readWriters, type WrittenParagraph } from './readWriters.ts';
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
  /** By when they were made. */
  readonly links: readonly FoldedLink[];
}

/**
 * From the log to contributions, entry by entry. The same entries give the same result, however they are portioned; all
 * rules are numbered in SPEC.md. Keeps its own document, in which each entry is one transaction, and reads from each
 * transaction what took effect and whose it is.
 */
export class ContributionFold {
  readonly #doc = quietDoc();
  readonly #records = this.#doc.getMap('records');
  readonly #authorship = new Authorship();
  readonly #pauseMs: number;
  readonly #book: ContributionBook;
  readonly #items: BoardItems;
  readonly #lineage = new LineageBook();
  readonly #clocks = new ClockHistory();
  #seq = 0;
  #entry: LogEntry | null = null;

  constructor(options: FoldOptions = {}) {
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
    this.#book = new ContributionBook(this.#pauseMs);
    this.#items = new BoardItems(this.#authorship, this.#clocks);
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
    const words = (item: BoardItem) => wordsOf(item, this.#records);
    return {
      seq: this.#seq,
      items: tellItems(this.#items.all(), this.#book, words),
      contributions: tellContributions(this.#book.bursts, this.#items, this.#pauseMs),
      links: this.#lineage.tell(this.#items, words),
    };
  }

  /**
   * D4: what there is to tell of the items that changed after an entry, all of it: it takes the place of what was known of
   * them. Takes as long as there are such items, not as there are items.
   */
  changesSince(seq: number): Omit<FoldResult, 'links'> {
    const changed = [...this.#items.all()].filter((item) => item.changedSeq > seq);
    const bursts = changed.flatMap(({ id }) => this.#book.burstsOf(id)).toSorted((a, b) => a.order - b.order);
    return {
      seq: this.#seq,
      items: tellItems(changed, this.#book, (item) => wordsOf(item, this.#records)),
      contributions: tellContributions(bursts, this.#items, this.#pauseMs),
    };
  }

  /** Who wrote the present text of an item (T9). @returns null for what is no item on the board now. */
  writers(itemId: string): readonly WrittenParagraph[] | null {
    const item = this.#items.get(itemId);
    return item?.present === true ? readWriters(itemId, this.#records, this.#authorship) : null;
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
    if (event?.type === 'attributed') {
      const agreeing = { items: this.#items, book: this.#book, records: this.#records };
      judgeAttribution(event, entry.seq, agreeing);
    }
    if (event?.type !== 'built-on') return;
    const item = this.#items.get(event.itemId);
    const doing = doingOf(entry);
    if (item === undefined || doing === null) return;
    judgeBuildOn(this.#judging(entry), doing, item, event.sources);
    item.changedSeq = entry.seq;
  }

  #judging(entry: LogEntry): Judging {
    return { entry, items: this.#items, book: this.#book, lineage: this.#lineage };
  }

  #judge(transaction: Y.Transaction, entry: LogEntry): void {
    const clients = clientsOf(transaction);
    for (const client of clients) {
      this.#authorship.use(client, entry.personId);
      this.#clocks.note(client, entry, transaction.afterState.get(client) ?? 0);
    }
    const judging = this.#judging(entry);
    const [shapes, bindings]: [RecordChange[], RecordChange[]] = [[], []];
    for (const change of readRecordChanges(transaction, this.#records, clients).values()) {
      if (change.id.startsWith('shape:')) shapes.push(change);
      else if (change.id.startsWith('binding:')) bindings.push(change);
    }
    judgeShapes(judging, shapes, this.#records);
    // After the shapes: an arrow that came with this entry is known by now.
    for (const change of bindings) judgeBinding(judging, change);
  }
}

/** Folds a whole log. */
export function foldContributions(entries: Iterable<LogEntry>, options: FoldOptions = {}): FoldResult {
  const fold = new ContributionFold(options);
  for (const entry of entries) fold.append(entry);
  return fold.result();
}
