import { type ItemId, type MyPart } from '@weft/protocol';
import { useId, useState } from 'react';
import { t } from '../messages/t.ts';
import { ItemCard } from './ItemCard.tsx';
import styles from './part.module.css';
import { itemIn, type PartItem } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';

/** Cards that are shown at first: two rows on a wide screen. */
const FIRST = 8;

export interface ItemSectionProps {
  part: MyPart;
  pictures: BoardPictures | null;
  title: string;
  items: readonly ItemId[];
  /** A line under an item's words. */
  note: (item: PartItem) => string | null;
}

/** Some of my items, each with its picture; nothing at all where there are none. */
export function ItemSection({ part, pictures, title, items, note }: ItemSectionProps) {
  const id = useId();
  const [all, setAll] = useState(false);
  const known = items.flatMap((itemId) => itemIn(part, itemId) ?? []);
  if (known.length === 0) return null;
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} className={styles['sectionTitle']}>
        {title}
      </h2>
      <ul className={styles['cards']}>
        {(all ? known : known.slice(0, FIRST)).map((item) => (
          <li key={item.id}>
            <ItemCard part={part} item={item} pictures={pictures} note={note(item)} />
          </li>
        ))}
      </ul>
      {known.length > FIRST && (
        <button type="button" className={styles['more']} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('part.showFewer') : t('part.showAll', { count: known.length })}
        </button>
      )}
    </section>
  );
}
