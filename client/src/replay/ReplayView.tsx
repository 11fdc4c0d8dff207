import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Board, ItemId, Person, RuntimeConfig } from '@weft/protocol';
import { lazy, Suspense, useState } from 'react';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { Opening } from '../board/Opening.tsx';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvas.tsx';
import { useTheme } from '../design/theme.ts';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { ReplayBar } from './ReplayBar.tsx';
import type { ReplayController } from './ReplayController.ts';
import { ReplayNotice } from './ReplayNotice.tsx';
import styles from './ReplayView.module.css';
import { momentText } from './replayWords.ts';
import { useReplayAddress } from './useReplayAddress.ts';
import { useReplayKeys } from './useReplayKeys.ts';
import { useReplay, useReplayState } from './useReplay.ts';

const ReplayCanvas = lazy(() => import('../canvas/ReplayCanvas.tsx'));

export interface ReplayViewProps {
  board: Board;
  me: Person;
  config: RuntimeConfig;
  /** What the address asked for. */
  first: { readonly t: number | null; readonly item: string | null };
}

/** The making of a board, played back on its own canvas. */
export function ReplayView(props: ReplayViewProps) {
  usePageTitle(t('replay.pageTitle', { title: props.board.title }));
  const replay = useReplay(props.board.id, props.first.t);
  return replay === null ? <Opening /> : <ReplayOf replay={replay} {...props} />;
}

function ReplayOf({ replay, board, me, config, first }: ReplayViewProps & { replay: ReplayController }) {
  const theme = useTheme();
  const state = useReplayState(replay);
  const now = useNow(60_000);
  const [isMissing, setMissing] = useState(false);
  useReplayAddress(replay);
  useReplayKeys(replay);
  const onReady = (canvas: ReplayCanvasApi) => {
    if (first.item !== null) setMissing(!canvas.show(first.item as ItemId));
  };

  if (state.status === 'failed') return <BoardClosed boardId={board.id} reason={state.trouble} />;
  return (
    <div className={styles['page']}>
      <main className={styles['canvas']} aria-label={t('replay.canvas')}>
        {state.status === 'ready' && (
          <Suspense>
            <ReplayCanvas boardId={board.id} board={replay} me={me} config={config} theme={theme} onReady={onReady} />
          </Suspense>
        )}
        {state.status === 'opening' && <Opening />}
      </main>
      <header className={styles['top']}>
        <Button
          className={styles['back'] ?? ''}
          renderRoot={(button) => <Link to="/boards/$boardId" params={{ boardId: board.id }} {...button} />}
        >
          ← {t('replay.back')}
        </Button>
        <p className={styles['moment']}>
          <strong>{state.range === null ? board.title : momentText(state, now)}</strong>
          {state.range !== null && <span>{board.title}</span>}
        </p>
      </header>
      <ReplayNotice state={state} isItemMissing={isMissing} />
      <ReplayBar replay={replay} state={state} now={now} />
    </div>
  );
}
