import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Parts, Person } from '@weft/protocol';
import { lazy } from 'react';
import { partQueries } from '../api/partQueries.ts';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { agoText, listText } from '../messages/when.ts';
import { MeButton } from '../people/MeButton.tsx';
import { OnlySignedIn } from './OnlySignedIn.tsx';
import styles from './part.module.css';

const loadPersonMenu = () => import('../people/PersonMenu.tsx');
const PersonMenu = lazy(loadPersonMenu);
type PartOnBoard = Parts['parts'][number];

/** `/me`: my part over all of my boards. Only I can see across them. */
export function MyPartsPage() {
  usePageTitle(t('part.everywhere.title'));
  return <OnlySignedIn>{(me) => <MyParts me={me} />}</OnlySignedIn>;
}

function MyParts({ me }: { me: Person }) {
  const parts = useQuery(partQueries.everywhere);
  return (
    <>
      <PageHeader>
        <OnDemandMenu trigger={MeButton} menu={PersonMenu} preload={loadPersonMenu} props={{ me }} />
      </PageHeader>
      <main className={styles['main']}>
        <header className={styles['head']}>
          <div className={styles['headWords']}>
            <h1 className={styles['title']}>{t('part.everywhere.title')}</h1>
            <p className={styles['only']}>{t('part.everywhere.about')}</p>
          </div>
          <Button renderRoot={(props) => <Link to="/me/record" {...props} />}>{t('part.decide.record')}</Button>
        </header>
        {parts.isError && (
          <div className={styles['empty']} role="alert">
            <h2 className={styles['panelTitle']}>{t('part.failed')}</h2>
            <p>{errorText(parts.error)}</p>
            <Button onClick={() => void parts.refetch()}>{t('app.tryAgain')}</Button>
          </div>
        )}
        {parts.data?.length === 0 && (
          <div className={styles['empty']}>
            <p className={styles['quiet']}>{t('part.everywhere.empty')}</p>
          </div>
        )}
        <ul className={styles['boards']}>
          {(parts.data ?? []).map((part) => (
            <li key={part.board.id}>
              <BoardPart part={part} />
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}

function BoardPart({ part }: { part: PartOnBoard }) {
  const now = useNow(60_000);
  return (
    <article className={styles['boardPart']}>
      <div className={styles['boardPicture']}>
        <img src={part.board.thumbnail} alt="" loading="lazy" decoding="async" />
      </div>
      <div className={styles['boardWords']}>
        <h2 className={styles['boardName']}>
          <Link
            to="/boards/$boardId/me"
            params={{ boardId: part.board.id }}
            className={styles['open'] ?? ''}
            aria-label={t('part.everywhere.openPart', { board: part.board.title })}
          >
            {part.board.title}
          </Link>
        </h2>
        {part.knownSentence !== null && <p className={styles['words']}>{part.knownSentence}</p>}
        <p className={styles['quiet']}>{summary(part)}</p>
        <p className={styles['quiet']}>
          {part.hidden ? `${t('part.everywhere.hidden')} · ` : ''}
          {agoText(part.lastAt ?? part.joinedAt, now)}
        </p>
      </div>
    </article>
  );
}

/** Exact numbers are only ever mine, and told in a sentence. */
function summary({ started, helped, grew }: PartOnBoard): string {
  const told = [
    ...(started > 0 ? [t('part.everywhere.startedSome', { count: started })] : []),
    ...(helped > 0 ? [t('part.everywhere.helpedSome', { count: helped })] : []),
    ...(grew > 0 ? [t('part.everywhere.grewSome', { count: grew })] : []),
  ];
  if (told.length === 0) return t('part.everywhere.nothing');
  const sentence = listText(told);
  return `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}.`;
}
