import type { PersonId } from '@weft/protocol';
import type { Act } from './episodesOf.ts';
import { inOrder } from './inTime.ts';

/** What one person did, along time. */
export interface Thread {
  readonly personId: PersonId;
  /** In the order in which they began. */
  readonly acts: readonly Act[];
}

/** One thread a person, in the order in which they first did something [H35]. @param acts in any order. */
export function threadsOf(acts: readonly Act[]): readonly Thread[] {
  const threads = new Map<PersonId, Act[]>();
  for (const act of inOrder(acts)) {
    const known = threads.get(act.personId);
    if (known === undefined) threads.set(act.personId, [act]);
    else known.push(act);
  }
  return [...threads].map(([personId, own]) => ({ personId, acts: own }));
}

/** Acts that would be drawn on top of each other, as one mark. */
export interface Mark {
  readonly place: number;
  readonly acts: readonly Act[];
}

/**
 * A thread's acts as marks that stand at least `apart` from each other, so that a busy hour is as easy to draw and to point
 * at as a quiet one [H35].
 * @param place where a time is drawn, in the unit of `apart`.
 */
export function marksOf(thread: Thread, place: (time: number) => number, apart: number): readonly Mark[] {
  const marks: { place: number; acts: Act[] }[] = [];
  for (const act of thread.acts) {
    const at = place(act.from);
    const last = marks.at(-1);
    if (last !== undefined && at - last.place < apart) last.acts.push(act);
    else marks.push({ place: at, acts: [act] });
  }
  return marks;
}
