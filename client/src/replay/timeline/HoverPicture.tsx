import { DrawnPicture } from '../../design/DrawnPicture.tsx';
import { useNow } from '../../design/useNow.ts';
import { whenText } from '../../messages/when.ts';
import { PREVIEW_SIZE, type PreviewPicture } from '../BoardPreview.ts';
import styles from './Timeline.module.css';

export interface HoverPictureProps {
  readonly picture: PreviewPicture;
  /** Where the pointer is, in px from the left edge, and how wide everything is. */
  readonly x: number;
  readonly width: number;
}

/** The board as it was, above the place of the timeline that is pointed at. */
export function HoverPicture({ picture: { time, svg }, x, width }: HoverPictureProps) {
  const now = useNow(60_000);
  const left = Math.max(0, Math.min(x - PREVIEW_SIZE.width / 2, width - PREVIEW_SIZE.width));
  return (
    <div className={styles['preview']} style={{ left }} aria-hidden>
      <div className={styles['board']} style={PREVIEW_SIZE}>
        <DrawnPicture svg={svg} />
      </div>
      <span>{whenText(time, now)}</span>
    </div>
  );
}
