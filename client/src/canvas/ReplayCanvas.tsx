import type { BoardId, ItemId, Person, RuntimeConfig } from '@weft/protocol';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Tldraw } from 'tldraw';
import type { Editor, TLComponents, TldrawOptions, TLShapeId, TLStore } from 'tldraw';
import 'tldraw/tldraw.css';
import './canvas.css';
import { tldrawAssetUrls } from './canvasAssets.ts';
import { CanvasGate } from './CanvasGate.tsx';
import { CanvasGround } from './CanvasGround.tsx';
import { addWeftFonts, WEFT_THEME } from './canvasTheme.ts';
import { createCanvasUser } from './canvasUser.ts';
import type { PastBoard } from './PastBoard.ts';
import { CANVAS_SHAPE_UTILS } from './shapeUtils.ts';
import { showContentOfPages } from './showContent.ts';
import { showPastBoard } from './showPastBoard.ts';

/** What the page around a replay can do with its canvas. */
export interface ReplayCanvasApi {
  /** Selects an item and brings it into view. @returns false where it is not on the board at the moment shown */
  show(itemId: ItemId): boolean;
}

export interface ReplayCanvasProps {
  readonly boardId: BoardId;
  readonly board: PastBoard;
  readonly me: Person;
  readonly config: RuntimeConfig;
  readonly theme: 'light' | 'dark';
  readonly onReady: (api: ReplayCanvasApi) => void;
}

const COMPONENTS: TLComponents = { Canvas: CanvasGate, Background: CanvasGround };
const THEMES = { default: WEFT_THEME };
const OPTIONS: Partial<TldrawOptions> = { selectLockedShapes: true, text: { addFontsFromNode: addWeftFonts } };

/** The canvas of a board as it was, to be looked at: nothing on it can be changed. */
const ReplayCanvas = memo(function ReplayCanvas(props: ReplayCanvasProps) {
  const { boardId, board, me, config, theme, onReady } = props;
  const store = usePastBoard(boardId, board);
  const [user] = useState(() => createCanvasUser(me, theme));
  useEffect(() => {
    user.theme.set(theme);
  }, [user, theme]);
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current = onReady;
  }, [onReady]);
  const onMount = useCallback((editor: Editor) => {
    editor.updateInstanceState({ isReadonly: true });
    editor.setCurrentTool('hand');
    ready.current({ show: (itemId) => show(editor, itemId) });
    return showContentOfPages(editor, false);
  }, []);
  const license = useMemo(
    () => (config.tldrawLicenseKey === null ? {} : { licenseKey: config.tldrawLicenseKey }),
    [config.tldrawLicenseKey],
  );
  if (store === null) return null;
  return (
    <div className="weft-canvas">
      <Tldraw
        store={store}
        user={user.current}
        options={OPTIONS}
        shapeUtils={CANVAS_SHAPE_UTILS}
        components={COMPONENTS}
        themes={THEMES}
        assetUrls={tldrawAssetUrls}
        hideUi
        onMount={onMount}
        {...license}
      />
    </div>
  );
});

export default ReplayCanvas;

/** Made in an effect, as it goes along with the board until it is let go of. */
function usePastBoard(boardId: BoardId, board: PastBoard): TLStore | null {
  const [store, setStore] = useState<TLStore | null>(null);
  useEffect(() => {
    const shown = showPastBoard(boardId, board);
    // oxlint-disable-next-line react/set-state-in-effect -- a store that follows a board is no derived value
    setStore(shown.store);
    return shown.stop;
  }, [boardId, board]);
  return store;
}

function show(editor: Editor, itemId: ItemId): boolean {
  // An item's id is tldraw's shape id.
  const id = itemId as string as TLShapeId;
  const page = editor.getAncestorPageId(id);
  const bounds = editor.getShapePageBounds(id);
  if (page === undefined || bounds === undefined) return false;
  if (page !== editor.getCurrentPageId()) editor.setCurrentPage(page);
  editor.select(id);
  if (!editor.getViewportPageBounds().contains(bounds)) {
    editor.centerOnPoint(bounds.center, { animation: { duration: editor.options.animationMediumMs } });
  }
  return true;
}
