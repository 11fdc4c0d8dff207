// @vitest-environment jsdom
import { describe, it } from 'vitest';
import { fuzz, SEEDS } from './fuzzSeeds.testkit.ts';

describe('three people who do two hundred things each to one board, at random, on and off line', () => {
  fuzz(0);
  it.runIf(SEEDS === 1)('has only one seed to run', () => {});
});
