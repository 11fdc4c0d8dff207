export type { GuardContext, LivingPart, LockPolicy, Place, Refusal, Verdict } from './GuardContext.ts';
export { judgeUpdate } from './judgeUpdate.ts';
