import { Button } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { BoardId, Person } from '@weft/protocol';
import { CloseButton } from '../design/CloseButton.tsx';
import { Face } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { agoText, listText, whenText } from '../messages/when.ts';
import { episodeTitle } from '../replay/timeline/episodeTitle.ts';
import styles from './SinceCard.module.css';
import type { SinceThen } from './sinceThen.ts';
import type { Since } from './useSince.ts';

/** More would be a list to work through. */
const MOST_EPISODES = 4;

/** What others did while I was away, stretch by stretch, and a way to see it happen. */
export default function SinceCard({ boardId, since }: { boardId: BoardId; since: Since }) {
  const now = useNow(60_000);
  const { episodes, to } = since.news;
  const shown = episodes.slice(-MOST_EPISODES);
  const more = episodes.length - shown.length;
  return (
    <aside className={styles['card']} aria-label={t('since.title')}>
      <CloseButton label={t('since.close')} inCorner onClick={since.close} />
      <h2>{t('since.title')}</h2>
      <p className={styles['quiet']}>{t('since.when', { when: agoText(since.since, now) })}</p>
      <ol className={styles['episodes']}>
        {shown.map((episode) => (
          <li key={episode.from}>
            <strong>{episodeTitle(episode, since.news.words)}</strong>
            <PeopleOf people={peopleOf(since.news, episode.people)} when={whenText(episode.from, now)} />
          </li>
        ))}
      </ol>
      {more > 0 && <p className={styles['quiet']}>{t('since.more', { count: more })}</p>}
      <Button
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        renderRoot={(button) => (
          <Link
            to="/boards/$boardId/replay"
            params={{ boardId }}
            search={{ t: Math.round(episodes[0]?.from ?? since.since), to: Math.ceil(to) }}
            {...button}
          />
        )}
      >
        {t('since.play')}
      </Button>
    </aside>
  );
}

const peopleOf = ({ people }: SinceThen, ids: readonly Person['id'][]): Person[] =>
  ids.flatMap((id) => people.get(id) ?? []);

function PeopleOf({ people, when }: { people: readonly Person[]; when: string }) {
  return (
    <span className={styles['by']}>
      {people.map((person) => (
        <Face key={person.id} person={person} size={22} decorative />
      ))}
      <span>{t('since.by', { people: listText(people.map(({ name }) => name)), when })}</span>
    </span>
  );
}
