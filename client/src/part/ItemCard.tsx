import { Link } from '@tanstack/react-router';
import type { MyPart } from '@weft/protocol';
import { lazy } from 'react';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { OnDemandMenu } from '../design/OnDemandMenu.tsx';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import { ItemMenuButton } from './ItemMenuButton.tsx';
import target from '../design/CardTarget.module.css';
import styles from './part.module.css';
import { itemName, type PartItem } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { ItemPicture } from './pictures/ItemPicture.tsx';

const loadItemMenu = () => import('./ItemMenu.tsx');
const ItemMenu = lazy(loadItemMenu);

export interface ItemCardProps {
  part: MyPart;
  item: PartItem;
  pictures: BoardPictures | null;
  note: string | null;
}

/** One item: how it looks, what it says, when it was started. The card opens it on the board, where it still is there. */
export function ItemCard({ part, item, pictures, note }: ItemCardProps) {
  const now = useNow(60_000);
  const name = itemName(item);
  return (
    <article className={styles['card']} data-known={part.choices.knownItem === item.id}>
      <div className={styles['cardPicture']}>
        <ItemPicture pictures={pictures} itemId={item.id} words={name} />
      </div>
      <div className={styles['cardWords']}>
        <h3 className={styles['cardTitle']}>
          {item.present ? (
            <Link
              to="/boards/$boardId"
              params={{ boardId: part.board.id }}
              search={{ item: item.id }}
              className={target['open'] ?? ''}
            >
              {name}
              <span className="heard">. {t('part.open')}</span>
            </Link>
          ) : (
            name
          )}
        </h3>
        <OnDemandMenu trigger={ItemMenuButton} menu={ItemMenu} preload={loadItemMenu} props={{ myPart: part, item }} />
      </div>
      <div className={styles['cardFoot']}>
        {note !== null && <p>{note}</p>}
        <p>
          {t('part.itemWhen', {
            type: t(`item.type.${itemTypeKey(item.type)}`),
            when: item.present ? whenText(item.startedAt, now) : t('part.gone'),
          })}
        </p>
        {part.choices.knownItem === item.id && <p className={styles['knownMark']}>{t('part.known.title')}</p>}
      </div>
    </article>
  );
}
