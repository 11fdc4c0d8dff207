import type { Person, RuntimeConfig } from '@weft/protocol';
import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Tldraw } from 'tldraw';
import type { Editor, TLComponents, TLUiOverrides } from 'tldraw';
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
import { CanvasStylePanel } from './CanvasStylePanel.tsx';
import { WEFT_THEME } from './canvasTheme.ts';
import type { OpeningProgress } from './fillStore.ts';
import { inSlices } from './inSlices.ts';
import { CanvasGate } from './CanvasGate.tsx';
import { CANVAS_SHAPE_UTILS } from './shapeUtils.ts';

export interface CanvasEditorProps {
  readonly connection: BoardConnection;
  readonly me: Person;
  readonly config: RuntimeConfig;
  readonly theme: 'light' | 'dark';
  readonly readOnly: boolean;
  /** Stands beside the zoom. */
  readonly corner: ReactNode;
  /** Told while a large board is being opened, how far it has come. */
  readonly onProgress: (progress: OpeningProgress) => void;
  readonly onReady: (api: CanvasApi) => void;
}

/** The board's own page has title, people and menus; tldraw shows its tools, styles and zoom. */
const COMPONENTS: TLComponents = {
  Canvas: CanvasGate,
  Background: CanvasGround,
  NavigationPanel: CanvasCorner,
  StylePanel: CanvasStylePanel,
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
const OVERRIDES: TLUiOverrides = { translations: { en: { 'assets.files.upload-failed': t('canvas.imageFailed') } } };

/**
 * The canvas of a board, over the whole screen. Shows nothing before the document is there. When the connection starts
 * another copy of the document, the canvas starts anew on it.
 */
export default function CanvasEditor(props: CanvasEditorProps) {
  const { loaded, copy } = useSyncExternalStore(props.connection.subscribe, props.connection.state);
  // A copy that is on this device shows before the server has said anything.
  if (!loaded) return null;
  return <Canvas key={copy} {...props} />;
}

function Canvas({ connection, me, config, theme, readOnly, corner, onProgress, onReady }: CanvasEditorProps) {
  const canvas = useBoardCanvas({ connection, me, theme }, onProgress);
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
      <CornerContext value={corner}>
        <Tldraw
          store={canvas.store}
          user={canvas.user.current}
          options={canvas.options}
          shapeUtils={CANVAS_SHAPE_UTILS}
          components={COMPONENTS}
          themes={THEMES}
          overrides={OVERRIDES}
          assetUrls={tldrawAssetUrls}
          acceptedImageMimeTypes={IMAGE_TYPES}
          acceptedVideoMimeTypes={NO_VIDEO}
          maxAssetSize={config.maxAssetBytes}
          onMount={onMount}
          {...(config.tldrawLicenseKey === null ? {} : { licenseKey: config.tldrawLicenseKey })}
        />
      </CornerContext>
    </div>
  );
}

/** Made in an effect and not while rendering, as it binds itself to the document and must be let go of. */
function useBoardCanvas(
  options: BoardCanvasOptions,
  onProgress: (progress: OpeningProgress) => void,
): BoardCanvas | null {
  const [canvas, setCanvas] = useState<BoardCanvas | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const first = useRef({ options, onProgress });
  useEffect(() => {
    let made: BoardCanvas | null = null;
    const stop = inSlices({
      work: BoardCanvas.opening(first.current.options),
      onProgress: first.current.onProgress,
      onDone: (opened) => {
        made = opened;
        setCanvas(opened);
      },
      onFailed: (error) => setFailure({ error }),
    });
    return () => {
      stop();
      made?.destroy();
    };
  }, []);
  // To the page's error boundary, as if it had been thrown here.
  if (failure) throw failure.error;
  return canvas;
}
