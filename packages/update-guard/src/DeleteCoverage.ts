import type { ClientId } from '@weft/protocol';
import type { DeleteRange } from '@weft/update-codec';

/** Answers whether a delete set deletes all of a range. Sorts ranges only when asked, which is seldom. */
export class DeleteCoverage {
  readonly #deletes: readonly DeleteRange[];
  #byClient: ReadonlyMap<ClientId, readonly DeleteRange[]> | null = null;
  readonly #merged = new Map<ClientId, { readonly start: number; end: number }[]>();

  constructor(deletes: readonly DeleteRange[]) {
    this.#deletes = deletes;
  }

  covers(client: ClientId, clock: number, length: number): boolean {
    const ranges = this.#rangesOf(client);
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? 0) > clock) high = middle;
      else low = middle + 1;
    }
    const range = ranges[low];
    return range !== undefined && range.start <= clock && range.end >= clock + length;
  }

  #rangesOf(client: ClientId): readonly { readonly start: number; readonly end: number }[] {
    const found = this.#merged.get(client);
    if (found !== undefined) return found;
    const merged: { readonly start: number; end: number }[] = [];
    this.#byClient ??= Map.groupBy(this.#deletes, (range) => range.client);
    const sorted = (this.#byClient.get(client) ?? []).toSorted((left, right) => left.clock - right.clock);
    for (const { clock, length } of sorted) {
      const last = merged.at(-1);
      if (last !== undefined && clock <= last.end) last.end = Math.max(last.end, clock + length);
      else merged.push({ start: clock, end: clock + length });
    }
    this.#merged.set(client, merged);
    return merged;
  }
}
