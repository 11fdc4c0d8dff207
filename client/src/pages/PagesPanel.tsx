import { IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CanvasPage } from '../canvas/CanvasPages.ts';
import { toast } from '../design/toast.ts';
import { t } from '../messages/t.ts';
import { PageRow } from './PageRow.tsx';
import type { PagesControlProps } from './PagesControlProps.ts';
import styles from './PagesPanel.module.css';

/** The pages as a list: turn to one, and what can be done with it by its menu and by keys. */
export default function PagesPanel({
  pages,
  shown,
  selectedCount,
  people,
  readOnly,
  onClose,
}: PagesControlProps & { onClose: () => void }) {
  const [renaming, setRenaming] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const isFull = shown.pages.length >= pages.most;

  const focusPage = (id: string | undefined) => {
    // After the list has been drawn with what was just done.
    requestAnimationFrame(() => {
      const row = id === undefined ? null : list.current?.querySelector<HTMLElement>(`[data-page="${CSS.escape(id)}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.focus();
    });
  };
  const goTo = (id: string) => {
    pages.goTo(id);
    onClose();
  };
  const add = () => {
    const id = pages.add();
    if (id !== null) setRenaming(id);
  };
  const remove = (page: CanvasPage) => {
    const at = shown.pages.indexOf(page);
    const removal = pages.remove(page.id);
    if (!removal) return;
    focusPage((shown.pages[at + 1] ?? shown.pages[at - 1])?.id);
    const run = () => toast(removal.undo() ? t('pages.broughtBack', { page: page.name }) : t('outline.overtaken'));
    toast(t('pages.removed', { page: page.name }), { action: { label: t('app.undo'), run } });
  };
  const endRenaming = (id: string, name: string | null) => {
    setRenaming(null);
    if (name !== null) pages.rename(id, name);
    focusPage(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The canvas listens to keys as well: none of these are meant for it.
    if (event.key !== 'Escape') event.stopPropagation();
    const id = event.target instanceof HTMLElement ? event.target.dataset['page'] : undefined;
    const at = shown.pages.findIndex((page) => page.id === id);
    const page = shown.pages[at];
    if (page && atPage(event, page, at)) event.preventDefault();
  };
  /** @returns whether the key meant something */
  const atPage = (event: KeyboardEvent, page: CanvasPage, at: number): boolean => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined;
    if (by && !event.altKey) focusPage(shown.pages[at + by]?.id);
    else if (readOnly) return false;
    else if (by) {
      pages.shift(page.id, by);
      focusPage(page.id);
    } else if (event.key === 'F2') setRenaming(page.id);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(page);
    else return false;
    return true;
  };

  const currentId = useRef(shown.currentId);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>(`[data-page="${CSS.escape(currentId.current)}"]`);
    current?.scrollIntoView({ block: 'nearest' });
    current?.focus();
  }, []);

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- it hears the keys of the list in it
    <div className={styles['pages']} onKeyDown={onKeyDown}>
      <ul ref={list} className={styles['list']} aria-label={t('pages.title')}>
        {shown.pages.map((page, at) => (
          <PageRow
            key={page.id}
            page={page}
            isCurrent={page.id === shown.currentId}
            isFirst={at === 0}
            isLast={at === shown.pages.length - 1}
            people={people}
            selectedCount={page.id === shown.currentId ? 0 : selectedCount}
            readOnly={readOnly}
            isRenaming={renaming === page.id}
            onGo={() => goTo(page.id)}
            onRename={() => setRenaming(page.id)}
            onRenamed={(name) => endRenaming(page.id, name)}
            onShift={(by) => {
              pages.shift(page.id, by);
              focusPage(page.id);
            }}
            onTakeSelection={() => {
              pages.takeSelectionTo(page.id);
              onClose();
            }}
            onRemove={() => remove(page)}
          />
        ))}
      </ul>
      {!readOnly && (
        <button type="button" className={styles['add']} disabled={isFull} onClick={add}>
          <IconPlus size={18} stroke={1.8} aria-hidden />
          {isFull ? t('pages.full', { most: pages.most }) : t('pages.add')}
        </button>
      )}
    </div>
  );
}
