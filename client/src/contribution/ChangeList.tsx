import { Face, threadStyle } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import { agoText, listText } from '../messages/when.ts';
import type { ItemChange } from './itemStory.ts';
import styles from './ItemStoryView.module.css';
import type { Naming } from './naming.ts';

export interface ChangeListProps {
  changes: readonly ItemChange[];
  /** Who else writes in it right now, by name. */
  writing: readonly string[];
  now: number;
  naming: Naming;
}

/** What others than its starter did to an item. */
export function ChangeList({ changes, writing, now, naming }: ChangeListProps) {
  const isWritten = writing.length > 0;
  const words = isWritten ? writingWords(writing) : t('item.onlyStarter');
  if (changes.length === 0) return <p className={styles['only']}>{words}</p>;
  return (
    <>
      {isWritten && <p className={styles['only']}>{words}</p>}
      <h3 className={styles['changed']}>{t('item.changedBy')}</h3>
      <ul className={styles['changes']}>
        {changes.map((change, index) => (
          <Change key={change.person?.id ?? index} change={change} now={now} naming={naming} />
        ))}
      </ul>
    </>
  );
}

const writingWords = (people: readonly string[]): string =>
  t(people.length === 1 ? 'item.oneWrites' : 'item.severalWrite', { people: listText(people) });

function Change({ change, now, naming }: { change: ItemChange; now: number; naming: Naming }) {
  const who = naming(change.person);
  const name = who?.name ?? t('app.someone');
  return (
    <li className={styles['change']} style={threadStyle(who?.person.color ?? '')}>
      <span className={styles['changeName']} title={name}>
        {who !== null && <Face person={who.person} size={22} decorative />}
        <span>{name}</span>
      </span>
      <span className={styles['changeWords']}>{wordsOf(change, now)}</span>
    </li>
  );
}

function wordsOf({ kinds, heldThePen, offline, at }: ItemChange, now: number): string {
  const did = [...(heldThePen ? [t('item.heldThePen')] : []), ...kinds.map((kind) => t(`item.kind.${kind}`))];
  const parts = [listText(did), agoText(at, now), ...(offline ? [t('item.offline')] : [])];
  return parts.join(' · ');
}
