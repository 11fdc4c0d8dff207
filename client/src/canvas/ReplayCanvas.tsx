import type { BoardId, Person, RuntimeConfig } from '@weft/protocol';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Tldraw } from 'tldraw';
import type { Editor, TLComponents, TldrawOptions, TLStore } from 'tldraw';
import 'tldraw/tldraw.css';
import './canvas.css';
import { assetUrlsWithoutIcons } from './canvasAssets.ts';
import { CanvasGate } from './CanvasGate.tsx';
import { CanvasGround } from './CanvasGround.tsx';
import { addWeftFonts, WEFT_THEME } from './canvasTheme.ts';
import { createCanvasUser } from './canvasUser.ts';
import { createReplayCanvasApi } from './createReplayCanvasApi.ts';
import { DimmableShape } from './DimmableShape.tsx';
import { GlowOverlay } from './GlowOverlay.tsx';
import type { PastBoard } from './PastBoard.ts';
import type { ReplayCanvasApi } from './ReplayCanvasApi.ts';
import { CANVAS_SHAPE_UTILS } from './shapeUtils.ts';
import { showContentOfPages } from './showContent.ts';
import { showPastBoard } from './showPastBoard.ts';

interface ReplayCanvasProps {
  readonly boardId: BoardId;
  readonly board: PastBoard;
  readonly me: Person;
  readonly config: RuntimeConfig;
  readonly theme: 'light' | 'dark';
  /** What changes moves there in the time until the next change, and does not jump. */
  readonly isSmooth: boolean;
  readonly onReady: (api: ReplayCanvasApi) => void;
}

const COMPONENTS: TLComponents = {
  Canvas: CanvasGate,
  Background: CanvasGround,
  ShapeWrapper: DimmableShape,
  InFrontOfTheCanvas: GlowOverlay,
};
const THEMES = { default: WEFT_THEME };
const OPTIONS: Partial<TldrawOptions> = { selectLockedShapes: true, text: { addFontsFromNode: addWeftFonts } };

/** The canvas of a board as it was, to be looked at: nothing on it can be changed. */
const ReplayCanvas = memo(function ReplayCanvas(props: ReplayCanvasProps) {
  const { boardId, board, me, config, theme, isSmooth, onReady } = props;
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
    const { api, stop } = createReplayCanvasApi(editor);
    const stopShowing = showContentOfPages(editor, false);
    ready.current(api);
    return () => {
      stop();
      stopShowing();
    };
  }, []);
  const license = useMemo(
    () => (config.tldrawLicenseKey === null ? {} : { licenseKey: config.tldrawLicenseKey }),
    [config.tldrawLicenseKey],
  );
  if (store === null) return null;
  return (
    <div className="weft-canvas" data-smooth={isSmooth || undefined}>
      <Tldraw
        store={store}
        user={user.current}
        options={OPTIONS}
        shapeUtils={CANVAS_SHAPE_UTILS}
        components={COMPONENTS}
        themes={THEMES}
        assetUrls={assetUrlsWithoutIcons}
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
