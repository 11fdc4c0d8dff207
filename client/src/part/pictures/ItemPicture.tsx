import { useEffect, useRef } from 'react';
import styles from './ItemPicture.module.css';

export interface ItemPictureProps {
  /** What `BoardPictures` drew; null for what is not on the board, or not drawn yet. */
  svg: string | null;
  /** Its words, shown where there is no picture. */
  words: string;
}

/** One item as it looks on the board. Decoration: what it says is written beside it. */
export function ItemPicture({ svg, words }: ItemPictureProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (svg === null) return undefined;
    // In the page and not as an image, for only so it has the page's fonts. It holds shapes and escaped text alone.
    const drawn = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
    place.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [svg]);
  return (
    <div className={styles['picture']} aria-hidden="true" data-drawn={svg !== null}>
      {svg === null ? <p className={styles['words']}>{words}</p> : <div ref={place} className={styles['drawn']} />}
    </div>
  );
}
