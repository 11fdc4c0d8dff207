import { marksOf } from '@weft/history/timeline';
import { threadStyle } from '../../design/Face.tsx';
import styles from './Timeline.module.css';
import type { PersonThread } from './timelinePicture.ts';

/** Marks that are nearer than this are one. */
const APART = 7;

/** A thread, and what of it is shown and what dimmed. */
export interface ThreadInTwo {
  readonly person: PersonThread['person'];
  readonly shown: PersonThread;
  readonly dimmed: PersonThread;
}

export const inTwo = (thread: PersonThread, shows: (act: PersonThread['acts'][number]) => boolean): ThreadInTwo => ({
  person: thread.person,
  shown: { ...thread, acts: thread.acts.filter(shows) },
  dimmed: { ...thread, acts: thread.acts.filter((act) => !shows(act)) },
});

export interface ThreadRowProps extends ThreadInTwo {
  readonly place: (time: number) => number;
  readonly y: number;
  readonly start: number;
  readonly end: number;
}

/** One person's line, with marks where they did something. What is dimmed lies below what is shown. */
export function ThreadRow({ person, shown, dimmed, place, y, start, end }: ThreadRowProps) {
  const isDim = shown.acts.length === 0;
  return (
    <g style={threadStyle(person.color)}>
      <line className={styles['thread']} x1={start} x2={end} y1={y} y2={y} data-dim={isDim || undefined} />
      {[dimmed, shown].map((part) =>
        marksOf(part, place, APART).map(({ place: x, acts }) => (
          <circle
            key={`${part === dimmed} ${x}`}
            className={styles['mark']}
            data-dim={part === dimmed || undefined}
            cx={x}
            cy={y}
            r={Math.min(6.5, 2.5 + Math.sqrt(acts.length))}
          />
        )),
      )}
    </g>
  );
}
