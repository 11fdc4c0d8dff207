import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Doing, OutlineActions } from './OutlineActions.ts';
import { OutlineSession, type OutlineStage } from './OutlineSession.ts';

/** What goes on at an entry now, and the actions, which stay the same objects. */
export function useOutlineActions(stage: OutlineStage): { doing: Doing | null; actions: OutlineActions } {
  const [session] = useState(() => new OutlineSession());
  useEffect(() => session.enter(stage));
  useEffect(() => session.leave, [session]);
  const doing = useSyncExternalStore(session.subscribe, session.doing);
  return { doing, actions: session };
}
