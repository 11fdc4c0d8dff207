export { isAskedFor, isLinkAskedFor, NO_FILTER, type ActFilter } from './ActFilter.ts';
export { ActsInTime } from './ActsInTime.ts';
export { episodesOf, type Act, type Episode } from './episodesOf.ts';
export { inOrder, joined, type Stretch } from './inTime.ts';
export { stepAfter, stepBefore, stepsOf } from './stepsOf.ts';
export { marksOf, threadsOf, type Mark, type Thread } from './threadsOf.ts';
export { timeScale, type DrawnStretch, type TimeScale } from './timeScale.ts';
