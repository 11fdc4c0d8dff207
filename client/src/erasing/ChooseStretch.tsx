import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import { ChoiceField } from '../design/fields.tsx';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import { episodeTitle } from '../replay/timeline/episodeTitle.ts';
import type { Chosen, ChoosingProps } from './chosen.ts';
import styles from './EraseDialog.module.css';
import { LookFirst } from './LookFirst.tsx';
import {
  asFieldTime,
  betweenTimes,
  lastEpisodes,
  type Stretch,
  UP_TO_NOW,
  type UpToNow,
  upToNow,
} from './stretches.ts';

const OWN = 'own';

/** The last minutes, a stretch of work as the replay tells of it, or two times of one's own. */
export function ChooseStretch({ boardId, onChosen, onClose }: ChoosingProps) {
  const now = useNow(60_000);
  const contributions = useQuery(queries.contributions(boardId)).data;
  const words = new Map(contributions?.items.filter((item) => item.words !== '').map((item) => [item.id, item.words]));
  const episodes = lastEpisodes(contributions?.contributions ?? []);
  const [picked, setPicked] = useState<string>(UP_TO_NOW[0]);
  const [from, setFrom] = useState(() => asFieldTime(now - 60 * 60_000));
  const [to, setTo] = useState(() => asFieldTime(now));

  const choice = UP_TO_NOW.find((one) => one === picked);
  const episode = episodes.find((one) => String(one.from) === picked);
  const stretch = choice !== undefined ? upToNow(choice, now) : (episode ?? betweenTimes(from, to));
  return (
    <>
      <ChoiceField
        label={t('erasing.when')}
        value={picked}
        choices={[
          { heading: t('erasing.upToNow'), values: UP_TO_NOW.map((one) => [one, t(`erasing.recent.${one}`)]) },
          {
            heading: t('erasing.episodes'),
            values: episodes.map((one) => [
              String(one.from),
              t('erasing.episode', { title: episodeTitle(one, words), when: stretchText(one, now) }),
            ]),
          },
          { heading: t('erasing.otherwise'), values: [[OWN, t('erasing.own')]] },
        ]}
        onChange={setPicked}
      />
      {picked === OWN && (
        <div className={styles['times']}>
          <TimeField label={t('erasing.from')} value={from} onChange={setFrom} />
          <TimeField label={t('erasing.to')} value={to} onChange={setTo} />
        </div>
      )}
      {stretch === null && <p role="alert">{t('erasing.wrongWayRound')}</p>}
      <LookFirst
        onClose={onClose}
        onLook={stretch === null ? undefined : () => onChosen(chosenOf(choice ?? stretch))}
      />
    </>
  );
}

/** What was done in the moments before looking belongs to what is up to now. */
function chosenOf(choice: UpToNow | Stretch): Chosen {
  const now = Date.now();
  const stretch = typeof choice === 'string' ? upToNow(choice, now) : choice;
  return { what: whole(stretch), called: stretchText(stretch, now) };
}

const whole = ({ from, to }: Stretch): Stretch => ({ from: Math.floor(from), to: Math.ceil(to) });

const stretchText = ({ from, to }: Stretch, now: number): string =>
  t('erasing.between', { from: whenText(from, now), to: whenText(to, now) });

interface TimeFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
