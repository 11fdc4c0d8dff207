import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../messages/t.ts';
import { Mark } from './Mark.tsx';
import styles from './PageHeader.module.css';

/** The mark and the name, linking home; `children` sit at the other end. */
export function PageHeader({ children }: { children?: ReactNode }) {
  return (
    <header className={styles['header']}>
      <Link to="/" className={styles['mark'] ?? ''} aria-label={t('app.home')}>
        <Mark size={28} />
        <span className={styles['name']}>{t('app.name')}</span>
      </Link>
      <div className={styles['end']}>{children}</div>
    </header>
  );
}
