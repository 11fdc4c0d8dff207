import type { ClientId, LogEntry } from '@weft/protocol';

/** How far each clientID had come after which entry: whether a character was there at some time, and when it was typed. */
export class ClockHistory {
  readonly #ofClient = new Map<
    ClientId,
    { readonly seqs: number[]; readonly clocks: number[]; readonly times: number[] }
  >();

  /** Entries come in order. */
  note(client: ClientId, { seq, at }: Pick<LogEntry, 'seq' | 'at'>, clock: number): void {
    const known = this.#ofClient.get(client);
    if (known === undefined) {
      this.#ofClient.set(client, { seqs: [seq], clocks: [clock], times: [at] });
      return;
    }
    known.seqs.push(seq);
    known.clocks.push(clock);
    known.times.push(at);
  }

  /** @returns the first clock of this clientID that was not there yet after an entry. */
  clockAfter(client: ClientId, seq: number): number {
    const known = this.#ofClient.get(client);
    if (known === undefined) return 0;
    return known.clocks[firstAbove(known.seqs, seq) - 1] ?? 0;
  }

  /** @returns when a character arrived; never for one that did not. */
  timeOf(client: ClientId, clock: number): number {
    const known = this.#ofClient.get(client);
    return known?.times[firstAbove(known.clocks, clock)] ?? Infinity;
  }
}

/** Binary search in ascending numbers. */
function firstAbove(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
