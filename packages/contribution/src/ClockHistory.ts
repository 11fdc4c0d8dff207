import type { ClientId } from '@weft/protocol';

/** How far each clientID had come after which entry: whether a character was there at some time. */
export class ClockHistory {
  readonly #ofClient = new Map<ClientId, { readonly seqs: number[]; readonly clocks: number[] }>();

  /** Entries come in order. */
  note(client: ClientId, seq: number, clock: number): void {
    const known = this.#ofClient.get(client);
    if (known === undefined) {
      this.#ofClient.set(client, { seqs: [seq], clocks: [clock] });
      return;
    }
    known.seqs.push(seq);
    known.clocks.push(clock);
  }

  /** @returns the first clock of this clientID that was not there yet after an entry. */
  clockAfter(client: ClientId, seq: number): number {
    const known = this.#ofClient.get(client);
    if (known === undefined) return 0;
    let low = 0;
    let high = known.seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((known.seqs[middle] as number) <= seq) low = middle + 1;
      else high = middle;
    }
    return known.clocks[low - 1] ?? 0;
  }
}
