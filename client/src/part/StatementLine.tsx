import type { MyPart, Statement } from '@weft/protocol';
import { lazy } from 'react';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { agoText } from '../messages/when.ts';
import styles from './part.module.css';
import { itemIn, itemName } from './partWords.ts';
import { StatementMenuButton } from './StatementMenuButton.tsx';

const loadMenu = () => import('./StatementMenu.tsx');
const StatementMenu = lazy(loadMenu);

export interface StatementLineProps {
  part: MyPart;
  statement: Statement;
  /** What stands before the words: the role, the question. */
  lead: string;
}

/** Something I said, with what it is about, and the ways to change it. */
export function StatementLine({ part, statement, lead }: StatementLineProps) {
  const now = useNow(60_000);
  const item = itemIn(part, statement.itemId);
  const facts = [
    ...(item === null ? [] : [`“${itemName(item)}”`]),
    agoText(statement.at, now),
    ...(statement.kind === 'reflection'
      ? [statement.shared ? t('part.reflections.shared') : t('part.reflections.private')]
      : []),
  ];
  return (
    <li className={styles['said']}>
      <div className={styles['lineWords']}>
        <p className={styles['lead']}>{lead}</p>
        <p className={styles['words']}>{statement.words}</p>
        <p className={styles['quiet']}>{facts.join(' · ')}</p>
      </div>
      <OnDemandMenu
        trigger={StatementMenuButton}
        menu={StatementMenu}
        preload={loadMenu}
        props={{ boardId: part.board.id, statement }}
      />
    </li>
  );
}
