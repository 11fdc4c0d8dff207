import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { initialsOf, type BoardId, type Contributions, type PersonId } from '@weft/protocol';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import { Face, threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import { isNamed } from '../people/nameOf.ts';
import styles from './ItemStoryView.module.css';
import type { Named, Naming } from './naming.ts';
import { writtenRuns, type WrittenRun } from './writtenRuns.ts';

export interface WordsByWriterProps {
  boardId: BoardId;
  item: SelectedItem;
  contributions: Contributions | null;
  naming: Naming;
}

/** An item's words; where several people wrote them, on request each in its writer's colour, with a legend. */
export function WordsByWriter({ boardId, item, contributions, naming }: WordsByWriterProps) {
  const [isAsked, setAsked] = useState(false);
  const canTell = contributions !== null && writersIn(contributions, item) > 1;
  const isShown = isAsked && canTell;
  const writers = useQuery({
    // Asked again when the rest of the story is: its newest entry is what this text is of.
    ...queries.writers(boardId, item.id, contributions?.seq ?? 0),
    placeholderData: keepPreviousData,
    enabled: isShown,
  });
  const runs = isShown && writers.data !== undefined ? writtenRuns(item.text, writers.data) : null;
  const writerOf = (id: PersonId | null) => naming(contributions?.people.find((person) => person.id === id) ?? null);
  return (
    <>
      <h2 className={styles['words']} title={item.text} data-by-writer={runs !== null || undefined}>
        {runs === null
          ? item.text
          : runs.map((run, index) => <Run key={index} run={run} writer={writerOf(run.personId)} />)}
      </h2>
      {canTell && (
        <button type="button" className={styles['byWriter']} aria-expanded={isShown} onClick={() => setAsked(!isAsked)}>
          {t(isShown ? 'item.plainWords' : 'item.whoWrote')}
        </button>
      )}
      {runs !== null && <Legend runs={runs} writerOf={writerOf} />}
      {isShown && runs === null && (
        <p className={styles['changeWords']} role="status">
          {t(writers.isError ? 'item.failed' : 'item.wordsArriving')}
        </p>
      )}
    </>
  );
}

/** How many are told to have written in it; someone may be several, and counts as one. */
function writersIn({ items }: Contributions, { id }: SelectedItem): number {
  const people = items.find((item) => item.id === id)?.people ?? [];
  return people.filter(({ characters, kinds }) =>
    characters === undefined ? kinds.includes('wrote') || kinds.includes('refined') : characters > 0,
  ).length;
}

/** Letters stand ahead of each stretch, as colour alone tells not everybody. */
function Run({ run, writer }: { run: WrittenRun; writer: Named | null }) {
  if (writer === null) return <span>{run.text}</span>;
  return (
    <span className={styles['run']} style={threadStyle(writer.person.color)} title={writer.name}>
      {isNamed(writer.person) && <sup aria-hidden="true">{initialsOf(writer.person.name)}</sup>}
      {run.text}
    </span>
  );
}

function Legend({ runs, writerOf }: { runs: readonly WrittenRun[]; writerOf: (id: PersonId | null) => Named | null }) {
  const writers = [...new Set(runs.map(({ personId }) => personId))].flatMap((id) => writerOf(id) ?? []);
  return (
    <ul className={styles['legend']} aria-label={t('item.writers')}>
      {writers.map((writer) => (
        <li key={writer.person.id}>
          <Face person={writer.person} size={22} decorative />
          <span>{writer.name}</span>
        </li>
      ))}
    </ul>
  );
}
