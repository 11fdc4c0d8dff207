import { SCHEMA } from '@weft/board-model';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { createTLStore, Tldraw } from 'tldraw';
import type { Editor, TLStore } from 'tldraw';
import 'tldraw/tldraw.css';
import * as Y from 'yjs';
import { applyUpdate } from '../../sync/applyUpdate.ts';
import { CanvasGate } from '../CanvasGate.tsx';
import { tldrawAssetUrls } from '../canvasAssets.ts';
import { CANVAS_SHAPE_UTILS } from '../shapeUtils.ts';
import { WAYS } from './ways.testkit.ts';
import type { Way } from './ways.testkit.ts';

/**
 * The page that `pnpm bench board` opens in a real browser: a board is opened and somebody else moves notes on it, with
 * the product's own store binding and canvas or with another way of binding tldraw's.
 */
interface Opening {
  readonly decode: number;
  readonly fill: number;
  readonly firstRead: number;
  /** Until the first frame in which items are drawn. */
  readonly drawn: number;
}

interface Move {
  readonly yjs: number;
  readonly share: number;
  readonly all: number;
}

interface Opened {
  readonly way: Way;
  readonly update: Uint8Array<ArrayBuffer>;
  readonly doc: Y.Doc;
  readonly editor: Editor;
  readonly bring: () => void;
}

let opened: Opened | null = null;

async function open(name: string): Promise<Opening> {
  const way = WAYS[name];
  if (!way) throw new Error(`no way "${name}"`);
  const update = new Uint8Array(await (await fetch('/board')).arrayBuffer());
  const [doc, store] = [new Y.Doc(), createTLStore({ schema: SCHEMA })];
  const isWeft = name === 'Weft';
  const began = performance.now();
  const decode = timed(() => (isWeft ? applyUpdate(doc, update) : Y.applyUpdate(doc, update)));
  const filling = performance.now();
  const bring = way.bind(store, doc);
  const fill = performance.now() - filling;
  const mounting = mount(store, isWeft);
  const editor = await mounting.editor;
  await drawnFrame();
  opened = { way, update, doc, editor, bring };
  return { decode, fill, firstRead: mounting.took, drawn: performance.now() - began };
}

/** Renders the editor. What takes place at once is its making and its first read of the page, fonts and all. */
function mount(store: TLStore, isWeft: boolean): { readonly editor: Promise<Editor>; readonly took: number } {
  const { promise, resolve } = Promise.withResolvers<Editor>();
  const root = document.getElementById('root');
  if (!root) throw new Error('no #root');
  const options = { maxShapesPerPage: 20_000 };
  const ours = isWeft ? { shapeUtils: CANVAS_SHAPE_UTILS, components: { Canvas: CanvasGate } } : {};
  const onMount = (editor: Editor): void => {
    editor.zoomToFit({ immediate: true });
    resolve(editor);
  };
  const took = timed(() =>
    flushSync(() =>
      createRoot(root).render(
        <Tldraw store={store} options={options} assetUrls={tldrawAssetUrls} onMount={onMount} {...ours} />,
      ),
    ),
  );
  return { editor: promise, took };
}

/** Moves that arrive one by one, each worked in at once. */
async function move(): Promise<Move[]> {
  if (!opened) throw new Error('open a board first');
  const { way, update, doc, editor, bring } = opened;
  const [bare, watched] = [new Y.Doc(), new Y.Doc()];
  for (const copy of [bare, watched]) Y.applyUpdate(copy, update);
  const workIn = way.watch(watched);
  const moves: Move[] = [];
  for (const text of (await (await fetch('/moves')).json()) as string[]) {
    const change = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const yjs = timed(() => Y.applyUpdate(bare, change));
    const both = timed(() => {
      Y.applyUpdate(watched, change);
      workIn();
    });
    const all = timed(() => {
      Y.applyUpdate(doc, change);
      bring();
      editor.getCulledShapes();
      editor.getRenderingShapes();
    });
    moves.push({ yjs, share: Math.max(0, both - yjs), all });
    await new Promise(requestAnimationFrame);
  }
  return moves;
}

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

async function drawnFrame(): Promise<void> {
  while (document.querySelector('.tl-shape') === null) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
}

Object.assign(globalThis, { weftBench: { open, move } });
