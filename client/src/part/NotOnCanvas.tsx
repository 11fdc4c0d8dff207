import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { MyPart, Statement } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import styles from './part.module.css';
import { isEmptyPart } from './partWords.ts';
import { StatementLine } from './StatementLine.tsx';

const SayDialog = lazy(() => import('./SayDialog.tsx'));

/** What I brought, in my own words: roles that I claim, and what was never on the canvas. */
export function NotOnCanvas({ part }: { part: MyPart }) {
  const [adding, setAdding] = useState(false);
  const said = part.statements.filter(({ kind }) => kind !== 'reflection');
  const empty = isEmptyPart(part) && said.length === 0;
  return (
    <section
      className={empty ? styles['empty'] : styles['panel']}
      aria-labelledby="beyond"
      style={threadStyle(part.person.color)}
    >
      <h2 id="beyond" className={styles['panelTitle']}>
        {empty ? t('part.emptyTitle') : t('part.beyond.title')}
      </h2>
      <p className={styles['quiet']}>{empty ? t('part.emptyText') : t('part.beyond.about')}</p>
      {said.length > 0 && (
        <ul className={styles['lines']}>
          {said.map((statement) => (
            <StatementLine key={statement.id} part={part} statement={statement} lead={roleOf(statement)} />
          ))}
        </ul>
      )}
      <Button
        className={styles['add'] ?? ''}
        variant={empty ? 'filled' : 'default'}
        leftSection={<IconPlus size={18} stroke={2} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('part.beyond.add')}
      </Button>
      {adding && (
        <Suspense>
          <SayDialog part={part} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </section>
  );
}

const roleOf = (statement: Statement): string =>
  statement.kind === 'reflection' ? '' : t(`part.beyond.roles.${statement.role}`);
