/** A page that has one thing to say, and a way on. */
import type { ReactNode } from 'react';
import { PageHeader } from './PageHeader.tsx';
import styles from './Notice.module.css';
import { usePageTitle } from './usePageTitle.ts';

export function Notice({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  usePageTitle(title);
  return (
    <>
      <PageHeader />
      <main className={styles['main']}>
        <div className={styles['card']}>
          <h1 className={styles['title']}>{title}</h1>
          {text !== undefined && <p className={styles['text']}>{text}</p>}
          {children !== undefined && <div className={styles['ways']}>{children}</div>}
        </div>
      </main>
    </>
  );
}
