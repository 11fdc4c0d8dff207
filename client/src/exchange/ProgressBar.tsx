import styles from './BringInView.module.css';

export function ProgressBar({ label, percent }: { label: string; percent: number }) {
  return (
    <div className={styles['progress']}>
      <p role="status">{label}</p>
      <div
        className={styles['track']}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className={styles['bar']} style={{ inlineSize: `${percent}%` }} />
      </div>
    </div>
  );
}
