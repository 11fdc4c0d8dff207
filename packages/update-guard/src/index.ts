export type { GuardContext, Refusal, Verdict } from './GuardContext.ts';
export { judgeUpdate } from './judgeUpdate.ts';
