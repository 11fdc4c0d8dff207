import type { LeftOut } from '@weft/board-model';
import { t } from '../messages/t.ts';
import styles from './BringInView.module.css';
import { leftOutLines } from './leftOutWords.ts';

export function LeftOutList({ leftOut }: { leftOut: readonly LeftOut[] }) {
  return (
    <>
      <ul className={styles['list']}>
        {leftOutLines(leftOut).map(({ what, why }) => (
          <li key={what + why}>
            <strong>{what}</strong>
            <span className={styles['quiet']}>{why}</span>
          </li>
        ))}
      </ul>
      <p className={styles['quiet']}>{t('exchange.leftOutRest')}</p>
    </>
  );
}
