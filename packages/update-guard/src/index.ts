export type {
  GuardContext,
  LivingPart,
  LockPolicy,
  Place,
  Purpose,
  Refusal,
  RoomPolicy,
  Verdict,
} from './GuardContext.ts';
export { judgeUpdate } from './judgeUpdate.ts';
