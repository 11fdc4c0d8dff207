import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Board, BoardId } from '@weft/protocol';
import { useMemo } from 'react';
import { queries } from '../api/queries.ts';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { itemTypeKey } from '../board/itemTypeKey.ts';
import { Opening } from '../board/Opening.tsx';
import { Face } from '../design/Face.tsx';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { errorText } from '../messages/errorText.ts';
import { t } from '../messages/t.ts';
import { listText, whenPair } from '../messages/when.ts';
import type { ChangeKind, ItemChange } from './changesBetween.ts';
import styles from './ComparePage.module.css';
import { PictureThen } from './PictureThen.tsx';
import type { PageCompared } from './pagesCompared.ts';
import { picturesOf, useComparison, useImages, type Comparison } from './useComparison.ts';

const route = getRouteApi('/boards/$boardId/replay/compare');

/** `/boards/:id/replay/compare?a=…&b=…`: a board at two times, side by side, and what changed in between. */
export function ComparePage() {
  const { boardId } = route.useParams();
  const me = useQuery(queries.me);
  const board = useQuery({ ...queries.board(boardId), enabled: me.data !== null && me.data !== undefined });
  if (me.data === null) return <BoardClosed boardId={boardId} reason="not_signed_in" />;
  const error = board.error ?? me.error;
  if (error !== null) return <BoardClosed boardId={boardId} reason={error} />;
  return board.data === undefined ? <Opening /> : <Comparing board={board.data} />;
}

function Comparing({ board }: { board: Board }) {
  usePageTitle(t('compare.pageTitle', { title: board.title }));
  const { a, b } = route.useSearch();
  const isPair = a !== undefined && b !== undefined && a >= 0 && b >= 0;
  return (
    <main className={styles['page']}>
      <header className={styles['head']}>
        <Button
          renderRoot={(button) => (
            <Link
              to="/boards/$boardId/replay"
              params={{ boardId: board.id }}
              search={a === undefined ? {} : { t: a }}
              {...button}
            />
          )}
        >
          ← {t('compare.back')}
        </Button>
        <h1>{board.title}</h1>
      </header>
      {isPair ? (
        <Both board={board} from={Math.min(a, b, LAST)} to={Math.min(Math.max(a, b), LAST)} />
      ) : (
        <p role="alert">{t('compare.notThere')}</p>
      )}
    </main>
  );
}

/** The last time that there is, in ms since the epoch. */
const LAST = 8.64e15;

function Both({ board, from, to }: { board: Board; from: number; to: number }) {
  const now = useNow(60_000);
  const comparison = useComparison(board.id, from, to);
  if (comparison.isError) return <p role="alert">{errorText(comparison.error)}</p>;
  if (!comparison.isSuccess) return <Opening />;
  const { data } = comparison;
  // Even an empty board has its first page.
  if (data.after.size === 0) return <p role="alert">{t('compare.notThere')}</p>;
  const [earlier, later] = whenPair(from, to, now);
  const before = data.before.size === 0 ? t('compare.beforeBegin') : from > now ? t('replay.now') : earlier;
  return <Pages boardId={board.id} comparison={data} when={[before, to > now ? t('replay.now') : later]} />;
}

interface PagesProps {
  boardId: BoardId;
  comparison: Comparison;
  when: readonly [string, string];
}

function Pages({ boardId, comparison, when }: PagesProps) {
  const { pages } = comparison;
  const { page: asked } = route.useSearch();
  const { id: shown, changes } = pages.find(({ id }) => id === asked) ?? pages[0] ?? NO_PAGE;
  const images = useImages(boardId, comparison);
  const pictures = useMemo(() => picturesOf(comparison, shown, images), [comparison, shown, images]);
  return (
    <>
      {pages.length > 1 && <PageChoice pages={pages} shown={shown} />}
      <div className={styles['both']}>
        <PictureThen picture={pictures[0]} changes={changes.filter(({ kind }) => kind !== 'added')} when={when[0]} />
        <PictureThen picture={pictures[1]} changes={changes.filter(({ kind }) => kind !== 'removed')} when={when[1]} />
      </div>
      <section className={styles['changes']} aria-label={t('compare.title')}>
        <h2>{t('compare.title')}</h2>
        {changes.length === 0 && (
          <p>{t(pages.every((page) => page.changes.length === 0) ? 'compare.nothing' : 'compare.nothingHere')}</p>
        )}
        {KINDS.map((kind) => (
          <Kind key={kind} kind={kind} changes={changes.filter((change) => change.kind === kind)} />
        ))}
      </section>
    </>
  );
}

const NO_PAGE: PageCompared = { id: '', name: '', changes: [] };

/** The pages by name, each with how much changed on it. */
function PageChoice({ pages, shown }: { pages: readonly PageCompared[]; shown: string }) {
  return (
    <nav className={styles['pages']} aria-label={t('compare.pages')}>
      {pages.map(({ id, name, changes }) => (
        <Link
          key={id}
          from="/boards/$boardId/replay/compare"
          search={(before) => ({ ...before, page: id })}
          replace
          className={styles['pageLink']}
          aria-current={id === shown ? 'page' : undefined}
        >
          <span className={styles['pageName']}>{name}</span>
          <span className={styles['count']}>
            {changes.length === 0 ? t('compare.unchanged') : t('compare.changes', { count: changes.length })}
          </span>
        </Link>
      ))}
    </nav>
  );
}

const KINDS = ['added', 'changed', 'removed'] as const satisfies readonly ChangeKind[];

function Kind({ kind, changes }: { kind: ChangeKind; changes: readonly ItemChange[] }) {
  if (changes.length === 0) return null;
  return (
    <div>
      <h3>{t(`compare.${kind}`, { count: changes.length })}</h3>
      <ul>
        {changes.map((change) => (
          <li key={change.itemId}>
            <span className={styles['words']}>{change.words || t(`item.type.${itemTypeKey(change.type)}`)}</span>
            <span className={styles['by']}>
              {change.people.map((person) => (
                <Face key={person.id} person={person} size={22} decorative />
              ))}
              {listText(change.people.map(({ name }) => name))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
