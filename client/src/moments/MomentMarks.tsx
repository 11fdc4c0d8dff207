import { IconStarFilled } from '@tabler/icons-react';
import type { Moment } from '@weft/protocol';
import { t } from '../messages/t.ts';
import { marksApart } from './marksApart.ts';
import styles from './MomentMarks.module.css';

export interface MomentMarksProps {
  /** In the order of their times. */
  readonly moments: readonly Moment[];
  /** Where a time is drawn, in px. */
  readonly place: (time: number) => number;
  /** From where to where anything is drawn, in px. */
  readonly room: { readonly from: number; readonly to: number };
  readonly openId: string | null;
  readonly onOpen: (moment: Moment) => void;
}

/** The moments that people marked, above the threads of the timeline. */
export function MomentMarks({ moments, place, room, openId, onOpen }: MomentMarksProps) {
  const marks = marksApart(
    moments.map(({ at }) => place(at)),
    room,
  );
  return moments.map((moment, index) => (
    <button
      key={moment.id}
      type="button"
      className={styles['mark']}
      style={{ left: marks[index] }}
      aria-pressed={moment.id === openId}
      aria-label={t('moments.open', { title: moment.title })}
      title={moment.title}
      // The line under it would take the press for a place to go to.
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => onOpen(moment)}
    >
      <IconStarFilled size={14} aria-hidden />
    </button>
  ));
}
