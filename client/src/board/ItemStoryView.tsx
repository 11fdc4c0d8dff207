import { Fragment } from 'react';
import { Button } from '@mantine/core';
import type { BoardId, Person } from '@weft/protocol';
import { t, tNodes } from '../messages/t.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import { Face, threadStyle } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { agoText, listText, whenText } from '../messages/when.ts';
import type { RosterPerson } from '../sync/roster.ts';
import type { SaveStatus } from '../sync/saveStatus.ts';
import type { ItemChange, ItemStory } from './itemStory.ts';
import styles from './ItemPanel.module.css';
import { itemTypeKey } from './itemTypeKey.ts';
import { useItemStory } from './useItemStory.ts';

export interface ItemStoryViewProps {
  boardId: BoardId;
  item: SelectedItem;
  me: Person;
  people: readonly RosterPerson[];
  status: SaveStatus;
}

export function ItemStoryView({ boardId, item, me, people, status }: ItemStoryViewProps) {
  const now = useNow(20_000);
  const { story, error, isPending, refetch } = useItemStory(boardId, item, status);
  const type = t(`item.type.${itemTypeKey(item.type)}`);
  return (
    <>
      <p className={styles['kicker']}>{story === null ? type : `${type} · ${whenText(story.startedAt, now)}`}</p>
      {item.text.trim() !== '' && (
        <h2 className={styles['words']} title={item.text}>
          {item.text}
        </h2>
      )}
      {error !== null && (
        <div className={styles['started']} role="alert">
          <p>{t('item.failed')}</p>
          <Button className={styles['again'] ?? ''} onClick={() => void refetch()}>
            {t('app.tryAgain')}
          </Button>
        </div>
      )}
      {error === null && story === null && (
        <p className={styles['started']}>{isPending ? t('app.loading') : t('item.arriving')}</p>
      )}
      {story !== null && <Story story={story} now={now} nameOf={nameIn(people, me, t('app.you'), t('app.someone'))} />}
    </>
  );
}

/** Names and colours as the roster has them now; mine is marked. */
const nameIn =
  (people: readonly RosterPerson[], me: Person, you: string, someone: string) => (person: Person | null) => {
    if (person === null) return { name: someone, color: '' };
    const known = people.find(({ id }) => id === person.id) ?? person;
    return { name: person.id === me.id ? `${known.name} (${you})` : known.name, color: known.color };
  };

type Naming = (person: Person | null) => { name: string; color: string };

function Story({ story, now, nameOf }: { story: ItemStory; now: number; nameOf: Naming }) {
  const starter = nameOf(story.startedBy);
  return (
    <>
      <p className={styles['started']}>
        {tNodes('item.startedByWhen', {
          person: (
            <Fragment key="person">
              {story.startedBy !== null && <Face person={story.startedBy} size={22} decorative />}{' '}
              <strong title={starter.name}>{starter.name}</strong>
            </Fragment>
          ),
          when: agoText(story.startedAt, now),
        })}
      </p>
      {story.changes.length === 0 ? (
        <p className={styles['only']}>{t('item.onlyStarter')}</p>
      ) : (
        <>
          <h3 className={styles['changed']}>{t('item.changedBy')}</h3>
          <ul className={styles['changes']}>
            {story.changes.map((change, index) => (
              <Change key={change.person?.id ?? index} change={change} now={now} nameOf={nameOf} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Change({ change, now, nameOf }: { change: ItemChange; now: number; nameOf: Naming }) {
  const { name, color } = nameOf(change.person);
  return (
    <li className={styles['change']} style={threadStyle(color)}>
      <span className={styles['changeName']} title={name}>
        {change.person !== null && <Face person={{ name: change.person.name, color }} size={22} decorative />}
        <span>{name}</span>
      </span>
      <span className={styles['changeWords']}>
        {listText(change.kinds.map((kind) => t(`item.kind.${kind}`)))} · {agoText(change.at, now)}
      </span>
    </li>
  );
}
