import type { BoardPicture } from '@weft/board-model';
import { DrawnPicture } from '../design/DrawnPicture.tsx';
import { threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import type { ItemChange } from './changesBetween.ts';
import styles from './ComparePage.module.css';
import { PICTURE } from './useComparison.ts';

export interface PictureThenProps {
  picture: BoardPicture;
  /** What is outlined on it. */
  changes: readonly ItemChange[];
  when: string;
}

/** The board at one of the two times. What changed has the colour of whoever changed it around it. */
export function PictureThen({ picture, changes, when }: PictureThenProps) {
  return (
    <figure className={styles['then']}>
      <figcaption>{when}</figcaption>
      <div className={styles['picture']} role="img" aria-label={t('compare.picture', { when })}>
        <DrawnPicture svg={picture.svg} />
        {changes.map((change) => (
          <Outline key={change.itemId} picture={picture} change={change} />
        ))}
      </div>
    </figure>
  );
}

function Outline({ picture, change }: { picture: BoardPicture; change: ItemChange }) {
  const box = picture.boxOf(change.itemId);
  if (box === null) return null;
  const [person] = change.people;
  return (
    <span
      className={styles['outline']}
      data-kind={change.kind}
      style={{
        ...(person === undefined ? {} : threadStyle(person.color)),
        left: part(box.minX, PICTURE.width),
        top: part(box.minY, PICTURE.height),
        width: part(box.maxX - box.minX, PICTURE.width),
        height: part(box.maxY - box.minY, PICTURE.height),
      }}
    />
  );
}

const part = (length: number, whole: number): string => `${(100 * length) / whole}%`;
