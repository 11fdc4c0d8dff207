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
import { LookBackBar } from '../moments/LookBackBar.tsx';
import { MomentCard } from '../moments/MomentCard.tsx';
import { useLookBack } from '../moments/useLookBack.ts';
import { useMoments } from '../moments/useMoments.ts';
import { BringItemsBack } from '../restore/BringItemsBack.tsx';
import { useReplayFilter } from './filter/useReplayFilter.ts';
import { IdeaStrip } from './IdeaStrip.tsx';
import { ItemsThen } from './ItemsThen.tsx';
import { ItemThen } from './ItemThen.tsx';
import type { PlayedByKeys } from './keys/replayKeys.ts';
import { useReplayKeys } from './keys/useReplayKeys.ts';
import { ReplayBar } from './ReplayBar.tsx';
import type { ReplayController } from './ReplayController.ts';
import { ReplayDialogs, type ReplayDialog } from './ReplayDialogs.tsx';
import { ReplayHeader } from './ReplayHeader.tsx';
import { ReplayNotice } from './ReplayNotice.tsx';
import styles from './ReplayView.module.css';
import { useCamera } from './useCamera.ts';
import { useLooking } from './useLooking.ts';
import { useReplayAddress } from './useReplayAddress.ts';
import { usePlayStretch } from './usePlayStretch.ts';
import { useReplay, useReplayState } from './useReplay.ts';
import { useChosenItems, useSelectedItem } from './useSelectedItem.ts';
import { useTimelinePicture } from './useTimelinePicture.ts';

const loadCanvas = () => import('../canvas/ReplayCanvas.tsx');
const ReplayCanvas = lazy(loadCanvas);
// By far the largest part of the page: it comes while who I am and the history are asked for, and not after. Where it fails,
// it is asked for once more when it is needed, and said then.
loadCanvas().catch(() => undefined);

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
  const newest = replay.log.end?.seq ?? 0;
  const making = useTimelinePicture(board.id, newest);
  const picture = making?.picture ?? null;
  const filter = useReplayFilter(replay, newest);
  const looking = useLooking(making, state, filter);
  const [canvas, setCanvas] = useState<ReplayCanvasApi | null>(null);
  const selected = useSelectedItem(canvas);
  const chosen = useChosenItems(canvas);
  const isChosen = selected !== null || chosen.length > 0;
  const camera = useCamera(canvas, looking.glows, state.playing);
  const [isMissing, setMissing] = useState(false);
  const moments = useMoments(board.id, first.moment);
  const together = useLookBack(board.id, replay, state.status === 'ready', first.together);
  const [dialog, setDialog] = useState<ReplayDialog | null>(null);
  const [panel, setPanel] = useState<'filter' | 'keys' | null>(null);
  const asked = together.role === 'apart' ? null : (together.lookBack?.place.asked ?? null);
  const { show: showMoment, isMissing: isMomentMissing } = moments;
  const askedAt = asked?.momentId ?? null;
  useEffect(() => {
    if (askedAt !== null) showMoment(askedAt);
  }, [askedAt, showMoment]);
  const isReady = state.status === 'ready';
  // That something is not there is said until one looks on; the move with which the replay opened, and what comes at the live
  // end, is nobody's looking on.
  useEffect(() => {
    if (!isReady || (!isMissing && !isMomentMissing)) return undefined;
    const wasNow = replay.state().isNow;
    return replay.onMove(() => {
      if (wasNow && replay.state().isNow) return;
      setMissing(false);
      if (isMomentMissing) showMoment(null);
    });
  }, [replay, isReady, isMissing, isMomentMissing, showMoment]);
  useReplayAddress(replay);
  const { idea, followIdea, steps } = looking;
  const openMoment = moments.open?.id ?? null;
  const played = useMemo((): PlayedByKeys => {
    const putAway = () => {
      if (isChosen) canvas?.deselect();
      else if (openMoment !== null) showMoment(null);
      else followIdea(null);
    };
    const showNextItem = (step: 1 | -1) => canvas?.showNext(step);
    return { replay, picture, steps, showNextItem, open: setPanel, putAway };
  }, [replay, picture, steps, canvas, isChosen, openMoment, showMoment, followIdea]);
  useReplayKeys(played);
  const stretch = usePlayStretch(replay, state, picture, first);
  useEffect(() => replay.playOnly(idea?.stretches ?? stretch), [replay, idea, stretch]);
  const onReady = (ready: ReplayCanvasApi) => {
    setCanvas(ready);
    const item = first.item ?? first.idea;
    if (item !== null) setMissing(!ready.show(item as ItemId));
    else ready.lookAt([...filter.only]);
  };
  const follow = (itemId: ItemId) => {
    followIdea(itemId);
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
        {idea !== null && picture !== null && (
          <IdeaStrip
            idea={idea}
            people={picture.people}
            at={state.at}
            now={now}
            onStep={goToStep}
            onClose={() => followIdea(null)}
          />
        )}
        <div className={styles['cards']} data-below={idea !== null || undefined}>
          {selected !== null && (
            <ItemThen
              item={selected}
              filter={filter}
              onFollow={() => follow(selected.id)}
              onChooseMore={() => canvas?.chooseMore()}
              onClose={() => canvas?.deselect()}
            >
              {!state.isNow && <BringItemsBack board={board} replay={replay} items={[selected.id]} />}
            </ItemThen>
          )}
          {chosen.length > 0 && (
            <ItemsThen items={chosen} filter={filter} onClose={() => canvas?.deselect()}>
              {!state.isNow && <BringItemsBack board={board} replay={replay} items={chosen} />}
            </ItemsThen>
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
              onClose={() => showMoment(null)}
            />
          )}
        </div>
      </main>
      <ReplayHeader board={board} replay={replay} state={state} now={now} isTold={making !== null} onDialog={setDialog}>
        <LookBackBar together={together} onAsk={() => setDialog('ask')} />
      </ReplayHeader>
      <ReplayNotice
        state={state}
        isEmpty={making?.isEmpty === true}
        isItemMissing={isMissing}
        isMomentMissing={isMomentMissing}
        isNothingShown={filter.isOn && steps !== null && steps.length === 0}
      />
      <ReplayBar
        replay={replay}
        state={state}
        now={now}
        picture={picture}
        looking={looking}
        camera={camera}
        moments={moments}
        panel={panel}
        onPanel={setPanel}
      />
      <ReplayDialogs
        dialog={dialog}
        board={board}
        replay={replay}
        state={state}
        making={making}
        moments={moments}
        together={together}
        onClose={() => setDialog(null)}
      />
    </div>
  );
}
