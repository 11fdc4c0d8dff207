import type { ItemId } from '@weft/protocol';
import { useState } from 'react';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import type { ItemStory, Relative } from './itemStory.ts';
import styles from './ItemStoryView.module.css';
import type { Naming } from './naming.ts';

export interface RelativeListProps {
  story: ItemStory;
  naming: Naming;
  onGo: (itemId: ItemId) => void;
}

/** As many as are seen at once before one asks for the rest. */
const FEW = 6;

/** What an item came from and what it led to; each leads to that item on the canvas. */
export function RelativeList({ story, naming, onGo }: RelativeListProps) {
  const [all, setAll] = useState(false);
  const rows = [
    ...story.builtOn.map((relative) => ({ way: 'back' as const, relative })),
    ...story.ledTo.map((relative) => ({ way: 'on' as const, relative })),
  ];
  if (rows.length === 0) return null;
  const shown = all || rows.length <= FEW + 1 ? rows : rows.slice(0, FEW);
  return (
    <ul className={styles['relatives']} aria-label={t('item.lineage')}>
      {shown.map(({ way, relative }) => (
        <li key={`${way} ${relative.kind} ${relative.itemId}`}>
          <RelativeRow way={way} relative={relative} naming={naming} onGo={onGo} />
        </li>
      ))}
      {shown.length < rows.length && (
        <li>
          <button type="button" className={styles['more']} onClick={() => setAll(true)}>
            {t('item.more', { count: rows.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}

interface RelativeRowProps extends Omit<RelativeListProps, 'story'> {
  way: 'back' | 'on';
  relative: Relative;
}

function RelativeRow({ way, relative, naming, onGo }: RelativeRowProps) {
  const { itemId, type, words, present, startedBy, kind, why } = relative;
  const starter = naming(startedBy);
  const link = t(`item.${way}.${kind}`);
  const said = words === '' ? t(`item.type.${itemTypeKey(type)}`) : words;
  const content = (
    <>
      <span className={styles['link']}>
        {why === null ? link : t('item.linkWhy', { link, why })}
        {!present && ` · ${t('item.gone')}`}
      </span>
      <span className={styles['said']}>{said}</span>
      {/* The bar's colour in words, for whoever does not see it. */}
      <span className="heard">{t('item.startedByShort', { name: starter?.name ?? t('app.someone') })}</span>
    </>
  );
  const look = { className: styles['relative'], style: threadStyle(starter?.person.color ?? ''), title: starter?.name };
  if (!present) return <div {...look}>{content}</div>;
  return (
    <button type="button" {...look} onClick={() => onGo(itemId)}>
      {content}
    </button>
  );
}
