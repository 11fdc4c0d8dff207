import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CloseButton } from '../design/CloseButton.tsx';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import type { SelectedItem } from '../canvas/CanvasApi.ts';
import { t } from '../messages/t.ts';
import type { ReplayFilter } from './filter/useReplayFilter.ts';
import styles from './ItemThen.module.css';

export interface ItemThenProps {
  readonly item: SelectedItem;
  readonly filter: Pick<ReplayFilter, 'only' | 'toggle'>;
  readonly onFollow: () => void;
  readonly onChooseMore: () => void;
  readonly onClose: () => void;
  /** What else can be done with the item as it was. */
  readonly children?: ReactNode;
}

/** The item that was tapped, as it was at the moment that is shown. */
export function ItemThen({ item, filter, onFollow, onChooseMore, onClose, children }: ItemThenProps) {
  return (
    <aside className={styles['card']} aria-label={t('item.panel')}>
      <CloseButton inCorner onClick={onClose} />
      <p className={styles['kicker']}>{t(`item.type.${itemTypeKey(item.type)}`)}</p>
      {item.text.trim() !== '' && <p className={styles['words']}>{item.text}</p>}
      <div className={styles['actions']}>
        <Button onClick={onFollow}>{t('replay.follow')}</Button>
        <Button onClick={() => filter.toggle('only', item.id)}>{onlyWords(item, filter.only)}</Button>
        <Button onClick={onChooseMore}>{t('replay.chooseMore')}</Button>
        {children}
      </div>
    </aside>
  );
}

function onlyWords({ id, type }: SelectedItem, only: ReplayFilter['only']): string {
  if (only.has(id)) return t('filter.noLonger');
  if (only.size === 0) return t(type === 'frame' ? 'filter.onlyFrame' : 'filter.onlyItem');
  return t(type === 'frame' ? 'filter.alsoFrame' : 'filter.alsoItem');
}
