import type { CDPSession, Page } from 'playwright-core';
import type { Answer, BuiltPage } from '../BuiltPage.ts';
import { seededRandom } from '../seededRandom.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import type { SealedHistory } from './sealedHistory.ts';

export interface ReplayCost {
  /** From asking for the list until the first frame with items in it, in ms. */
  readonly opening: Spread;
  /** Until the canvas's store holds what was asked for, and until it is drawn, in ms. */
  readonly seek: { readonly held: Spread; readonly drawn: Spread };
  /** What all that takes of the main thread's own time, in ms: beside other work on the machine it says more. */
  readonly busy: { readonly opening: Spread; readonly seek: Spread };
  /** Of one core, of the page's main thread; and how many updates a second were played. */
  readonly play: { readonly share: number; readonly updates: number };
  /** The most that was in use after any of the above, rubbish collected, in MB: objects, and bytes beside them. */
  readonly heap: number;
}

export interface ReplayRuns {
  readonly openings: number;
  readonly seeks: number;
  readonly playSeconds: number;
}

/** What the page tells of itself. */
interface Played {
  readonly from: number;
  readonly to: number;
}

/** What the bench's server answers to a replay that asks for its pieces. */
export function answerPieces(history: SealedHistory, { pathname }: URL): Answer | null {
  if (pathname === '/history') {
    const { segments, keyframes, tracks, end } = history;
    return { type: 'application/json', body: JSON.stringify({ segments, keyframes, tracks, end, generation: '' }) };
  }
  const piece = history.pieces.get(pathname.replace('/history/', ''));
  return piece === undefined ? null : { type: 'application/octet-stream', body: piece };
}

/** Opens, seeks and plays a history that is served beside the page. Every opening is on a new page; one is then used on. */
export async function replayCost(
  built: BuiltPage,
  { segments, end }: SealedHistory,
  runs: ReplayRuns,
): Promise<ReplayCost> {
  const random = seededRandom(5);
  const from = segments[0]?.from ?? 0;
  const anyTime = (): number => Math.round(from + random() * (end.at - from));
  const openings: Timed<number>[] = [];
  const open = (page: Page, session: CDPSession) => timed<number>(page, session, `weftBench.open(${anyTime()})`);
  for (let run = 1; run < runs.openings; run++) {
    openings.push(await built.open(async (page) => await open(page, await measuring(page))));
  }
  return await built.open(async (page) => {
    const session = await measuring(page);
    openings.push(await open(page, session));
    const heaps = [await heapOf(session)];
    const seeks: Timed<Sought>[] = [];
    for (let seek = 0; seek < runs.seeks; seek++) {
      seeks.push(await timed<Sought>(page, session, `weftBench.seek(${anyTime()})`));
    }
    heaps.push(await heapOf(session));
    const play = await played(page, session, Math.round(from + (end.at - from) * 0.6), runs.playSeconds);
    heaps.push(await heapOf(session));
    return {
      opening: spreadOf(openings.map(({ value }) => value)),
      seek: {
        held: spreadOf(seeks.map(({ value }) => value.held)),
        drawn: spreadOf(seeks.map(({ value }) => value.drawn)),
      },
      busy: { opening: spreadOf(openings.map(({ busy }) => busy)), seek: spreadOf(seeks.map(({ busy }) => busy)) },
      play,
      heap: Math.max(...heaps),
    };
  });
}

interface Sought {
  readonly held: number;
  readonly drawn: number;
}

/** What the page told, and what it took of the main thread, in ms. */
interface Timed<T> {
  readonly value: T;
  readonly busy: number;
}

async function timed<T>(page: Page, session: CDPSession, work: string): Promise<Timed<T>> {
  const before = await busySeconds(session);
  const value = await page.evaluate<T>(work);
  return { value, busy: ((await busySeconds(session)) - before) * 1_000 };
}

/** Of the main thread only what it ran is counted, not what it waited for others on this machine. */
async function measuring(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
}

async function played(page: Page, session: CDPSession, t: number, seconds: number): Promise<ReplayCost['play']> {
  await page.evaluate(`weftBench.seek(${t})`);
  const before = await busySeconds(session);
  const { from, to } = await page.evaluate<Played>(`weftBench.play(64, ${seconds})`);
  return { share: ((await busySeconds(session)) - before) / seconds, updates: (to - from) / seconds };
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
    readonly usedSize: number;
    readonly backingStorageSize?: number;
  };
  return (usedSize + (backingStorageSize ?? 0)) / 1e6;
}
