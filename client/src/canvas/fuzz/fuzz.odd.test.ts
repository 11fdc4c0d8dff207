// @vitest-environment jsdom
import { describe } from 'vitest';
import { fuzz } from './fuzzSeeds.testkit.ts';

describe('three people who do two hundred things each to one board, at random, on and off line', () => {
  fuzz(1);
});
