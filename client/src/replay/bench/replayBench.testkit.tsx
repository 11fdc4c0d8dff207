import type { Fetched, PieceList, PieceSource } from '@weft/history';
import type { BoardId, Person, RuntimeConfig } from '@weft/protocol';
import { createRoot } from 'react-dom/client';
import ReplayCanvas from '../../canvas/ReplayCanvas.tsx';
import { browserCodec } from '../browserCodec.ts';
import { pageTicker } from '../pageTicker.ts';
import { ReplayController, type Speed } from '../ReplayController.ts';

/**
 * The page that `pnpm bench history` opens in a real browser: a replay of pieces that the bench serves, with the product's
 * own controller and canvas.
 */
const source: PieceSource = {
  list: async () => (await (await fetch('/history')).json()) as PieceList,
  segment: ({ seq }) => piece(`/history/segments/${seq}`),
  keyframe: ({ seq }) => piece(`/history/keyframes/${seq}`),
  track: ({ seq }) => piece(`/history/tracks/${seq}`),
  tail: async () => null,
};

async function piece(path: string): Promise<Fetched> {
  const response = await fetch(path, { cache: 'no-store' });
  return { ok: true, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const config = { tldrawLicenseKey: null } as RuntimeConfig;
const me = { id: 'person', name: 'Somebody', color: '#b7352d' } as Person;
const boardId = 'board' as BoardId;
const ignore = (): void => {};

let replay: ReplayController | null = null;

function opened(): ReplayController {
  if (replay === null) throw new Error('open it first');
  return replay;
}

/** @returns how long it took until the first frame with items in it, in ms */
async function open(t: number): Promise<number> {
  const began = performance.now();
  replay = new ReplayController({ source, codec: browserCodec, ticker: pageTicker });
  await replay.open(t);
  const root = document.getElementById('root');
  if (root === null) throw new Error('no #root');
  createRoot(root).render(
    <ReplayCanvas
      boardId={boardId}
      board={replay}
      me={me}
      config={config}
      theme="light"
      isSmooth={false}
      onReady={ignore}
    />,
  );
  while (document.querySelector('.tl-shape') === null) await nextFrame();
  await nextFrame();
  return performance.now() - began;
}

/** How long it took until the canvas's store held it, and until it was drawn, in ms. */
async function seek(t: number): Promise<{ held: number; drawn: number }> {
  const began = performance.now();
  let held = 0;
  // After the canvas, which listens since it was opened.
  const stop = opened().onMove(() => (held = performance.now() - began));
  opened().seek(t);
  while (opened().state().moving) await changed();
  stop();
  await nextFrame();
  await nextFrame();
  return { held, drawn: performance.now() - began };
}

/** @returns the entries between which it played */
async function play(speed: Speed, seconds: number): Promise<{ from: number; to: number }> {
  const from = opened().state().seq;
  opened().setSpeed(speed);
  opened().play();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  opened().pause();
  return { from, to: opened().state().seq };
}

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

const changed = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = opened().subscribe(() => {
      stop();
      resolve();
    });
  });

Object.assign(globalThis, { weftBench: { open, seek, play } });
