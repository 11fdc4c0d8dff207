import type { MyPart } from '@weft/protocol';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import styles from './part.module.css';
import { namesOf, personIn } from './partWords.ts';

/** The others of my items, in the order in which we first met in one. */
export function WorkedWith({ part }: { part: MyPart }) {
  if (part.workedWith.length === 0) return null;
  return (
    <section className={styles['panel']} aria-labelledby="worked-with">
      <h2 id="worked-with" className={styles['panelTitle']}>
        {t('part.workedWith')}
      </h2>
      <ul className={styles['lines']}>
        {part.workedWith.map(({ personId, items }) => {
          const person = personIn(part.people, personId);
          return (
            <li key={personId} className={styles['line']}>
              <Face person={person} size={30} decorative />
              <div className={styles['lineWords']}>
                <strong>{person.name}</strong>
                <p className={styles['quiet']}>{t('part.workedOn', { items: namesOf(part, items) })}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
