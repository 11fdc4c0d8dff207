import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Person } from '@weft/protocol';
import { useState } from 'react';
import { queries } from '../api/queries.ts';
import { ChoiceField } from '../design/fields.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { calledById, isNamed } from '../people/nameOf.ts';
import type { ChoosingProps } from './chosen.ts';
import styles from './EraseDialog.module.css';
import { ChooseStretch } from './ChooseStretch.tsx';
import { LookFirst } from './LookFirst.tsx';

const KINDS = ['part', 'stretch'] as const;

/** Whose part, or which stretch of time. Nothing is erased yet. */
export function ChooseErased({ boardId, onChosen, onClose }: ChoosingProps) {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('part');
  return (
    <>
      <p>{t('erasing.about')}</p>
      <SegmentedControl
        fullWidth
        className={styles['kind'] ?? ''}
        aria-label={t('erasing.what')}
        value={kind}
        onChange={(value) => setKind(value === 'stretch' ? 'stretch' : 'part')}
        data={KINDS.map((value) => ({ value, label: t(`erasing.kind.${value}`) }))}
      />
      {kind === 'part' ? (
        <ChoosePerson boardId={boardId} onChosen={onChosen} onClose={onClose} />
      ) : (
        <ChooseStretch boardId={boardId} onChosen={onChosen} onClose={onClose} />
      )}
    </>
  );
}

function ChoosePerson({ boardId, onChosen, onClose }: ChoosingProps) {
  const members = useQuery(queries.members(boardId));
  const contributions = useQuery(queries.contributions(boardId));
  // Those who are no longer on the board left something of theirs on it.
  const people = peopleOf([...(members.data?.people ?? []), ...(contributions.data?.people ?? [])]);
  const [picked, setPicked] = useState<string>('');
  const person = people.find(({ id }) => id === picked);
  return (
    <>
      <ChoiceField
        label={t('erasing.whose')}
        value={picked}
        choices={[{ values: [['', t('erasing.chooseOne')], ...people.map(({ id, name }) => [id, name] as const)] }]}
        onChange={setPicked}
      />
      {members.isError && <p role="alert">{errorText(members.error)}</p>}
      <LookFirst
        onClose={onClose}
        onLook={person && (() => onChosen({ what: { personId: person.id }, called: person.name }))}
      />
    </>
  );
}

/** Each once, by name; several who are told alike cannot be told apart here. */
const peopleOf = (people: readonly Person[]): readonly Person[] => [...calledById(people.filter(isNamed)).values()];
