import type { Table } from '../report.ts';
import { exactness, foldCost } from './foldCost.ts';
import { trackingCost } from './trackingCost.ts';

/** `pnpm bench contribution`: whether the fold is right, and what it costs. */
export async function* contributionBench(): AsyncGenerator<Table> {
  yield exactness();
  yield foldCost();
  yield await trackingCost();
}
