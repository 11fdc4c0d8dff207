import { Button } from '@mantine/core';
import type { MyPart } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import styles from './part.module.css';
import { itemIn, itemName } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { ItemPicture } from './pictures/ItemPicture.tsx';

const KnownItemDialog = lazy(() => import('./KnownItemDialog.tsx'));
const KnownSentenceDialog = lazy(() => import('./KnownSentenceDialog.tsx'));

/** The one item and the one sentence that I want to be known by here. */
export function KnownBy({ part, pictures }: { part: MyPart; pictures: BoardPictures | null }) {
  const [open, setOpen] = useState<'item' | 'sentence' | null>(null);
  const { knownSentence } = part.choices;
  const item = itemIn(part, part.choices.knownItem);
  return (
    <section className={styles['known']} aria-labelledby="known-by" style={threadStyle(part.person.color)}>
      {item !== null && (
        <figure className={styles['knownPicture']}>
          <ItemPicture pictures={pictures} itemId={item.id} words={itemName(item)} />
          <figcaption className={styles['quiet']}>{itemName(item)}</figcaption>
        </figure>
      )}
      <div className={styles['knownWords']}>
        <h2 id="known-by" className={styles['kicker']}>
          {t('part.known.title')}
        </h2>
        {knownSentence === null ? (
          <p className={styles['quiet']}>{t('part.known.empty')}</p>
        ) : (
          <p className={styles['sentence']}>{knownSentence}</p>
        )}
        <div className={styles['ways']}>
          <Button onClick={() => setOpen('sentence')}>
            {knownSentence === null ? t('part.known.write') : t('part.known.rewrite')}
          </Button>
          {part.items.length > 0 && (
            <Button onClick={() => setOpen('item')}>
              {item === null ? t('part.known.chooseItem') : t('part.known.otherItem')}
            </Button>
          )}
        </div>
      </div>
      <Suspense>
        {open === 'item' && <KnownItemDialog part={part} pictures={pictures} onClose={() => setOpen(null)} />}
        {open === 'sentence' && <KnownSentenceDialog part={part} onClose={() => setOpen(null)} />}
      </Suspense>
    </section>
  );
}
