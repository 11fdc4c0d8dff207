import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Board, Person } from '@weft/protocol';
import { lazy, Suspense } from 'react';
import { t } from '../messages/t.ts';
import { queries } from '../api/queries.ts';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { usePageTitle } from '../design/usePageTitle.ts';
import { IMPORTABLE, pickFile } from '../exchange/pickFiles.ts';
import { useStartFromFile } from '../exchange/useStartFromFile.ts';
import { CodeField } from '../join/CodeField.tsx';
import { errorText } from '../messages/errorText.ts';
import { MeButton } from '../people/MeButton.tsx';
import { BoardCard } from './BoardCard.tsx';
import styles from './MyBoards.module.css';
import { useStartBoard } from './useStartBoard.ts';

const loadPersonMenu = () => import('../people/PersonMenu.tsx');
const PersonMenu = lazy(loadPersonMenu);
const StartFromFileView = lazy(() => import('../exchange/StartFromFileView.tsx'));
const alreadyKnown = async () => {};

/** The boards I made and the boards I visited, newest first. */
export default function MyBoards({ me }: { me: Person }) {
  usePageTitle(t('home.myBoards'));
  const boards = useQuery(queries.boards);
  const startBoard = useStartBoard();
  const fromFile = useStartFromFile(() => {});
  const startFromFile = async () => {
    const file = await pickFile(IMPORTABLE);
    if (file !== null) await fromFile.start(file, alreadyKnown);
  };
  const newBoard = (
    <Button
      variant="filled"
      size="lg"
      leftSection={<IconPlus size={20} stroke={2.2} aria-hidden />}
      loading={startBoard.isPending}
      onClick={() => startBoard.mutate()}
    >
      {t('home.newBoard')}
    </Button>
  );

  return (
    <>
      <PageHeader>
        <OnDemandMenu trigger={MeButton} menu={PersonMenu} preload={loadPersonMenu} props={{ me }} />
      </PageHeader>
      <main className={styles['main']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>{t('home.myBoards')}</h1>
          <div className={styles['ways']}>
            <CodeField />
            <Button
              size="lg"
              leftSection={<IconFileImport size={20} stroke={1.8} aria-hidden />}
              onClick={() => void startFromFile()}
            >
              {t('exchange.startFromFile')}
            </Button>
            {newBoard}
          </div>
        </div>
        {boards.isError && boards.data === undefined ? (
          <div className={styles['empty']}>
            <h2 className={styles['emptyTitle']}>{t('home.listFailed')}</h2>
            <p className={styles['emptyText']}>{errorText(boards.error)}</p>
            <Button onClick={() => void boards.refetch()}>{t('app.tryAgain')}</Button>
          </div>
        ) : (
          <BoardGrid boards={boards.data} />
        )}
      </main>
      {fromFile.starting !== null && (
        <Suspense>
          <StartFromFileView starting={fromFile.starting} from={fromFile} />
        </Suspense>
      )}
    </>
  );
}

function BoardGrid({ boards }: { boards: readonly Board[] | undefined }) {
  if (boards === undefined)
    return (
      <div className={styles['grid']} aria-busy="true" aria-label={t('app.loading')}>
        <div className={styles['ghost']} />
        <div className={styles['ghost']} />
        <div className={styles['ghost']} />
      </div>
    );
  const shown = boards.filter((board) => board.deletedAt === null);
  if (shown.length === 0)
    return (
      <div className={styles['empty']}>
        <EmptyTable />
        <h2 className={styles['emptyTitle']}>{t('home.emptyTitle')}</h2>
        <p className={styles['emptyText']}>{t('home.emptyText')}</p>
      </div>
    );
  return (
    <ul className={styles['grid']}>
      {shown.map((board) => (
        <li key={board.id}>
          <BoardCard board={board} />
        </li>
      ))}
    </ul>
  );
}

/** A loom with its warp and nothing woven yet. */
function EmptyTable() {
  const warp = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  return (
    <svg width="180" height="86" viewBox="0 0 180 86" fill="none" aria-hidden="true">
      {warp.map((n) => (
        <path key={n} d={`M${18 + n * 18} 6v74`} stroke="var(--line-strong)" strokeWidth="3" strokeLinecap="round" />
      ))}
      <path d="M4 58h40c10 0 8-30 26-30" stroke="var(--accent)" strokeWidth="3.4" strokeLinecap="round" />
    </svg>
  );
}
