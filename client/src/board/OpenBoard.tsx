import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Board, type BoardId, type ItemId, mayEdit, type Person, type RuntimeConfig } from '@weft/protocol';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { queries } from '../api/queries.ts';
import type { CanvasApi } from '../canvas/CanvasApi.ts';
import type { OpeningProgress } from '../canvas/fillStore.ts';
import { useMaking } from '../contribution/useMaking.ts';
import { useBuiltOnLater } from '../contribution/useBuiltOnLater.ts';
import { useToldAnew } from '../contribution/useToldAnew.ts';
import { useEdges } from '../contribution/useEdges.ts';
import { useWhose } from '../contribution/useWhose.ts';
import { WhoseButton } from '../contribution/WhoseButton.tsx';
import { WhoseLegend } from '../contribution/WhoseLegend.tsx';
import { useTheme } from '../design/theme.ts';
import { toast } from '../design/toast.ts';
import { usePageTitle } from '../design/usePageTitle.ts';
import type { BringIns } from '../exchange/BringIns.ts';
import { INSERTABLE, pickFile } from '../exchange/pickFiles.ts';
import { useBringIns, useBringInsState } from '../exchange/useBringIns.ts';
import { t } from '../messages/t.ts';
import { useLookBackInvitation } from '../moments/useLookBackInvitation.ts';
import { OutlineSkip } from '../outline/OutlineButtons.tsx';
import { useOutlinePanel } from '../outline/useOutlinePanel.ts';
import { PagesControl } from '../pages/PagesControl.tsx';
import { BoardBar } from './BoardBar.tsx';
import { BoardClosed } from './BoardClosed.tsx';
import { BoardHints } from './BoardHints.tsx';
import { FirstNote } from './FirstNote.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import styles from './OpenBoard.module.css';
import { Opening } from './Opening.tsx';
import { PeopleHere } from './PeopleHere.tsx';
import { useBoardConnection, useConnectionState } from './useBoardConnection.ts';
import { useBoardEvents } from './useBoardEvents.ts';
import { useCanvas } from './useCanvas.ts';
import { useItemInAddress } from './useItemInAddress.ts';
import { useItemPanel } from './useItemPanel.ts';
import { useBringBack } from '../restore/useBringBack.ts';
import { useSince } from '../since/useSince.ts';
import { useSetLocked } from './useSetLocked.ts';
import { useWritersIn } from './useWritersIn.ts';

const BringInView = lazy(() => import('../exchange/BringInView.tsx'));
const CanvasEditor = lazy(() => import('../canvas/CanvasEditor.tsx'));
const DisplayDialog = lazy(() => import('../contribution/DisplayDialog.tsx'));
const EraseDialog = lazy(() => import('../erasing/EraseDialog.tsx'));
const MembersDialog = lazy(() => import('../members/MembersDialog.tsx'));
const DownloadDialog = lazy(() => import('../exchange/DownloadDialog.tsx'));
const MarkMomentDialog = lazy(() => import('../moments/MarkMomentDialog.tsx'));
const OutlinePanel = lazy(() => import('../outline/OutlinePanel.tsx'));
const SinceCard = lazy(() => import('../since/SinceCard.tsx'));
const ShareDialog = lazy(() => import('../sharing/ShareDialog.tsx'));

export interface OpenBoardProps {
  board: Board;
  me: Person;
  config: RuntimeConfig;
}

/** The canvas has the whole screen; everything else floats over its edges and can be put away. */
export function OpenBoard({ board, me, config }: OpenBoardProps) {
  usePageTitle(board.title);
  const theme = useTheme();
  // A new name of mine must not open a second connection.
  const [mySelf] = useState(me);
  const connection = useBoardConnection(board.id, mySelf);
  const state = useConnectionState(connection);
  const [canvas, setCanvas] = useState<CanvasApi | null>(null);
  const [progress, setProgress] = useState<OpeningProgress | null>(null);
  const shown = useCanvas(canvas);
  const [sharing, setSharing] = useState(false);
  const outline = useOutlinePanel();
  useBoardEvents(board.id, connection);
  useLookBackInvitation(board.id, connection);
  useToldAnew(board.id, connection);
  useBuiltOnLater(board.id, mySelf, connection, canvas);
  useRefetchWhenClosed(board.id, state?.closed ?? null);
  useItemInAddress(state?.loaded === true ? canvas : null);
  const role = state?.hello?.role ?? board.role;
  const readOnly = !mayEdit(role);
  useBringBack(board.id, canvas, state);
  const bringIns = useBringIns(canvas, board.id, config, readOnly);
  const bringInsState = useBringInsState(bringIns);
  const [downloading, setDownloading] = useState(false);

  const [showingDisplay, setShowingDisplay] = useState(false);
  const [showingMembers, setShowingMembers] = useState(false);
  const [erasing, setErasing] = useState(false);
  const [marking, setMarking] = useState(false);

  const setLocked = useSetLocked(board.id, role);
  const panel = useItemPanel(shown?.selected ?? null);
  const writers = useWritersIn(connection, panel.item?.id ?? null, me.id);
  const whose = useWhose();
  const making = useMaking(board.id, connection, whose.isOn || (panel.item !== null && !panel.isLine));
  const since = useSince(board, mySelf);
  const edges = useEdges(whose.isOn ? making.contributions : null);
  const replayOnly = useReplayOnly(board.id);

  if (connection === null || state === null) return <Opening />;
  if (state.closed !== null) return <BoardClosed boardId={board.id} reason={state.closed} />;

  return (
    <div className={styles['board']}>
      <OutlineSkip outline={outline} />
      <main className={styles['canvas']}>
        <Suspense>
          <CanvasEditor
            connection={connection}
            me={mySelf}
            config={config}
            theme={theme}
            readOnly={readOnly}
            setLocked={setLocked}
            corner={
              canvas !== null &&
              shown !== null && (
                <PagesControl
                  pages={canvas.pages}
                  shown={shown.pages}
                  selectedCount={shown.selectedCount}
                  people={state.people}
                  readOnly={readOnly}
                />
              )
            }
            whose={edges ?? (canvas === null ? null : (since?.news.whose ?? null))}
            onProgress={setProgress}
            onReady={setCanvas}
            onReplay={replayOnly}
          />
        </Suspense>
      </main>
      {(!state.loaded || canvas === null) && <Opening progress={progress} />}
      <section className={styles['top']} aria-label={t('board.bar')}>
        <BoardBar
          board={board}
          role={role}
          state={state}
          outline={outline}
          menu={{
            boardId: board.id,
            title: board.title,
            whose,
            onMark: () => setMarking(true),
            onDisplay: () => setShowingDisplay(true),
            onMembers: () => setShowingMembers(true),
            onDownload: () => setDownloading(true),
            onBringIn: bringIns === null ? null : () => void offerFile(bringIns),
            onErase: role === 'facilitator' ? () => setErasing(true) : null,
          }}
        />
        <PeopleHere
          boardId={board.id}
          me={me}
          people={state.people}
          following={shown?.following ?? null}
          canvas={canvas}
          onShare={() => setSharing(true)}
        >
          <WhoseButton whose={whose} />
        </PeopleHere>
      </section>
      <BoardHints
        config={config}
        state={state}
        readOnly={readOnly}
        canvas={canvas}
        shown={shown}
        onUnplaced={bringIns === null ? null : (text) => bringIns.add({ kind: 'lines', text, html: null, at: null })}
      />
      {canvas !== null && state.loaded && shown !== null && (
        <>
          <FirstNote
            canvas={canvas}
            empty={shown.itemCount === 0 && !outline.isOpen && !shown.making}
            readOnly={readOnly}
            onShare={() => setSharing(true)}
          />
          <ItemPanel
            boardId={board.id}
            me={me}
            people={state.people}
            panel={panel}
            making={making}
            writers={writers}
            side={outline.isOpen ? 'right' : shown.panelSide}
            onGo={(itemId) => canvas.select(itemId)}
            setLocked={setLocked}
          />
          {since !== null && panel.item === null && !outline.isOpen && (
            <Suspense>
              <SinceCard boardId={board.id} since={since} />
            </Suspense>
          )}
          {edges !== null && making.contributions !== null && (
            <WhoseLegend boardId={board.id} people={making.contributions.people} onClose={whose.toggle} />
          )}
          {outline.isOpen && (
            <Suspense>
              <OutlinePanel
                canvas={canvas}
                selectedId={shown.selected?.id ?? null}
                readOnly={readOnly}
                onClose={outline.close}
              />
            </Suspense>
          )}
        </>
      )}
      {bringIns !== null && (bringInsState.progress !== null || bringInsState.leftOut !== null) && (
        <Suspense>
          <BringInView bringIns={bringIns} state={bringInsState} />
        </Suspense>
      )}
      {downloading && canvas !== null && (
        <Suspense>
          <DownloadDialog
            board={board}
            role={role}
            canvas={canvas.exchange}
            selectedCount={shown?.selectedCount ?? 0}
            onClose={() => setDownloading(false)}
          />
        </Suspense>
      )}
      {showingDisplay && (
        <Suspense>
          <DisplayDialog boardId={board.id} role={role} onClose={() => setShowingDisplay(false)} />
        </Suspense>
      )}
      {showingMembers && (
        <Suspense>
          <MembersDialog
            boardId={board.id}
            me={me.id}
            mayRemove={role === 'facilitator'}
            onClose={() => setShowingMembers(false)}
          />
        </Suspense>
      )}
      {erasing && (
        <Suspense>
          <EraseDialog boardId={board.id} title={board.title} onClose={() => setErasing(false)} />
        </Suspense>
      )}
      {marking && (
        <Suspense>
          <MarkMomentDialog
            boardId={board.id}
            at={null}
            onMarked={() => toast(t('moments.marked'))}
            onClose={() => setMarking(false)}
          />
        </Suspense>
      )}
      {sharing && (
        <Suspense>
          <ShareDialog board={board} role={role} config={config} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </div>
  );
}

/** To the replay of some items alone. */
function useReplayOnly(boardId: BoardId): (only: readonly ItemId[]) => void {
  const navigate = useNavigate();
  return useCallback(
    (only) => void navigate({ to: '/boards/$boardId/replay', params: { boardId }, search: { only } }),
    [navigate, boardId],
  );
}

async function offerFile(bringIns: BringIns): Promise<void> {
  const file = await pickFile(INSERTABLE);
  if (file !== null) bringIns.add({ kind: 'files', files: [file], at: null });
}

/** What the page knew of the board no longer holds once the server closed it. */
function useRefetchWhenClosed(boardId: string, closed: string | null): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (closed === null) return;
    void queryClient.invalidateQueries({ queryKey: queries.boards.queryKey });
    if (closed === 'not_signed_in' || closed === 'token_invalid')
      void queryClient.invalidateQueries({ queryKey: queries.me.queryKey });
  }, [queryClient, boardId, closed]);
}
