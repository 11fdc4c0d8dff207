import type { Person, RuntimeConfig } from '@weft/protocol';
import {
  memo,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Tldraw } from 'tldraw';
import type { Editor, TLComponents } from 'tldraw';
import 'tldraw/tldraw.css';
import { t } from '../messages/t.ts';
import type { BoardConnection } from '../sync/BoardConnection.ts';
import { BoardCanvas } from './BoardCanvas.ts';
import type { BoardCanvasOptions } from './BoardCanvas.ts';
import './canvas.css';
import type { CanvasApi } from './CanvasApi.ts';
import { IMAGE_TYPES, tldrawAssetUrls } from './canvasAssets.ts';
import { CanvasCorner, CornerContext } from './CanvasCorner.tsx';
import { CanvasGround } from './CanvasGround.tsx';
import { buildOnAction } from './buildOn.ts';
import { CanvasContextMenu } from './CanvasContextMenu.tsx';
import { copyBesideAction } from './copyBeside.ts';
import { CanvasFront } from './CanvasFront.tsx';
import type { CanvasSession } from './canvasSession.ts';
import { CanvasStylePanel } from './CanvasStylePanel.tsx';
import { WEFT_THEME } from './canvasTheme.ts';
import type { OpeningProgress } from './fillStore.ts';
import { inSlices } from './inSlices.ts';
import { CanvasGate } from './CanvasGate.tsx';
import { ItemsContext } from './ItemsContext.ts';
import { replaySelectionAction, type ReplayOnly } from './replaySelection.ts';
import { CANVAS_SHAPE_UTILS } from './shapeUtils.ts';
import { lockActions, type SetLocked } from './holdLocks.ts';
import { WhoseContext, type Whose } from './Whose.ts';

export interface CanvasEditorProps {
  readonly connection: BoardConnection;
  readonly me: Person;
  readonly config: RuntimeConfig;
  readonly theme: 'light' | 'dark';
  readonly readOnly: boolean;
  /** Stands beside the zoom. */
  readonly corner: ReactNode;
  /** Whose is what, while that is asked for. */
  readonly whose: Whose | null;
  /** Told while a large board is being opened, how far it has come. */
  readonly onProgress: (progress: OpeningProgress) => void;
  /** For whoever may lock items and unlock them. */
  readonly setLocked: SetLocked | null;
  readonly onReady: (api: CanvasApi) => void;
  /** The same function as long as the canvas is shown. */
  readonly onReplay: ReplayOnly;
}

/** The board's own page has title, people and menus; tldraw shows its tools, styles and zoom. */
const COMPONENTS: TLComponents = {
  Canvas: CanvasGate,
  Background: CanvasGround,
  InFrontOfTheCanvas: CanvasFront,
  NavigationPanel: CanvasCorner,
  StylePanel: CanvasStylePanel,
  ContextMenu: CanvasContextMenu,
  MenuPanel: null,
  SharePanel: null,
  TopPanel: null,
  PageMenu: null,
  MainMenu: null,
  HelpMenu: null,
  DebugPanel: null,
  DebugMenu: null,
  CursorChatBubble: null,
};

const THEMES = { default: WEFT_THEME };
const NO_VIDEO: readonly string[] = [];
const TRANSLATIONS = {
  en: {
    'assets.files.upload-failed': t('canvas.imageFailed'),
    'action.build-on': t('canvas.buildOn'),
    'action.copy-beside': t('canvas.copyBeside'),
    'action.replay-selection': t('filter.playSelection'),
  },
};

/**
 * The canvas of a board, over the whole screen. Shows nothing before the document is there. When the connection starts
 * another copy of the document, the canvas starts anew on it.
 */
export default function CanvasEditor({ corner, whose, ...props }: CanvasEditorProps) {
  const session = useRef<CanvasSession | null>(null);
  const { loaded, copy } = useSyncExternalStore(props.connection.subscribe, props.connection.state);
  // A copy that is on this device shows before the server has said anything.
  if (!loaded) return null;
  return (
    <CornerContext value={corner}>
      <WhoseContext value={whose}>
        <Canvas key={copy} {...props} session={session} />
      </WhoseContext>
    </CornerContext>
  );
}

interface CanvasProps extends Omit<CanvasEditorProps, 'corner' | 'whose'> {
  /** What one canvas leaves for the next. */
  readonly session: RefObject<CanvasSession | null>;
}

/** The page around it renders with every key that anybody presses; all of tldraw's interface would render with it. */
const Canvas = memo(function Canvas({
  connection,
  me,
  config,
  theme,
  readOnly,
  setLocked,
  onProgress,
  onReady,
  onReplay,
  session,
}: CanvasProps) {
  const canvas = useBoardCanvas({ connection, me, theme }, session, onProgress);
  const items = useCallback(() => canvas?.items ?? null, [canvas]);
  const overrides = useMemo(
    () => [
      { translations: TRANSLATIONS, actions: lockActions(setLocked) },
      { actions: buildOnAction(items) },
      { actions: copyBesideAction },
      { actions: replaySelectionAction(onReplay) },
    ],
    [setLocked, items, onReplay],
  );
  const latest = useRef({ readOnly, onReady });
  useEffect(() => {
    latest.current = { readOnly, onReady };
  }, [readOnly, onReady]);

  useEffect(() => canvas?.setTheme(theme), [canvas, theme]);
  useEffect(() => canvas?.setReadOnly(readOnly), [canvas, readOnly]);

  const onMount = useCallback(
    (editor: Editor) => {
      const unmount = canvas?.mount(editor, latest.current.onReady);
      canvas?.setReadOnly(latest.current.readOnly);
      return unmount;
    },
    [canvas],
  );

  if (!canvas) return null;
  return (
    <div className="weft-canvas">
      <ItemsContext value={items}>
        <Tldraw
          store={canvas.store}
          user={canvas.user.current}
          options={canvas.options}
          shapeUtils={CANVAS_SHAPE_UTILS}
          components={COMPONENTS}
          themes={THEMES}
          overrides={overrides}
          assetUrls={tldrawAssetUrls}
          acceptedImageMimeTypes={IMAGE_TYPES}
          acceptedVideoMimeTypes={NO_VIDEO}
          maxAssetSize={config.maxAssetBytes}
          onMount={onMount}
          {...(config.tldrawLicenseKey === null ? {} : { licenseKey: config.tldrawLicenseKey })}
        />
      </ItemsContext>
    </div>
  );
});

/** Made in an effect and not while rendering, as it binds itself to the document and must be let go of. */
function useBoardCanvas(
  options: Omit<BoardCanvasOptions, 'session'>,
  session: RefObject<CanvasSession | null>,
  onProgress: (progress: OpeningProgress) => void,
): BoardCanvas | null {
  const [canvas, setCanvas] = useState<BoardCanvas | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const first = useRef({ options, onProgress });
  useEffect(() => {
    let made: BoardCanvas | null = null;
    const stop = inSlices({
      work: BoardCanvas.opening({ ...first.current.options, session: session.current }),
      onProgress: first.current.onProgress,
      onDone: (opened) => {
        made = opened;
        setCanvas(opened);
      },
      onFailed: (error) => setFailure({ error }),
    });
    return () => {
      stop();
      if (made === null) return;
      session.current = made.session;
      made.destroy();
    };
  }, [session]);
  // To the page's error boundary, as if it had been thrown here.
  if (failure) throw failure.error;
  return canvas;
}
