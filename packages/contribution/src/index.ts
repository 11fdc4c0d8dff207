export { grownFrom, ledTo, type Leading, type Step } from './alongLineage.ts';
export {
  ContributionFold,
  foldContributions,
  PAUSE_MS,
  type FoldOptions,
  type FoldResult,
} from './ContributionFold.ts';
export type { FoldedContribution, FoldedItem, ItemPerson } from './foldResult.ts';
export type { FoldedLink } from './LineageBook.ts';
export { partOf, STRETCH_PAUSE_MS, type FoldedPart } from './partOf.ts';
export type { WrittenParagraph } from './readWriters.ts';
