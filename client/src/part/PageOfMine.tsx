import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Person } from '@weft/protocol';
import { lazy, type ReactNode } from 'react';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { MeButton } from '../people/MeButton.tsx';
import styles from './part.module.css';

const loadPersonMenu = () => import('../people/PersonMenu.tsx');
const PersonMenu = lazy(loadPersonMenu);

interface PageOfMineProps {
  me: Person;
  title: string;
  about: string;
  /** The other page over all of my boards. */
  other: { readonly to: '/me' | '/me/record'; readonly label: string };
  children: ReactNode;
}

/** What the pages over all of my boards have in common: who I am, what the page is, and the way to the other one. */
export function PageOfMine({ me, title, about, other, children }: PageOfMineProps) {
  return (
    <>
      <PageHeader>
        <OnDemandMenu trigger={MeButton} menu={PersonMenu} preload={loadPersonMenu} props={{ me }} />
      </PageHeader>
      <main className={styles['main']}>
        <header className={styles['head']}>
          <div className={styles['headWords']}>
            <h1 className={styles['title']}>{title}</h1>
            <p className={styles['only']}>{about}</p>
          </div>
          <Button renderRoot={(props) => <Link to={other.to} {...props} />}>{other.label}</Button>
        </header>
        {children}
      </main>
    </>
  );
}

/** It could not be fetched: why, and once more. */
export function NotFetched({ title, error, again }: { title: string; error: Error; again: () => void }) {
  return (
    <div className={styles['empty']} role="alert">
      <h2 className={styles['panelTitle']}>{title}</h2>
      <p>{errorText(error)}</p>
      <Button onClick={again}>{t('app.tryAgain')}</Button>
    </div>
  );
}
