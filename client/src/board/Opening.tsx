import type { OpeningProgress } from '../canvas/fillStore.ts';
import { t } from '../messages/t.ts';
import styles from './Opening.module.css';

export interface OpeningProps {
  /** Of a board that is large enough to be opened in portions. */
  readonly progress?: OpeningProgress | null;
}

/** The board's paper, already there; a word, and how far a large board has come, only if it takes longer than a moment. */
export function Opening({ progress = null }: OpeningProps) {
  return (
    <div className={styles['paper']}>
      <p className={styles['word']} role="status">
        <svg
          width="46"
          height="30"
          viewBox="0 0 46 30"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <path d="M3 6h40" stroke="var(--t1)" pathLength={1} />
          <path d="M3 15h40" stroke="var(--t3)" pathLength={1} />
          <path d="M3 24h40" stroke="var(--t2)" pathLength={1} />
        </svg>
        {t('board.opening')}
      </p>
      {progress !== null && <Progress {...progress} />}
    </div>
  );
}

function Progress({ done, total }: OpeningProgress) {
  const words = t('board.openingItems', { done: counted(done), total: counted(total) });
  return (
    <div className={styles['progress']}>
      <div
        className={styles['bar']}
        role="progressbar"
        aria-label={t('board.opening')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
      >
        <div style={{ transform: `scaleX(${total === 0 ? 1 : done / total})` }} />
      </div>
      <p aria-hidden="true">{words}</p>
    </div>
  );
}

const counted = (count: number): string => count.toLocaleString('en');
