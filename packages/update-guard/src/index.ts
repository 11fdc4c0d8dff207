export type { GuardContext, Place, Refusal, Verdict } from './GuardContext.ts';
export { judgeUpdate } from './judgeUpdate.ts';
