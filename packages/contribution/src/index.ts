export {
  ContributionFold,
  foldContributions,
  PAUSE_MS,
  type FoldOptions,
  type FoldResult,
} from './ContributionFold.ts';
export type { FoldedContribution, FoldedItem, ItemPerson } from './foldResult.ts';
