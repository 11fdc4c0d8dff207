import type { ItemId, MyPart } from '@weft/protocol';
import { Dialog } from '../design/Dialog.tsx';
import { t } from '../messages/t.ts';
import styles from './part.module.css';
import { itemIn, itemName } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { ItemPicture } from './pictures/ItemPicture.tsx';
import { useChoose } from './useChoose.ts';

export interface KnownItemDialogProps {
  part: MyPart;
  pictures: BoardPictures | null;
  onClose: () => void;
}

/** Mine first, then those of others that I helped, then what grew from mine: any of them may be the one. */
export default function KnownItemDialog({ part, pictures, onClose }: KnownItemDialogProps) {
  const choose = useChoose(part.board.id);
  const pick = (knownItem: ItemId | null) => {
    choose.mutate({ knownItem });
    onClose();
  };
  const offered = [...new Set([...part.started, ...part.helped, ...part.grew.map(({ itemId }) => itemId)])];
  return (
    <Dialog title={t('part.known.itemTitle')} size="lg" onClose={onClose}>
      <ul className={styles['picks']}>
        {offered
          .flatMap((id) => itemIn(part, id) ?? [])
          .map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className={styles['pick']}
                aria-pressed={item.id === part.choices.knownItem}
                onClick={() => pick(item.id)}
              >
                <ItemPicture pictures={pictures} itemId={item.id} words={itemName(item)} />
                <span className={styles['pickWords']}>{itemName(item)}</span>
              </button>
            </li>
          ))}
      </ul>
      {part.choices.knownItem !== null && (
        <button type="button" className={styles['more']} onClick={() => pick(null)}>
          {t('part.known.none')}
        </button>
      )}
    </Dialog>
  );
}
