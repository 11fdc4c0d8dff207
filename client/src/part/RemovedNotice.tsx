import type { MyPart } from '@weft/protocol';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { agoText, whenText } from '../messages/when.ts';
import styles from './part.module.css';
import { personIn } from './partWords.ts';

/** Whoever takes another off a board, with their part or without it, is named to that person, who can take it along first. */
export function RemovedNotice({ removed }: { removed: NonNullable<MyPart['removed']> }) {
  const now = useNow(60_000);
  const isKept = removed.part === 'keep';
  return (
    <section className={styles['notice']} aria-labelledby="removed">
      <h2 id="removed" className={styles['sectionTitle']}>
        {t(isKept ? 'part.decide.takenOffTitle' : 'part.decide.removedTitle')}
      </h2>
      <p>
        {t(isKept ? 'part.decide.takenOff' : 'part.decide.removed', {
          person: personIn([removed.by], removed.by.id).name,
          when: agoText(removed.at, now),
          until: whenText(removed.exportUntil, now),
        })}
      </p>
    </section>
  );
}
