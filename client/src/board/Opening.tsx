import { t } from '../messages/t.ts';
import styles from './Opening.module.css';

/** The board's paper, already there; a word only if it takes longer than a moment. */
export function Opening() {
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
    </div>
  );
}
