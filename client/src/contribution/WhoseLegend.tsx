import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { BoardId, Person } from '@weft/protocol';
import { queries } from '../api/queries.ts';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import { called } from '../people/nameOf.ts';
import styles from './WhoseLegend.module.css';

export interface WhoseLegendProps {
  boardId: BoardId;
  people: readonly Person[];
  onClose: () => void;
}

/** Whose the colours are, for as long as they are shown; and the way out where there is no key to press. */
export function WhoseLegend({ boardId, people, onClose }: WhoseLegendProps) {
  const display = useQuery(queries.display(boardId)).data?.display ?? 'names';
  return (
    <section className={styles['legend']} aria-label={t('whose.title')}>
      <ul>
        {people.map(called).map((person) => (
          <li key={person.id}>
            <Face person={person} size={22} decorative />
            <span title={person.name}>{person.name}</span>
          </li>
        ))}
      </ul>
      {display !== 'names' && <p>{t(`whose.${display}`)}</p>}
      <button type="button" aria-label={t('whose.close')} title={t('whose.close')} onClick={onClose}>
        <IconX size={18} stroke={1.8} aria-hidden />
      </button>
    </section>
  );
}
