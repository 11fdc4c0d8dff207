import { useLayoutEffect, useRef } from 'react';
import styles from './DrawnPicture.module.css';

/**
 * A picture by Weft's own painter, as wide as its place. It stands in the page and not in an image, for only so it has the
 * board's letters without carrying them along.
 * @param svg shapes, images as data and escaped text alone
 */
export function DrawnPicture({ svg }: { readonly svg: string }) {
  const place = useRef<HTMLDivElement>(null);
  // Before it is painted: a picture follows another without a gap.
  useLayoutEffect(() => {
    const drawn = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
    place.current?.replaceChildren(drawn);
    return () => drawn.remove();
  }, [svg]);
  return <div ref={place} className={styles['drawn']} />;
}
