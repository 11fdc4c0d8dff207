import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer, BoardId, Person } from '@weft/protocol';
import { type FormEvent, useState } from 'react';
import { Face } from '../design/Face.tsx';
import { WordsField } from '../design/fields.tsx';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { calledById } from '../people/nameOf.ts';
import { momentQueries, momentsApi } from './momentsApi.ts';
import styles from './MomentCard.module.css';

export interface MomentAnswersProps {
  readonly boardId: BoardId;
  readonly momentId: string;
  readonly question: string;
  /** The question is not said again where it is the moment's title. */
  readonly isTitle: boolean;
  readonly me: Person;
}

/** One question, one's own answer, which nobody sees until it is shared, and what others shared. */
export function MomentAnswers({ boardId, momentId, question, isTitle, me }: MomentAnswersProps) {
  const { data } = useQuery(momentQueries.answers(boardId, momentId));
  const people = calledById(data?.people ?? []);
  const mine = data?.answers.filter(({ personId }) => personId === me.id) ?? [];
  const others = data?.answers.filter(({ personId }) => personId !== me.id) ?? [];
  return (
    <div className={styles['answers']}>
      {!isTitle && <h3>{question}</h3>}
      <AnswerForm key={momentId} boardId={boardId} momentId={momentId} question={question} />
      <ul>
        {mine.map((answer) => (
          <MyAnswer key={answer.id} boardId={boardId} answer={answer} asked={question} isHeard={data?.heard === true} />
        ))}
        {others.map((answer) => (
          <li key={answer.id}>
            <OthersAnswer answer={answer} person={people.get(answer.personId)} asked={question} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function AnswerForm({ boardId, momentId, question }: Omit<MomentAnswersProps, 'me' | 'isTitle'>) {
  const [words, setWords] = useState('');
  const queryClient = useQueryClient();
  const saving = useMutation({
    meta: { shown: true },
    mutationFn: (shared: boolean) => momentsApi.answer(boardId, momentId, { question, words, shared }),
    onSuccess: async () => {
      setWords('');
      await queryClient.invalidateQueries({ queryKey: momentQueries.answers(boardId, momentId).queryKey });
    },
  });
  const empty = words.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!empty) saving.mutate(false);
  };
  return (
    <form onSubmit={submit}>
      <WordsField
        label={t('moments.yourAnswer')}
        value={words}
        error={saving.isError ? errorText(saving.error) : null}
        onChange={setWords}
      />
      <div className={styles['formActions']}>
        <Button type="submit" disabled={empty} loading={saving.isPending}>
          {t('moments.keep')}
        </Button>
        <Button variant="filled" disabled={empty || saving.isPending} onClick={() => saving.mutate(true)}>
          {t('moments.share')}
        </Button>
      </div>
    </form>
  );
}

interface MyAnswerProps {
  boardId: BoardId;
  answer: Answer;
  asked: string;
  /** Others read what I share. */
  isHeard: boolean;
}

function MyAnswer({ boardId, answer, asked, isHeard }: MyAnswerProps) {
  const queryClient = useQueryClient();
  const { momentId, id, shared } = answer;
  const again = () => queryClient.invalidateQueries({ queryKey: momentQueries.answers(boardId, momentId).queryKey });
  const sharing = useMutation({
    mutationFn: () => momentsApi.changeAnswer(boardId, momentId, id, { shared: !shared }),
    onSettled: again,
  });
  const taking = useMutation({
    mutationFn: () => momentsApi.takeBackAnswer(boardId, momentId, id),
    onSettled: again,
  });
  return (
    <li data-mine>
      <Asked answer={answer} asked={asked} />
      <p className={styles['words']}>{answer.words}</p>
      <p className={styles['about']}>
        {t(!shared ? 'moments.onlyYou' : isHeard ? 'moments.youShared' : 'moments.sharedUnheard')}
        <button type="button" disabled={sharing.isPending} onClick={() => sharing.mutate()}>
          {t(shared ? 'moments.makePrivate' : 'moments.share')}
        </button>
        <button type="button" disabled={taking.isPending} onClick={() => taking.mutate()}>
          {t('moments.takeBack')}
        </button>
      </p>
    </li>
  );
}

function OthersAnswer({ answer, person, asked }: { answer: Answer; person: Person | undefined; asked: string }) {
  return (
    <>
      <Asked answer={answer} asked={asked} />
      <p className={styles['words']}>{answer.words}</p>
      <p className={styles['about']}>
        {person !== undefined && <Face person={person} size={20} decorative />}
        {person?.name ?? t('app.someone')}
      </p>
    </>
  );
}

/** What was asked, where it was another question. */
function Asked({ answer, asked }: { answer: Answer; asked: string }) {
  return answer.question === asked ? null : <p className={styles['about']}>{answer.question}</p>;
}
