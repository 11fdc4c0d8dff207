import type { ItemId, Person } from '@weft/protocol';
import { CloseButton } from '../design/CloseButton.tsx';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { Face } from '../design/Face.tsx';
import { t } from '../messages/t.ts';
import { whenText } from '../messages/when.ts';
import type { Idea } from './ideaOf.ts';
import styles from './IdeaStrip.module.css';

export interface IdeaStripProps {
  readonly idea: Idea;
  readonly people: ReadonlyMap<string, Person>;
  readonly at: number;
  readonly now: number;
  readonly onStep: (itemId: ItemId, startedAt: number) => void;
  readonly onClose: () => void;
}

/** The way an idea went: each item that led to it or grew from it, by whom and when. */
export function IdeaStrip({ idea, people, at, now, onStep, onClose }: IdeaStripProps) {
  return (
    <aside className={styles['strip']} aria-label={t('replay.ideaStrip')}>
      <div className={styles['head']}>
        <h2>{t('replay.ideaTitle')}</h2>
        <CloseButton label={t('replay.ideaClose')} onClick={onClose} />
      </div>
      {idea.steps.length < 2 && <p className={styles['alone']}>{t('replay.ideaAlone')}</p>}
      <ol>
        {idea.steps.map(({ id, type, words, startedBy, startedAt }) => {
          const person = startedBy === null ? undefined : people.get(startedBy);
          return (
            <li key={id} data-future={startedAt > at || undefined}>
              <button
                type="button"
                className={styles['step']}
                aria-current={id === idea.itemId || undefined}
                onClick={() => onStep(id, startedAt)}
              >
                {person !== undefined && <Face person={person} size={24} decorative />}
                <span className={styles['words']}>{words === '' ? t(`item.type.${itemTypeKey(type)}`) : words}</span>
                <span className={styles['when']}>
                  {person?.name ?? t('app.someone')} · {whenText(startedAt, now)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </aside>
  );
}
