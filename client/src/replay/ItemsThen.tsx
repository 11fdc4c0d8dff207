import { Button } from '@mantine/core';
import type { ItemId } from '@weft/protocol';
import type { ReactNode } from 'react';
import { CloseButton } from '../design/CloseButton.tsx';
import { t } from '../messages/t.ts';
import type { ReplayFilter } from './filter/useReplayFilter.ts';
import styles from './ItemThen.module.css';

export interface ItemsThenProps {
  readonly items: readonly ItemId[];
  readonly filter: Pick<ReplayFilter, 'only' | 'toggle'>;
  readonly onClose: () => void;
  /** What else can be done with the items as they were. */
  readonly children?: ReactNode;
}

/** Several items that were chosen, as they were at the moment that is shown. */
export function ItemsThen({ items, filter, onClose, children }: ItemsThenProps) {
  const others = items.filter((id) => !filter.only.has(id));
  return (
    <aside className={styles['card']} aria-label={t('item.panel')}>
      <CloseButton inCorner onClick={onClose} />
      <p className={styles['kicker']}>{t('replay.chosen', { count: items.length })}</p>
      <div className={styles['actions']}>
        {others.length > 0 && (
          <Button onClick={() => others.forEach((id) => filter.toggle('only', id))}>{t('filter.onlyThese')}</Button>
        )}
        {children}
      </div>
    </aside>
  );
}
