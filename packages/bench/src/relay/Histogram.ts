/** Each bucket is this much wider than the last: percentiles are true to about 2 %. */
const GROWTH = 1.02;
const SMALLEST_MS = 0.01;
const BUCKETS = 1_000;

/** Durations in ms, counted in buckets that grow with them: millions cost no more memory than ten. */
export class Histogram {
  count = 0;
  max = 0;
  readonly #buckets = new Uint32Array(BUCKETS);

  add(ms: number): void {
    const bucket = ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / Math.log(GROWTH));
    const at = Math.min(BUCKETS - 1, bucket);
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.count += 1;
    this.max = Math.max(this.max, ms);
  }

  /** The upper bound of the bucket in which this share of all durations ends; NaN when there are none. */
  percentile(share: number): number {
    if (this.count === 0) return NaN;
    let left = Math.max(1, Math.ceil(share * this.count));
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      left -= this.#buckets[bucket] ?? 0;
      if (left <= 0) return Math.min(this.max, SMALLEST_MS * GROWTH ** bucket);
    }
    return this.max;
  }
}
