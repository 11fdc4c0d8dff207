import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import type { Person, PersonRecord } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { RECORD_FILE } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { Face } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { agoText, whenText } from '../messages/when.ts';
import { OnlySignedIn } from './OnlySignedIn.tsx';
import { NotFetched, PageOfMine } from './PageOfMine.tsx';
import styles from './part.module.css';
import { RecordOfBoard } from './RecordOfBoard.tsx';

const DeleteMeDialog = lazy(() => import('./DeleteMeDialog.tsx'));

/** `/me/record`: all that is kept about me, what others see of it, and the ways out. */
export function RecordPage() {
  usePageTitle(t('part.record.title'));
  return <OnlySignedIn>{(me) => <RecordView me={me} />}</OnlySignedIn>;
}

function RecordView({ me }: { me: Person }) {
  const record = useQuery(partQueries.record);
  return (
    <PageOfMine
      me={me}
      title={t('part.record.title')}
      about={t('part.record.about')}
      other={{ to: '/me', label: t('part.menu') }}
    >
      {record.isPending && <p role="status">{t('app.loading')}</p>}
      {record.isError && (
        <NotFetched title={t('part.record.failed')} error={record.error} again={() => void record.refetch()} />
      )}
      {record.isSuccess && <Record record={record.data} />}
      <DeleteMe me={me} />
    </PageOfMine>
  );
}

function Record({ record }: { record: PersonRecord }) {
  const now = useNow(60_000);
  return (
    <>
      <section className={styles['known']} aria-labelledby="who">
        <Face person={record.person} size={52} decorative />
        <div className={styles['knownWords']}>
          <h2 id="who" className={styles['panelTitle']}>
            {t('part.record.since', { name: record.person.name, when: whenText(record.since, now) })}
          </h2>
          <p className={styles['quiet']}>{t('part.record.sessions', { count: record.sessions })}</p>
        </div>
        <div>
          <Button
            component="a"
            variant="filled"
            href={RECORD_FILE}
            download
            leftSection={<IconDownload size={19} stroke={1.9} aria-hidden />}
            aria-describedby="export-about"
          >
            {t('part.record.export')}
          </Button>
          <p id="export-about" className={styles['exportAbout']}>
            {t('part.record.exportAbout')}
          </p>
        </div>
      </section>
      <section className={styles['section']} aria-labelledby="by-board">
        <h2 id="by-board" className={styles['sectionTitle']}>
          {t('part.record.boards')}
        </h2>
        {record.boards.length === 0 && <p className={styles['quiet']}>{t('part.record.noBoards')}</p>}
        <ul className={styles['boards']}>
          {record.boards.map((one) => (
            <li key={one.board.id}>
              <RecordOfBoard
                record={one}
                me={record.person.id}
                when={
                  one.leftAt === null
                    ? t('part.record.joined', {
                        joined: agoText(one.joinedAt, now),
                        visited: agoText(one.visitedAt, now),
                      })
                    : t('part.record.leftAt', { when: agoText(one.leftAt, now) })
                }
              />
            </li>
          ))}
        </ul>
        {record.more && <p className={styles['quiet']}>{t('part.record.moreBoards')}</p>}
      </section>
    </>
  );
}

function DeleteMe({ me }: { me: Person }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={styles['decide']} aria-labelledby="delete-me">
      <h2 id="delete-me" className={styles['sectionTitle']}>
        {t('part.deletion.title')}
      </h2>
      <p>{t('part.deletion.about')}</p>
      <div className={styles['ways']}>
        <Button color="danger" onClick={() => setOpen(true)}>
          {t('part.deletion.open')}
        </Button>
      </div>
      {open && (
        <Suspense>
          <DeleteMeDialog me={me} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  );
}
