/**
 * An empty board begins with a question and a caret. The ghost is never a record: what is typed into it becomes a real
 * note through the canvas, after a short rest, when the caret leaves, or when somebody else's item takes its place, so
 * that no letter falls between the two.
 */
import { IconNote, IconUserPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { t } from '../messages/t.ts';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import styles from './FirstNote.module.css';

export interface FirstNoteProps {
  canvas: CanvasApi;
  empty: boolean;
  readOnly: boolean;
  onShare: () => void;
}

/** How long a board must stay empty before the ghost appears: what is still being drawn is no empty board. */
const SETTLE_MS = 250;
const REST_MS = 700;

export function FirstNote({ canvas, empty, readOnly, onShare }: FirstNoteProps) {
  const settled = useSettled(empty && !readOnly);
  // Who emptied the board, or undid its first note, wants their keys to go on meaning the canvas.
  const [begun, setBegun] = useState(!empty);
  if (!empty && !begun) setBegun(true);
  if (!settled) return null;
  return <Ghost canvas={canvas} takesCaret={!begun} onShare={onShare} />;
}

function useSettled(wanted: boolean): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(() => setSettled(true), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [wanted]);
  return settled && wanted;
}

interface GhostProps {
  canvas: CanvasApi;
  takesCaret: boolean;
  onShare: () => void;
}

function Ghost({ canvas, takesCaret, onShare }: GhostProps) {
  const { field, typed, type, commit } = useGhostText(canvas, takesCaret);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Letters are meant for the note, not for the canvas' tools.
    event.stopPropagation();
    if (event.key === 'Escape') {
      commit();
      event.currentTarget.blur();
    }
  };
  return (
    <section className={styles['first']} aria-label={t('first.label')}>
      <div className={styles['note']} data-typed={typed !== '' || undefined}>
        <textarea
          ref={field}
          className={styles['text']}
          aria-label={t('first.ghostLabel')}
          placeholder={t('first.ghost')}
          value={typed}
          spellCheck={false}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={commit}
        />
      </div>
      <div className={styles['chips']}>
        <button type="button" className={styles['chip']} onClick={onShare}>
          <IconUserPlus size={18} stroke={1.8} aria-hidden />
          {t('first.share')}
        </button>
        <button type="button" className={styles['chip']} onClick={() => canvas.addNote()}>
          <IconNote size={18} stroke={1.8} aria-hidden />
          {t('first.addNote')}
          <kbd className={styles['key']}>{t('first.addNoteKey')}</kbd>
        </button>
      </div>
    </section>
  );
}

/** The text in the ghost, and the moment it becomes a note. */
function useGhostText(canvas: CanvasApi, takesCaret: boolean) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState('');
  const latest = useRef('');
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);

  const commit = () => {
    clearTimeout(resting.current);
    const text = latest.current.trim();
    if (text === '') return;
    latest.current = '';
    // At once: a letter typed between the ghost's end and the note's caret would be nobody's.
    flushSync(() => canvas.addNote(text));
  };
  const type = (text: string) => {
    latest.current = text;
    setTyped(text);
    clearTimeout(resting.current);
    resting.current = setTimeout(commit, REST_MS);
  };
  const arrive = useEffectEvent(() => {
    // A phone would open its keyboard over the whole board: there the caret waits for a touch.
    if (takesCaret && !matchMedia('(pointer: coarse)').matches) field.current?.focus({ preventScroll: true });
  });
  const leave = useEffectEvent(commit);
  useEffect(() => {
    arrive();
    return () => leave();
  }, []);
  return { field, typed, type, commit };
}
