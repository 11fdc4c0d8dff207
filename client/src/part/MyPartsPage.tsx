import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Parts, Person } from '@weft/protocol';
import { partQueries } from '../api/partQueries.ts';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { agoText, listText } from '../messages/when.ts';
import { OnlySignedIn } from './OnlySignedIn.tsx';
import { NotFetched, PageOfMine } from './PageOfMine.tsx';
import target from '../design/CardTarget.module.css';
import styles from './part.module.css';

type PartOnBoard = Parts['parts'][number];

/** `/me`: my part over all of my boards. Only I can see across them. */
export function MyPartsPage() {
  usePageTitle(t('part.everywhere.title'));
  return <OnlySignedIn>{(me) => <MyParts me={me} />}</OnlySignedIn>;
}

function MyParts({ me }: { me: Person }) {
  const parts = useQuery(partQueries.everywhere);
  return (
    <PageOfMine
      me={me}
      title={t('part.everywhere.title')}
      about={t('part.everywhere.about')}
      other={{ to: '/me/record', label: t('part.decide.record') }}
    >
      {parts.isError && <NotFetched title={t('part.failed')} error={parts.error} again={() => void parts.refetch()} />}
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
    </PageOfMine>
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
            className={target['open'] ?? ''}
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
