import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { Face } from '../../design/Face.tsx';
import { t } from '../../messages/t.ts';
import type { FilterName } from '../replaySearch.ts';
import type { FilterChoices } from './filterChoices.ts';
import styles from './FilterPanel.module.css';
import type { ReplayFilter } from './useReplayFilter.ts';

export interface FilterPanelProps {
  readonly choices: FilterChoices;
  readonly filter: ReplayFilter;
}

/** Whose part, what was done, and where: each of them as many as one likes. */
export function FilterPanel({ choices: { people, kinds, items }, filter }: FilterPanelProps) {
  const { asked, only } = filter;
  const choice = (name: FilterName, word: string, isAsked: boolean, children: ReactNode) => (
    <button
      key={word}
      type="button"
      className={styles['choice']}
      aria-pressed={isAsked}
      onClick={() => filter.toggle(name, word)}
    >
      {children}
    </button>
  );
  return (
    <>
      <Choices title={t('filter.people')}>
        {people.map((person) =>
          choice(
            'who',
            person.id,
            asked.people.has(person.id),
            <>
              <Face person={person} size={22} decorative /> <span className={styles['words']}>{person.name}</span>
            </>,
          ),
        )}
      </Choices>
      <Choices title={t('filter.kinds')}>
        {kinds.map((kind) => choice('kind', kind, asked.kinds.has(kind), t(`filter.kind.${kind}`)))}
      </Choices>
      <Choices title={t('filter.items')}>
        {items.map(({ id, name }) => choice('only', id, only.has(id), <span className={styles['words']}>{name}</span>))}
        {items.length === 0 && <p className={styles['quiet']}>{t('filter.nowhere')}</p>}
      </Choices>
      <div className={styles['end']}>
        <Button disabled={!filter.isOn} onClick={filter.clear}>
          {t('filter.clear')}
        </Button>
      </div>
    </>
  );
}

function Choices({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['group']} role="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={styles['choices']}>{children}</div>
    </section>
  );
}
