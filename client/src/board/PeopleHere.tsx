import { Button, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import type { BoardId, Person, PersonId } from '@weft/protocol';
import type { ReactNode } from 'react';
import { t } from '../messages/t.ts';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import { Face, threadStyle } from '../design/Face.tsx';
import { isNamed } from '../people/nameOf.ts';
import type { RosterPerson } from '../sync/roster.ts';
import { MyFace } from './MyFace.tsx';
import styles from './PeopleHere.module.css';

export interface PeopleHereProps {
  boardId: BoardId;
  me: Person;
  people: readonly RosterPerson[];
  following: PersonId | null;
  canvas: CanvasApi | null;
  onShare: () => void;
  /** Stands between the faces and Share. */
  children: ReactNode;
}

/** Faces that fit beside Share before the rest is counted. */
const FACES = 6;

/** Me first, then everybody in order of arrival; my colour here is the board's. */
function whoIsHere(me: Person, people: readonly RosterPerson[]): { mine: Person; others: readonly RosterPerson[] } {
  const onBoard = people.find(({ id }) => id === me.id);
  return {
    mine: { ...me, color: onBoard?.color ?? me.color },
    others: people.filter(({ id, here }) => here && id !== me.id),
  };
}

/** Who is here now; a face is a button that lets my view go along with that person's. */
export function PeopleHere({ boardId, me, people, following, canvas, onShare, children }: PeopleHereProps) {
  const narrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  const { mine, others } = whoIsHere(me, people);
  const follow = (id: PersonId) => (id === following ? canvas?.stopFollowing() : canvas?.follow(id));
  const inline = narrow ? others.slice(0, 0) : others.slice(0, FACES - 1);
  const more = others.length - inline.length;

  return (
    <div className={styles['people']}>
      <div className={styles['faces']} role="group" aria-label={t('board.here')}>
        <MyFace boardId={boardId} me={mine} />
        {inline.map((person) =>
          isNamed(person) ? (
            <FollowFace key={person.id} person={person} following={person.id === following} onFollow={follow} />
          ) : (
            <UnnamedFace key={person.id} person={person} />
          ),
        )}
        {more > 0 && <MorePeople others={others} count={more} following={following} onFollow={follow} />}
      </div>
      {children}
      <Button
        variant="filled"
        className={styles['share'] ?? ''}
        onClick={onShare}
        {...(narrow ? { 'aria-label': t('board.share') } : {})}
      >
        {narrow ? <IconUserPlus size={21} stroke={1.9} aria-hidden /> : t('board.share')}
      </Button>
    </div>
  );
}

/** Perhaps several, who are shown alike: there is no one to go along with. */
function UnnamedFace({ person }: { person: RosterPerson }) {
  return (
    <span className={styles['slot']} role="img" aria-label={person.name} title={person.name}>
      <Face person={person} size={32} decorative />
    </span>
  );
}

interface FollowProps {
  person: RosterPerson;
  following: boolean;
  onFollow: (id: PersonId) => void;
}

function FollowFace({ person, following, onFollow }: FollowProps) {
  const label = following ? t('board.unfollow', { name: person.name }) : t('board.follow', { name: person.name });
  return (
    <button
      type="button"
      className={styles['slot']}
      style={threadStyle(person.color)}
      aria-pressed={following}
      aria-label={t('board.follow', { name: person.name })}
      title={label}
      onClick={() => onFollow(person.id)}
    >
      <Face person={person} size={32} decorative />
    </button>
  );
}

interface MorePeopleProps {
  others: readonly RosterPerson[];
  count: number;
  following: PersonId | null;
  onFollow: (id: PersonId) => void;
}

function MorePeople({ others, count, following, onFollow }: MorePeopleProps) {
  const followed = others.find(({ id }) => id === following);
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <button
          type="button"
          className={styles['more']}
          aria-label={t('board.more', { count })}
          {...(followed === undefined ? {} : { style: threadStyle(followed.color), 'data-following': true })}
        >
          +{count}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles['list'] ?? ''}>
        <Menu.Label>{t('board.here')}</Menu.Label>
        {others.map((person) => (
          <Menu.Item
            key={person.id}
            leftSection={<Face person={person} size={30} decorative />}
            title={person.name}
            {...(isNamed(person) ? { onClick: () => onFollow(person.id) } : { disabled: true })}
          >
            <span className={styles['name']}>
              {person.id === following ? t('board.unfollow', { name: person.name }) : person.name}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
