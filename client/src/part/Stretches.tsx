import type { MyPart } from '@weft/protocol';
import { threadStyle } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import styles from './part.module.css';
import { namesOf } from './partWords.ts';
import { stretchText } from './stretchText.ts';

const SHOWN = 4;

/** My longest stretches, each as a length of my thread. */
export function Stretches({ part }: { part: MyPart }) {
  const now = useNow(60_000);
  const shown = part.stretches.slice(0, SHOWN);
  const longest = shown[0];
  if (longest === undefined) return null;
  return (
    <section className={styles['panel']} aria-labelledby="stretches">
      <h2 id="stretches" className={styles['panelTitle']}>
        {t('part.stretches')}
      </h2>
      <ol className={styles['lines']} style={threadStyle(part.person.color)}>
        {shown.map(({ from, to, items }) => (
          <li key={from} className={styles['stretch']}>
            <p>
              <strong>{whenText(from, now)}</strong> · {stretchText(to - from)}
            </p>
            <div
              className={styles['thread']}
              style={{ inlineSize: `${Math.max(4, (100 * (to - from)) / Math.max(1, longest.to - longest.from))}%` }}
              aria-hidden="true"
            />
            <p className={styles['quiet']}>{t('part.stretchAround', { items: namesOf(part, items, 2) })}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
