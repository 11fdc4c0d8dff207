import type { CDPSession, Page } from 'playwright-core';
import type { BuiltPage } from '../BuiltPage.ts';
import { seededRandom } from '../seededRandom.ts';
import { spreadOf, type Spread } from '../statistics.ts';
import type { SealedHistory } from './sealedHistory.ts';

/** What lies between a browser and the server. */
export interface Link {
  readonly megabits: number;
  /** There and back, in ms. */
  readonly latency: number;
}

export interface OpeningOverLink {
  /** From going to the address until the first frame with items in it, in ms, with nothing cached. */
  readonly first: Spread;
  /** Of that, until the page's own scripts had run and the list of pieces was asked for. */
  readonly page: Spread;
  /** What the page's main thread itself ran for it, in ms. */
  readonly busy: Spread;
  /** What came over the link for the page itself, and for the history, in kB. */
  readonly pageKilobytes: number;
  readonly historyKilobytes: number;
}

/** Opens a replay at any time of its history, each time as a browser that was never here. */
export async function openingOverLink(
  built: BuiltPage,
  { segments, end }: SealedHistory,
  link: Link,
  runs: number,
): Promise<OpeningOverLink> {
  const random = seededRandom(7);
  const from = segments[0]?.from ?? 0;
  const openings: Opening[] = [];
  for (let run = 0; run < runs; run++) {
    const t = Math.round(from + random() * (end.at - from));
    openings.push(await built.openWith(slowed(link), async (page, came) => await openAt(page, came, t)));
  }
  const spread = (read: (opening: Opening) => number): Spread => spreadOf(openings.map(read));
  return {
    first: spread(({ first }) => first),
    page: spread(({ ready }) => ready),
    busy: spread(({ busy }) => busy),
    pageKilobytes: spread(({ pageBytes }) => pageBytes).p50 / 1e3,
    historyKilobytes: spread(({ historyBytes }) => historyBytes).p50 / 1e3,
  };
}

interface Opening {
  readonly first: number;
  readonly ready: number;
  readonly busy: number;
  readonly pageBytes: number;
  readonly historyBytes: number;
}

/** What came over the link, answer by answer. */
interface Came {
  readonly session: CDPSession;
  readonly bytes: (of: (path: string) => boolean) => number;
}

const slowed =
  ({ megabits, latency }: Link) =>
  async (page: Page): Promise<Came> => {
    const session = await page.context().newCDPSession(page);
    const throughput = (megabits * 1e6) / 8;
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: throughput,
      uploadThroughput: throughput,
    });
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const paths = new Map<string, string>();
    const sizes: { readonly path: string; readonly bytes: number }[] = [];
    session.on('Network.responseReceived', ({ requestId, response }) => {
      paths.set(requestId, new URL(response.url).pathname);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      sizes.push({ path: paths.get(requestId) ?? '', bytes: encodedDataLength });
    });
    return { session, bytes: (of) => sizes.reduce((sum, { path, bytes }) => sum + (of(path) ? bytes : 0), 0) };
  };

const isHistory = (path: string): boolean => path.startsWith('/history');

async function openAt(page: Page, { session, bytes }: Came, t: number): Promise<Opening> {
  // By the page's own clock, which begins with going there.
  const { ready, first } = await page.evaluate<{ ready: number; first: number }>(
    `(async () => {
       const ready = performance.now();
       await weftBench.open(${t});
       return { ready, first: performance.now() };
     })()`,
  );
  const { metrics } = await session.send('Performance.getMetrics');
  const busy = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  return { first, ready, busy, pageBytes: bytes((path) => !isHistory(path)), historyBytes: bytes(isHistory) };
}
