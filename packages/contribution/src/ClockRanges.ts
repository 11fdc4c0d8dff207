import type { ClientId } from '@weft/protocol';
import type { CharacterId } from './Authorship.ts';

/** A set of characters, kept as ranges of their ids. Looked through one by one: it is small, and seldom asked. */
export class ClockRanges {
  readonly #ofClient = new Map<ClientId, (readonly [start: number, end: number])[]>();

  add({ client, clock }: CharacterId, length: number): void {
    const ranges = this.#ofClient.get(client);
    if (ranges === undefined) this.#ofClient.set(client, [[clock, clock + length]]);
    else ranges.push([clock, clock + length]);
  }

  /** @returns the stretches of a range that are in the set, ascending and each once. */
  within({ client, clock }: CharacterId, length: number): readonly (readonly [start: number, end: number])[] {
    const met = (this.#ofClient.get(client) ?? [])
      .map(([start, end]): [number, number] => [Math.max(start, clock), Math.min(end, clock + length)])
      .filter(([start, end]) => start < end)
      .toSorted((a, b) => a[0] - b[0]);
    const joined: [number, number][] = [];
    for (const [start, end] of met) {
      const last = joined.at(-1);
      if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
      else joined.push([start, end]);
    }
    return joined;
  }
}
