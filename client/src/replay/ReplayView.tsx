import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Board, ItemId, Person, RuntimeConfig } from '@weft/protocol';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { Opening } from '../board/Opening.tsx';
import { GlowsContext, LitContext } from '../canvas/Highlights.ts';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvasApi.ts';
import { useTheme } from '../design/theme.ts';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { IdeaStrip } from './IdeaStrip.tsx';
import { ItemThen } from './ItemThen.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import type { ReplayController } from './ReplayController.ts';
import { ReplayNotice } from './ReplayNotice.tsx';
import styles from './ReplayView.module.css';
import { momentText } from './replayWords.ts';
import { useCamera } from './useCamera.ts';
import { useLooking } from './useLooking.ts';
import { useReplayAddress } from './useReplayAddress.ts';
import { useReplayKeys } from './useReplayKeys.ts';
import { useReplay, useReplayState } from './useReplay.ts';
import { useSelectedItem } from './useSelectedItem.ts';
import { useTimelinePicture } from './useTimelinePicture.ts';

const ReplayCanvas = lazy(() => import('../canvas/ReplayCanvas.tsx'));

export interface ReplayViewProps {
  board: Board;
  me: Person;
  config: RuntimeConfig;
  /** What the address asked for. */
  first: { readonly t: number | null; readonly item: string | null; readonly idea: string | null };
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
  const making = useTimelinePicture(board.id, state.range?.to ?? null);
  const looking = useLooking(making, state, first.idea as ItemId | null);
  const [canvas, setCanvas] = useState<ReplayCanvasApi | null>(null);
  const selected = useSelectedItem(canvas);
  const camera = useCamera(canvas, looking.glows, state.playing);
  const [isMissing, setMissing] = useState(false);
  useReplayAddress(replay);
  useReplayKeys(replay, making?.picture ?? null);
  const { idea } = looking;
  useEffect(() => replay.playOnly(idea?.stretches ?? null), [replay, idea]);
  const people = useMemo(
    () => new Map(making?.picture.threads.map(({ person }) => [person.id as string, person])),
    [making],
  );
  const onReady = (ready: ReplayCanvasApi) => {
    setCanvas(ready);
    const item = first.item ?? first.idea;
    if (item !== null) setMissing(!ready.show(item as ItemId));
  };
  const follow = (itemId: ItemId) => {
    looking.followIdea(itemId);
    canvas?.deselect();
    camera.setFollowing(true);
  };
  const goToStep = (itemId: ItemId, startedAt: number) => {
    replay.pause();
    replay.seek(startedAt);
    const stop = replay.onMove(() => {
      stop();
      canvas?.lookAt([itemId]);
    });
  };

  if (state.status === 'failed') return <BoardClosed boardId={board.id} reason={state.trouble} />;
  return (
    <div className={styles['page']}>
      <main className={styles['canvas']} aria-label={t('replay.canvas')}>
        {state.status === 'ready' && (
          <div className={styles['stage']}>
            <Suspense>
              <GlowsContext value={looking.glows}>
                <LitContext value={looking.lit}>
                  <ReplayCanvas
                    boardId={board.id}
                    board={replay}
                    me={me}
                    config={config}
                    theme={theme}
                    isSmooth={state.playing && state.speed <= 4}
                    onReady={onReady}
                  />
                </LitContext>
              </GlowsContext>
            </Suspense>
          </div>
        )}
        {state.status === 'opening' && <Opening />}
        {idea !== null && (
          <IdeaStrip
            idea={idea}
            people={people}
            at={state.at}
            now={now}
            onStep={goToStep}
            onClose={() => looking.followIdea(null)}
          />
        )}
        {selected !== null && (
          <ItemThen item={selected} onFollow={() => follow(selected.id)} onClose={() => canvas?.deselect()} />
        )}
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
      <ReplayBar
        replay={replay}
        state={state}
        now={now}
        picture={making?.picture ?? null}
        looking={looking}
        camera={camera}
      />
    </div>
  );
}
