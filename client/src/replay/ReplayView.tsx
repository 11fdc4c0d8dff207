import { Button } from '@mantine/core';
import { IconMovie, IconStar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Board, ItemId, Person, RuntimeConfig } from '@weft/protocol';
import { lazy, Suspense, useEffect, useState } from 'react';
import { BoardClosed } from '../board/BoardClosed.tsx';
import { Opening } from '../board/Opening.tsx';
import { GlowsContext, LitContext } from '../canvas/Highlights.ts';
import type { ReplayCanvasApi } from '../canvas/ReplayCanvasApi.ts';
import { useTheme } from '../design/theme.ts';
import { useNow } from '../design/useNow.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import { t } from '../messages/t.ts';
import { LookBackBar } from '../moments/LookBackBar.tsx';
import { MomentCard } from '../moments/MomentCard.tsx';
import { useLookBack } from '../moments/useLookBack.ts';
import { useMoments } from '../moments/useMoments.ts';
import { BringItemBack } from '../restore/BringItemBack.tsx';
import { IdeaStrip } from './IdeaStrip.tsx';
import { ItemThen } from './ItemThen.tsx';
import { ReplayBar } from './ReplayBar.tsx';
import type { ReplayController } from './ReplayController.ts';
import { ReplayNotice } from './ReplayNotice.tsx';
import styles from './ReplayView.module.css';
import { ThenMenu } from './ThenMenu.tsx';
import { momentText } from './replayWords.ts';
import { useCamera } from './useCamera.ts';
import { useLooking } from './useLooking.ts';
import { useReplayAddress } from './useReplayAddress.ts';
import { useReplayKeys } from './useReplayKeys.ts';
import { usePlayStretch } from './usePlayStretch.ts';
import { useReplay, useReplayState } from './useReplay.ts';
import { useSelectedItem } from './useSelectedItem.ts';
import { useTimelinePicture } from './useTimelinePicture.ts';

const AskDialog = lazy(() => import('../moments/AskDialog.tsx'));
const MarkMomentDialog = lazy(() => import('../moments/MarkMomentDialog.tsx'));
const BringBoardBackDialog = lazy(() => import('../restore/BringBoardBackDialog.tsx'));
const ReplayCanvas = lazy(() => import('../canvas/ReplayCanvas.tsx'));
const VideoDialog = lazy(() => import('./video/VideoDialog.tsx'));

export interface ReplayViewProps {
  board: Board;
  me: Person;
  config: RuntimeConfig;
  /** What the address asked for. */
  first: {
    readonly t: number | null;
    /** Plays from `t` until then. */
    readonly to: number | null;
    readonly item: string | null;
    readonly idea: string | null;
    readonly moment: string | null;
    /** Follows whoever leads a look back. */
    readonly together: boolean;
  };
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
  const making = useTimelinePicture(board.id, replay.log.end?.seq ?? 0);
  const looking = useLooking(making, state, first.idea as ItemId | null);
  const [canvas, setCanvas] = useState<ReplayCanvasApi | null>(null);
  const selected = useSelectedItem(canvas);
  const camera = useCamera(canvas, looking.glows, state.playing);
  const [isMissing, setMissing] = useState(false);
  const moments = useMoments(board.id, first.moment);
  const together = useLookBack(board.id, replay, first.together);
  const [dialog, setDialog] = useState<'mark' | 'ask' | 'video' | 'bring back' | null>(null);
  const asked = together.role === 'apart' ? null : (together.lookBack?.place.asked ?? null);
  const { show: showMoment } = moments;
  const askedAt = asked?.momentId ?? null;
  useEffect(() => {
    if (askedAt !== null) showMoment(askedAt);
  }, [askedAt, showMoment]);
  useReplayAddress(replay);
  useReplayKeys(replay, making?.picture ?? null);
  const { idea } = looking;
  const stretch = usePlayStretch(replay, state, making?.picture ?? null, first);
  useEffect(() => replay.playOnly(idea?.stretches ?? stretch), [replay, idea, stretch]);
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
        {idea !== null && making !== null && (
          <IdeaStrip
            idea={idea}
            people={making.picture.people}
            at={state.at}
            now={now}
            onStep={goToStep}
            onClose={() => looking.followIdea(null)}
          />
        )}
        {moments.open !== null && (
          <MomentCard
            boardId={board.id}
            moment={moments.open}
            person={moments.person}
            me={me}
            role={board.role}
            now={now}
            question={asked?.momentId === moments.open.id ? asked.question : t('moments.question')}
            onClose={() => moments.show(null)}
          />
        )}
        {selected !== null && moments.open === null && (
          <ItemThen item={selected} onFollow={() => follow(selected.id)} onClose={() => canvas?.deselect()}>
            {!state.isNow && <BringItemBack board={board} replay={replay} itemId={selected.id} />}
          </ItemThen>
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
        <div className={styles['deeds']}>
          <Button
            className={styles['back'] ?? ''}
            disabled={state.range === null}
            leftSection={<IconStar size={18} stroke={1.8} aria-hidden />}
            aria-label={t('moments.mark')}
            onClick={() => {
              replay.pause();
              setDialog('mark');
            }}
          >
            <span className={styles['wide']}>{t('moments.mark')}</span>
          </Button>
          {making !== null && (
            <Button
              className={styles['back'] ?? ''}
              leftSection={<IconMovie size={18} stroke={1.8} aria-hidden />}
              aria-label={t('video.title')}
              title={t('video.title')}
              onClick={() => {
                replay.pause();
                setDialog('video');
              }}
            >
              <span className={styles['wide']}>{t('video.short')}</span>
            </Button>
          )}
          <LookBackBar together={together} onAsk={() => setDialog('ask')} />
          {state.range !== null && (
            <ThenMenu
              board={board}
              at={state.isNow ? null : Math.round(state.at)}
              now={Math.ceil(state.range.to)}
              onBringBack={() => {
                replay.pause();
                setDialog('bring back');
              }}
            />
          )}
        </div>
      </header>
      <ReplayNotice state={state} isItemMissing={isMissing} />
      <ReplayBar
        replay={replay}
        state={state}
        now={now}
        picture={making?.picture ?? null}
        looking={looking}
        camera={camera}
        moments={moments}
      />
      <Suspense>
        {dialog === 'mark' && (
          <MarkMomentDialog
            boardId={board.id}
            at={state.isNow ? null : state.at}
            onMarked={({ id }) => moments.show(id)}
            onClose={() => setDialog(null)}
          />
        )}
        {dialog === 'video' && making !== null && (
          <VideoDialog replay={replay} making={making} title={board.title} onClose={() => setDialog(null)} />
        )}
        {dialog === 'bring back' && (
          <BringBoardBackDialog board={board} replay={replay} onClose={() => setDialog(null)} />
        )}
        {dialog === 'ask' && (
          <AskDialog
            boardId={board.id}
            at={state.at}
            moment={moments.open}
            onAsk={together.ask}
            onClose={() => setDialog(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
