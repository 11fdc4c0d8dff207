import { useQuery } from '@tanstack/react-query';
import type { ItemPart, MyPart } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { partQueries } from '../api/partQueries.ts';
import { Dialog } from '../design/Dialog.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { listText } from '../messages/when.ts';
import { othersOf } from './offerKind.ts';
import styles from './part.module.css';
import { itemName } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { ItemPicture } from './pictures/ItemPicture.tsx';

const OfferDialog = lazy(() => import('./OfferDialog.tsx'));

export interface FindMineDialogProps {
  part: MyPart;
  pictures: BoardPictures | null;
  onClose: () => void;
}

/** Others' items on the board, of which one may be mine. */
export default function FindMineDialog({ part, pictures, onClose }: FindMineDialogProps) {
  const board = useQuery(partQueries.contributions(part.board.id));
  const [found, setFound] = useState<ItemPart | null>(null);
  if (found !== null)
    return (
      <Suspense>
        <OfferDialog part={part} item={found} kind="mine" onClose={onClose} />
      </Suspense>
    );
  const people = board.data?.people ?? [];
  const offered = (board.data?.items ?? []).flatMap((item) => {
    const others = othersOf(item, part.person.id, people);
    return others.length === 0 ? [] : [{ item, others }];
  });
  return (
    <Dialog title={t('part.offers.findMineTitle')} size="lg" onClose={onClose}>
      {board.isError && <p role="alert">{errorText(board.error)}</p>}
      {board.isPending && <p role="status">{t('app.loading')}</p>}
      {board.isSuccess && offered.length === 0 && <p>{t('part.offers.nothing')}</p>}
      <ul className={styles['picks']}>
        {offered.map(({ item, others }) => {
          const words = itemName({ type: item.type, words: pictures?.wordsOf(item.id) ?? '' });
          return (
            <li key={item.id}>
              <button type="button" className={styles['pick']} onClick={() => setFound(item)}>
                <ItemPicture pictures={pictures} itemId={item.id} words={words} />
                <span className={styles['pickWords']}>{words}</span>
                <span className={styles['quiet']}>
                  {t('part.offers.shownAs', { person: listText(others.map(({ name }) => name)) })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
