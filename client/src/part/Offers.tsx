import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { MyPart, Offer } from '@weft/protocol';
import { partApi } from '../api/partApi.ts';
import { partQueries } from '../api/partQueries.ts';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import { offerQuestion } from './offerQuestion.ts';
import styles from './part.module.css';
import { itemIn, itemName, personIn } from './partWords.ts';
import type { BoardPictures } from './pictures/BoardPictures.ts';
import { ItemPicture } from './pictures/ItemPicture.tsx';
import { PART_TITLE } from './partTitle.ts';
import { partChanged } from './useChoose.ts';

export interface OffersProps {
  part: MyPart;
  pictures: BoardPictures | null;
}

/** What another asks me about whose an item is, and what I asked and wait for. */
export function Offers({ part, pictures }: OffersProps) {
  const offers = useQuery(partQueries.offers(part.board.id));
  const open = (offers.data ?? []).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <section className={styles['notice']} aria-labelledby="whose">
      <h2 id="whose" className={styles['panelTitle']}>
        {t('part.offers.title')}
      </h2>
      <ul className={styles['lines']}>
        {open.map((offer) => (
          <OpenOffer key={offer.id} part={part} offer={offer} pictures={pictures} />
        ))}
      </ul>
    </section>
  );
}

function OpenOffer({ part, offer, pictures }: OffersProps & { offer: Offer }) {
  // What shows as another's is none of the items of my page.
  const words = itemName(itemIn(part, offer.itemId) ?? { type: 'other', words: pictures?.wordsOf(offer.itemId) ?? '' });
  const mine = offer.proposedBy === part.person.id;
  const { key, other } = offerQuestion(offer, part.person.id);
  const person = personIn([other], other.id).name;
  return (
    <li className={styles['offer']}>
      <div className={styles['offerPicture']}>
        <ItemPicture pictures={pictures} itemId={offer.itemId} words={words} />
      </div>
      <div className={styles['lineWords']}>
        <p>{t(key, { person, item: words })}</p>
        {mine ? <Withdraw part={part} offer={offer} /> : <Answer part={part} offer={offer} />}
      </div>
    </li>
  );
}

/** The question goes, and its buttons with it: whoever uses the keyboard stands at the page's title again. */
async function afterwards(part: MyPart): Promise<void> {
  await partChanged(part.board.id);
  if (document.activeElement === document.body) document.getElementById(PART_TITLE)?.focus();
}

function Answer({ part, offer }: { part: MyPart; offer: Offer }) {
  const answer = useMutation({
    mutationFn: (accepted: boolean) => partApi.answerOffer(part.board.id, offer.id, accepted),
    onSuccess: ({ state }) => toast(state === 'accepted' ? t('part.offers.accepted') : t('part.offers.declined')),
    onSettled: () => afterwards(part),
  });
  return (
    <div className={styles['ways']}>
      <Button variant="filled" loading={answer.isPending} onClick={() => answer.mutate(true)}>
        {t('part.offers.yes')}
      </Button>
      <Button disabled={answer.isPending} onClick={() => answer.mutate(false)}>
        {t('part.offers.no')}
      </Button>
    </div>
  );
}

function Withdraw({ part, offer }: { part: MyPart; offer: Offer }) {
  const withdraw = useMutation({
    mutationFn: () => partApi.withdrawOffer(part.board.id, offer.id),
    onSuccess: () => toast(t('part.offers.withdrawn')),
    onSettled: () => afterwards(part),
  });
  return (
    <div className={styles['ways']}>
      <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
        {t('part.offers.withdraw')}
      </Button>
    </div>
  );
}
