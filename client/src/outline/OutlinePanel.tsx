/**
 * The board to be read and worked on without a view of it: an ARIA tree over the canvas' left side. One entry has the
 * focus at a time (roving tabindex); every command is a key and stands in the entry's menu.
 */
import { IconNote, IconX } from '@tabler/icons-react';
import type { OutlineEntry } from '@weft/board-model';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import { t } from '../messages/t.ts';
import { changeByKey, moveByKey } from './outlineKeys.ts';
import styles from './OutlinePanel.module.css';
import { connectable, currentIn, entriesById, rowsOf, rowTyped, stepFor } from './outlineRows.ts';
import { OutlineRowView } from './OutlineRowView.tsx';
import { wordsOf } from './outlineWords.ts';
import { TypeAhead } from './TypeAhead.ts';
import { useOutlineActions } from './useOutlineActions.ts';

export interface OutlinePanelProps {
  canvas: CanvasApi;
  /** The one item that is selected on the canvas. */
  selectedId: string | null;
  readOnly: boolean;
  onClose: () => void;
}

export default function OutlinePanel({ canvas, selectedId, readOnly, onClose }: OutlinePanelProps) {
  const pages = useSyncExternalStore(canvas.items.subscribe, canvas.items.outline);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => rowsOf(pages, closed), [pages, closed]);
  const entries = useMemo(() => entriesById(pages), [pages]);
  const words = useMemo(() => new Map(rows.map(({ entry }) => [entry.id, wordsOf(entry, entries)])), [rows, entries]);
  const { currentId, stand, panel } = useCurrentEntry(rows, selectedId);
  const [said, setSaid] = useState({ words: '', count: 0 });
  const fold = useCallback((id: string, folded: boolean) => setClosed((before) => withFolded(before, id, folded)), []);
  const say = useCallback((sentence: string) => setSaid(({ count }) => ({ words: sentence, count: count + 1 })), []);
  const { doing, actions } = useOutlineActions({ canvas, say, stand, fold });
  const choices = useCallback((from: string) => choicesIn(canvas.items.outline(), from), [canvas]);
  const [typeAhead] = useState(() => new TypeAhead());
  const lastId = rows.at(-1)?.entry.id ?? pages[0]?.id;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // The canvas listens to keys as well: none of these are meant for it.
    event.stopPropagation();
    const isAtEntry = event.target instanceof HTMLElement && event.target.role === 'treeitem';
    const isMenu = doing?.kind === 'menu';
    if (isAtEntry && currentId !== null && atEntry(event, currentId)) event.preventDefault();
    else if (event.key === 'Escape' && !isMenu) onClose();
  };
  /** @returns whether the key meant something */
  const atEntry = (event: KeyboardEvent, id: string): boolean => {
    if (doing?.kind === 'move') return moveByKey(event, actions);
    const step = stepFor(rows, id, event.key);
    if (step) {
      if (step.kind === 'go') actions.go(step.id);
      else actions.fold(step.id, step.kind === 'close');
      return true;
    }
    const isSearching = typeAhead.isUnderWay && event.key.length === 1;
    if (!isSearching && !readOnly && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      actions.openMenu(id);
      return true;
    }
    if (!isSearching && !readOnly && changeByKey(event, id, entries.get(id)?.type === 'page', actions)) return true;
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return false;
    const found = rowTyped(rows, id, typeAhead.add(event.key));
    if (found) actions.go(found.entry.id);
    return true;
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the keys of the tree in it
    <aside ref={panel} className={styles['panel']} aria-labelledby="outline-title" onKeyDown={onKeyDown}>
      <header className={styles['head']}>
        <h2 id="outline-title" className={styles['title']}>
          {t('outline.title')}
        </h2>
        {!readOnly && lastId !== undefined && (
          <button
            type="button"
            className={styles['add']}
            onClick={() => actions.addNote(currentId ?? lastId)}
            data-first-focus={rows.length === 0 || undefined}
          >
            <IconNote size={18} stroke={1.8} aria-hidden />
            {t('outline.addNote')}
          </button>
        )}
        <button type="button" className={styles['close']} aria-label={t('app.close')} onClick={onClose}>
          <IconX size={19} stroke={1.8} aria-hidden />
        </button>
      </header>
      <p className={styles['hint']} id="outline-hint">
        {t(hintFor(rows.length === 0, readOnly))}
      </p>
      {rows.length > 0 && (
        <div role="tree" className={styles['tree']} aria-label={t('outline.tree')} aria-describedby="outline-hint">
          {rows.map((row) => (
            <OutlineRowView
              key={row.entry.id}
              row={row}
              words={words.get(row.entry.id) ?? wordsOf(row.entry, entries)}
              isCurrent={row.entry.id === currentId}
              isSelected={row.entry.id === selectedId}
              readOnly={readOnly}
              doing={doing?.id === row.entry.id ? doing : null}
              choices={choices}
              actions={actions}
            />
          ))}
        </div>
      )}
      <div className="heard" role="status">
        <span key={said.count}>{said.words}</span>
      </div>
    </aside>
  );
}

function hintFor(isEmpty: boolean, readOnly: boolean) {
  if (isEmpty) return readOnly ? 'outline.emptyForViewer' : 'outline.empty';
  if (readOnly) return 'outline.hintForViewer';
  return matchMedia('(pointer: coarse)').matches ? 'outline.hintByTouch' : 'outline.hint';
}

function withFolded(before: ReadonlySet<string>, id: string, folded: boolean): ReadonlySet<string> {
  const after = new Set(before);
  if (folded) after.add(id);
  else after.delete(id);
  return after;
}

function choicesIn(pages: readonly OutlineEntry[], from: string): { id: string; words: string }[] {
  const entries = entriesById(pages);
  return connectable(pages, from).map((entry) => {
    const { heard, aside } = wordsOf(entry, entries);
    return { id: entry.id, words: aside === '' ? heard : heard.slice(0, heard.length - aside.length - 2) };
  });
}

type Rows = ReturnType<typeof rowsOf>;

/** The entry that one stands on, and the focus that goes with it. */
function useCurrentEntry(rows: Rows, selectedId: string | null) {
  const [place, setPlace] = useState({ rows, id: currentIn(rows, rows, selectedId) });
  const panel = useRef<HTMLElement>(null);
  const wantsFocus = useRef(true);
  if (place.rows !== rows) setPlace({ rows, id: currentIn(rows, place.rows, place.id) });
  const stand = useCallback((id: string) => {
    wantsFocus.current = true;
    setPlace((before) => ({ ...before, id }));
  }, []);
  useEffect(() => {
    // An entry that was removed takes the focus with it: it comes back to the one in its place.
    const isLost = document.activeElement === document.body && panel.current !== null;
    if (!wantsFocus.current && !isLost) return;
    const current = panel.current?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
    const target = current ?? panel.current?.querySelector<HTMLElement>('[data-first-focus]');
    if (target && !target.contains(document.activeElement)) target.focus();
    else if (target !== document.activeElement && target?.querySelector('textarea, input') === null) target.focus();
    wantsFocus.current = false;
  });
  return { currentId: place.id, stand, panel };
}
