import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MyPart, Person } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { partQueries } from '../api/partQueries.ts';
import { Face } from '../design/Face.tsx';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { MeButton } from '../people/MeButton.tsx';
import { Decide } from './Decide.tsx';
import { FindMine } from './FindMine.tsx';
import { ItemSection } from './ItemSection.tsx';
import { KnownBy } from './KnownBy.tsx';
import { NotOnCanvas } from './NotOnCanvas.tsx';
import { Offers } from './Offers.tsx';
import styles from './part.module.css';
import { PART_TITLE } from './partTitle.ts';
import { isEmptyPart, itemIn, itemName, type PartItem, personIn } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { useBoardPictures } from './pictures/useBoardPictures.ts';
import { Reflections } from './Reflections.tsx';
import { RemovedNotice } from './RemovedNotice.tsx';
import { Stretches } from './Stretches.tsx';
import { withGrown } from './withGrown.ts';
import { WorkedWith } from './WorkedWith.tsx';

const loadPersonMenu = () => import('../people/PersonMenu.tsx');
const PersonMenu = lazy(loadPersonMenu);
const TakeAlongDialog = lazy(() => import('./takeAlong/TakeAlongDialog.tsx'));

/** What I started, what it became, with whom, and what I say of it myself. It is only ever shown to the person it is about. */
export function MyPartView({ me, part: told }: { me: Person; part: MyPart }) {
  usePageTitle(t('part.titleOn', { board: told.board.title }));
  const lineage = useQuery({ ...partQueries.lineage(told.board.id), enabled: told.grew.length > 0 });
  const part = withGrown(told, lineage.data);
  const pictures = useBoardPictures(part.board.id);
  const shared = { part, pictures } as const;
  return (
    <>
      <PageHeader>
        <OnDemandMenu trigger={MeButton} menu={PersonMenu} preload={loadPersonMenu} props={{ me }} />
      </PageHeader>
      <main className={styles['main']}>
        <PartHead {...shared} />
        {part.removed !== null && <RemovedNotice removed={part.removed} />}
        {/* Who is on the board no more reads their part and takes it along; nothing of it can be changed. */}
        <fieldset className={styles['asItIs']} disabled={part.removed !== null}>
          <Offers {...shared} />
          <KnownBy {...shared} />
          {isEmptyPart(part) ? (
            <>
              <NotOnCanvas part={part} />
              <FindMine {...shared} />
              <Reflections part={part} />
            </>
          ) : (
            <>
              <ItemSection {...shared} title={t('part.started')} items={part.started} note={() => null} />
              <ItemSection
                {...shared}
                title={t('part.helped')}
                items={part.helped}
                note={(item) => t('part.startedBy', { person: personIn(part.people, item.startedBy).name })}
              />
              <ItemSection
                {...shared}
                title={t('part.grew')}
                items={[...new Set(part.grew.map(({ itemId }) => itemId))]}
                note={(item) => grewFrom(part, item)}
              />
              <FindMine {...shared} />
              <div className={styles['pair']}>
                <NotOnCanvas part={part} />
                <Reflections part={part} />
              </div>
              <div className={styles['pair']}>
                <WorkedWith part={part} />
                <Stretches part={part} />
              </div>
            </>
          )}
          <Decide part={part} />
        </fieldset>
      </main>
    </>
  );
}

function grewFrom(part: MyPart, { id, startedBy }: PartItem): string | null {
  const source = itemIn(part, part.grew.find(({ itemId }) => itemId === id)?.from ?? null);
  if (source === null) return null;
  const item = itemName(source);
  return startedBy === part.person.id
    ? t('part.grewFrom', { item })
    : t('part.grewFromBy', { item, person: personIn(part.people, startedBy).name });
}

function PartHead({ part, pictures }: { part: MyPart; pictures: BoardPictures | null }) {
  const [taking, setTaking] = useState(false);
  return (
    <header className={styles['head']}>
      <div className={styles['headWords']}>
        <Link to="/boards/$boardId" params={{ boardId: part.board.id }} className={styles['back'] ?? ''}>
          <IconArrowLeft size={17} stroke={1.9} aria-hidden />
          <span className="heard">{t('part.toBoard')}: </span>
          <span className={styles['boardTitle']}>{part.board.title}</span>
        </Link>
        <h1 id={PART_TITLE} tabIndex={-1} className={styles['title']}>
          <Face person={part.person} size={44} decorative /> {t('part.title')}
        </h1>
        <p className={styles['only']}>{t('part.onlyYou')}</p>
      </div>
      <Button
        variant="filled"
        leftSection={<IconDownload size={19} stroke={1.9} aria-hidden />}
        onClick={() => setTaking(true)}
      >
        {t('part.take.button')}
      </Button>
      {taking && (
        <Suspense>
          <TakeAlongDialog part={part} pictures={pictures} onClose={() => setTaking(false)} />
        </Suspense>
      )}
    </header>
  );
}
