/** The middle, the slow end and how often it was measured; milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly count: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), count: sorted.length };
}

/** How long `work` took, in ms. */
export function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
