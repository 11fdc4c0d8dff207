import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ItemPart, MyPart, Person, PersonId } from '@weft/protocol';
import { type FormEvent, useState } from 'react';
import { partApi } from '../api/partApi.ts';
import { Dialog } from '../design/Dialog.tsx';
import dialogStyles from '../design/TextDialog.module.css';
import { toast } from '../design/toast.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { ChoiceField } from '../design/fields.tsx';
import { canBeAsked, newOffer, type OfferKind, othersOf } from './offerKind.ts';
import styles from './part.module.css';
import { useBoardPeople } from './useBoardPeople.ts';
import { partChanged } from './useChoose.ts';

export interface OfferDialogProps {
  part: MyPart;
  item: Pick<ItemPart, 'id' | 'people' | 'startedBy'>;
  kind: OfferKind;
  onClose: () => void;
}

const TITLES = {
  theirs: 'part.offers.dialogTheirs',
  written: 'part.offers.dialogWritten',
  mine: 'part.offers.dialogMine',
} as const;

/** Chooses the one to ask, and asks. Nothing changes until that person agrees. */
export default function OfferDialog({ part, item, kind, onClose }: OfferDialogProps) {
  const everybody = useBoardPeople(part);
  const people =
    kind === 'mine'
      ? othersOf(item, part.person.id, everybody)
      : everybody.filter((person) => person.id !== part.person.id && canBeAsked(person));
  return (
    <Dialog title={t(TITLES[kind])} onClose={onClose}>
      <p className={styles['quiet']}>{kind === 'written' ? t('part.offers.aboutWritten') : t('part.offers.about')}</p>
      {people[0] === undefined ? (
        <p className={styles['noOne']}>{t('part.offers.nobody')}</p>
      ) : (
        <AskForm part={part} item={item} kind={kind} people={people} first={people[0]} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface AskFormProps extends OfferDialogProps {
  people: readonly Person[];
  first: Person;
}

function AskForm({ part, item, kind, people, first, onClose }: AskFormProps) {
  const [chosen, setChosen] = useState<PersonId>(first.id);
  const other = people.find(({ id }) => id === chosen) ?? first;
  const ask = useMutation({
    meta: { shown: true },
    mutationFn: () => partApi.offer(part.board.id, newOffer(item, part.person.id, other.id, kind)),
    onSuccess: async () => {
      toast(t('part.offers.sent', { person: other.name }));
      await partChanged(part.board.id);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <form onSubmit={submit}>
      <ChoiceField<PersonId>
        label={t('part.offers.whose')}
        value={other.id}
        choices={[{ values: people.map(({ id, name }) => [id, name] as const) }]}
        onChange={setChosen}
      />
      {ask.isError && (
        <p className={styles['refused']} role="alert">
          {errorText(ask.error)}
        </p>
      )}
      <div className={dialogStyles['actions']}>
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="filled" loading={ask.isPending}>
          {t('part.offers.ask', { person: other.name })}
        </Button>
      </div>
    </form>
  );
}
