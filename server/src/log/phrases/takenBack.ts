import { CONTENT, scanUpdate, type DeleteRange } from '@weft/update-codec';
import type { SealedEntry } from '@weft/history/sealing';

/** A pause of this length ends a burst of typing, as it does for contributions (rule K2). */
const BURST_PAUSE_MS = 30_000;
/** Who types on and on has begun another burst by then. Sealing waits for longer, so that it always sees all of one. */
export const LONGEST_BURST_MS = 45_000;

const NO_LIMITS = { maxStructs: Infinity, maxNesting: Infinity, maxClients: Infinity };

/** Letters that somebody typed a moment ago, and that nobody has taken out. */
interface Typed extends DeleteRange {
  readonly author: number;
  readonly at: number;
  /** Which of the author's runs without a long pause. */
  readonly run: number;
}

/**
 * The clocks of all text that its own writer took back within the burst of typing in which it came.
 *
 * @param entries of one board, in order; what lies before them is as if it had not been
 */
export function takenBack(entries: Iterable<SealedEntry>): readonly DeleteRange[] {
  const typing = new Typing();
  for (const entry of entries) if (entry.kind === 'update' && entry.author !== 0) typing.follow(entry);
  return typing.takenBack;
}

class Typing {
  readonly takenBack: DeleteRange[] = [];
  /** By clientID, in the order of their clocks. */
  readonly #typed = new Map<number, Typed[]>();
  readonly #runs = new Map<number, { readonly run: number; readonly lastAt: number }>();

  /**
   * What comes with an intent, or in the place of older words or somebody else's, may be theirs, moved: it is let be, as
   * whose words they are is found by what they were.
   */
  follow({ payload, author, at, intent }: SealedEntry): void {
    const scanned = scanUpdate(payload, NO_LIMITS);
    if (!scanned.ok) return;
    const by = { author, at, run: this.#runOf(author, at) };
    const { deletes, references } = scanned.update;
    const own = deletes.flatMap((range) => this.#takeOut(range, by));
    const written = references.filter(({ content }) => content === CONTENT.string);
    const isOwnOnly = lengthOf(own) === lengthOf(deletes);
    if (written.length > 0 && (intent !== undefined || !isOwnOnly)) return;
    this.takenBack.push(...own);
    for (const { client, clock, length } of written) this.#typedBy(client).push({ client, clock, length, ...by });
  }

  #runOf(author: number, at: number): number {
    const before = this.#runs.get(author);
    const isNew = before === undefined || at - before.lastAt > BURST_PAUSE_MS;
    const run = (before?.run ?? 0) + (isNew ? 1 : 0);
    this.#runs.set(author, { run, lastAt: at });
    return run;
  }

  #typedBy(client: number): Typed[] {
    const known = this.#typed.get(client);
    if (known !== undefined) return known;
    const typed: Typed[] = [];
    this.#typed.set(client, typed);
    return typed;
  }

  /**
   * Whoever takes letters out first has done it: that they are named as deleted once more later says nothing.
   * @returns what of it was the writer's own of this burst
   */
  #takeOut({ client, clock, length }: DeleteRange, by: Pick<Typed, 'author' | 'at' | 'run'>): DeleteRange[] {
    const typed = this.#typed.get(client);
    if (typed === undefined) return [];
    const own: DeleteRange[] = [];
    const end = clock + length;
    const first = firstAfter(typed, clock);
    let next = first;
    const left: Typed[] = [];
    for (let one = typed[next]; one !== undefined && one.clock < end; one = typed[++next]) {
      const oneEnd = one.clock + one.length;
      const [from, to] = [Math.max(clock, one.clock), Math.min(end, oneEnd)];
      if (isOneBurst(one, by)) own.push({ client, clock: from, length: to - from });
      if (from > one.clock) left.push({ ...one, length: from - one.clock });
      if (to < oneEnd) left.push({ ...one, clock: to, length: oneEnd - to });
    }
    if (next > first) typed.splice(first, next - first, ...left);
    return own;
  }
}

const lengthOf = (ranges: readonly DeleteRange[]): number => ranges.reduce((sum, { length }) => sum + length, 0);

const isOneBurst = (typed: Typed, by: Pick<Typed, 'author' | 'at' | 'run'>): boolean =>
  typed.author === by.author && typed.run === by.run && by.at - typed.at <= LONGEST_BURST_MS;

/** The place of the first that ends after a clock. */
function firstAfter(typed: readonly Typed[], clock: number): number {
  let low = 0;
  let high = typed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { clock: from, length } = typed[middle] as Typed;
    if (from + length > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}
