import type { ItemId } from '@weft/protocol';
import { useContext } from 'react';
import { t } from '../messages/t.ts';
import { ItemsContext } from './ItemsContext.ts';

const WHYS = ['because', 'contradicts', 'exampleOf', 'leadsTo'] as const;

export interface ArrowWhysProps {
  readonly arrowId: ItemId;
  /** What its label says. */
  readonly said: string;
}

/** Why an arrow joins two items, in words that most arrows need, or in one's own. It is the arrow's label, and nothing else. */
export function ArrowWhys({ arrowId, said }: ArrowWhysProps) {
  const items = useContext(ItemsContext);
  return (
    <div className="weft-whys" role="group" aria-label={t('canvas.why')}>
      {WHYS.map((why) => {
        const words = t(`canvas.whys.${why}`);
        const isSaid = said === words;
        return (
          <button
            key={why}
            type="button"
            aria-pressed={isSaid}
            onClick={() => items()?.setText(arrowId, said, isSaid ? '' : words)}
          >
            {words}
          </button>
        );
      })}
      <button type="button" onClick={() => items()?.write(arrowId)}>
        {t('canvas.ownWords')}
      </button>
    </div>
  );
}
