import type { MyPart } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { t } from '../messages/t.ts';
import { canBeAsked } from './offerKind.ts';
import styles from './part.module.css';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { useBoardPeople } from './useBoardPeople.ts';

const FindMineDialog = lazy(() => import('./FindMineDialog.tsx'));

/** The way to an item that is mine and shows as somebody else's: it cannot be among those of this page. */
export function FindMine({ part, pictures }: { part: MyPart; pictures: BoardPictures | null }) {
  const [open, setOpen] = useState(false);
  const others = useBoardPeople(part).some((person) => person.id !== part.person.id && canBeAsked(person));
  if (!others) return null;
  return (
    <div className={styles['findMine']}>
      <button type="button" className={styles['more']} onClick={() => setOpen(true)}>
        {t('part.offers.findMine')}
      </button>
      {open && (
        <Suspense>
          <FindMineDialog part={part} pictures={pictures} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
