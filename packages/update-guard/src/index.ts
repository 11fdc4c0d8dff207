export type {
  GuardContext,
  LivingPart,
  LockPolicy,
  Neighbours,
  Place,
  Purpose,
  Refusal,
  RoomPolicy,
  Verdict,
} from './GuardContext.ts';
export { judgeUpdate } from './judgeUpdate.ts';
