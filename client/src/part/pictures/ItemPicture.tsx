import type { ItemId } from '@weft/protocol';
import { useState } from 'react';
import { DrawnPicture } from '../../design/DrawnPicture.tsx';
import type { BoardPictures } from './BoardPictures.ts';
import styles from './ItemPicture.module.css';

export interface ItemPictureProps {
  /** Null while they are not there yet. */
  pictures: BoardPictures | null;
  itemId: ItemId;
  /** Its words, shown where there is no picture. */
  words: string;
}

/** One item as it looks on the board. Decoration: what it says is written beside it. */
export function ItemPicture({ pictures, itemId, words }: ItemPictureProps) {
  const image = pictures?.imageOf(itemId) ?? null;
  const [failed, setFailed] = useState<string | null>(null);
  const svg = pictures?.svgOf(itemId) ?? null;
  const isImage = image !== null && image !== failed;
  return (
    <div className={styles['picture']} aria-hidden="true" data-drawn={isImage || svg !== null}>
      {isImage ? (
        <img className={styles['image']} src={image} alt="" loading="lazy" onError={() => setFailed(image)} />
      ) : svg === null ? (
        <p className={styles['words']}>{words}</p>
      ) : (
        <DrawnPicture svg={svg} />
      )}
    </div>
  );
}
