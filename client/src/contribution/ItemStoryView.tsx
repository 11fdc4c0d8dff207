import { Button } from '@mantine/core';
import type { BoardId, ItemId, Person, PersonId } from '@weft/protocol';
import { Fragment, type ReactNode } from 'react';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import { Face } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { t, tNodes } from '../messages/t.ts';
import { agoText, listText, whenText } from '../messages/when.ts';
import type { RosterPerson } from '../sync/roster.ts';
import { ChangeList } from './ChangeList.tsx';
import { itemStory, type ItemStory } from './itemStory.ts';
import styles from './ItemStoryView.module.css';
import { namingIn, type Named, type Naming } from './naming.ts';
import { RelativeList } from './RelativeList.tsx';
import type { Making } from './useMaking.ts';
import { WordsByWriter } from './WordsByWriter.tsx';

export interface ItemStoryViewProps {
  boardId: BoardId;
  item: SelectedItem;
  me: Person;
  people: readonly RosterPerson[];
  making: Making;
  /** Who else writes in it right now. */
  writers: readonly PersonId[];
  onGo: (itemId: ItemId) => void;
}

/** The item's story in a sentence, and below it all of it: who else changed it, what it came from, what it led to. */
export function ItemStoryView({ boardId, item, me, people, making, writers, onGo }: ItemStoryViewProps) {
  const now = useNow(20_000);
  const { contributions, lineage, error, refetch } = making;
  const story = contributions === null ? null : itemStory(contributions, lineage, item.id);
  const type = t(`item.type.${itemTypeKey(item.type)}`);
  const naming = namingIn(people, me);
  const writing = people.filter(({ id }) => writers.includes(id)).map(({ name }) => name);
  return (
    <>
      <p className={styles['kicker']}>{story === null ? type : `${type} · ${whenText(story.startedAt, now)}`}</p>
      {item.text.trim() !== '' && (
        <WordsByWriter key={item.id} boardId={boardId} item={item} contributions={contributions} naming={naming} />
      )}
      {error !== null && (
        <div className={styles['started']} role="alert">
          <p>{t('item.failed')}</p>
          <Button className={styles['again'] ?? ''} onClick={refetch}>
            {t('app.tryAgain')}
          </Button>
        </div>
      )}
      {error === null && story === null && (
        <p className={styles['started']}>{t(contributions === null ? 'app.loading' : 'item.arriving')}</p>
      )}
      {story !== null && (
        <>
          <Sentence story={story} now={now} naming={naming} />
          <RelativeList story={story} naming={naming} onGo={onGo} />
          <ChangeList changes={story.changes} writing={writing} now={now} naming={naming} />
        </>
      )}
    </>
  );
}

/** Names that fit into a sentence before the rest is counted. */
const NAMES = 3;

/** Who started it, who refined it, and how many items grew from it. */
function Sentence({ story, now, naming }: { story: ItemStory; now: number; naming: Naming }) {
  const starter = naming(story.startedBy);
  const refiners = story.refinedBy.map((person) => naming(person)?.name ?? t('app.someone'));
  const more = refiners.length - NAMES;
  const named = more > 0 ? [...refiners.slice(0, NAMES), t('item.others', { count: more })] : refiners;
  const parts: ReactNode[] = [
    tNodes('item.startedByWhen', {
      person: <Starter key="person" starter={starter} />,
      when: agoText(story.startedAt, now),
    }),
    story.startedOffline && t('item.startedOffline'),
    named.length > 0 && t('item.refinedBy', { people: listText(named) }),
    story.grew > 0 && t('item.grew', { count: story.grew }),
  ];
  return (
    <p className={styles['started']}>
      {parts.filter(Boolean).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && ' '}
          {part}
        </Fragment>
      ))}
    </p>
  );
}

function Starter({ starter }: { starter: Named | null }) {
  return (
    <>
      {starter !== null && <Face person={starter.person} size={22} decorative />}{' '}
      <strong title={starter?.name}>{starter?.name ?? t('app.someone')}</strong>
    </>
  );
}
