import { BuiltPage } from '../BuiltPage.ts';
import type { Table } from '../report.ts';
import type { Spread } from '../statistics.ts';
import { openingOverLink, type Link } from './openingOverLink.ts';
import { answerPieces, replayCost, type ReplayRuns } from './replayCost.ts';
import { sealHistory, type SealedHistory } from './sealedHistory.ts';
import { workshopLog, type WorkshopPlan } from './workshopLog.ts';

interface Workshop extends WorkshopPlan {
  readonly name: string;
  readonly runs: ReplayRuns;
}

const WORKSHOPS: readonly Workshop[] = [
  {
    name: 'drags, 200 000',
    people: 10,
    items: 1_000,
    updates: 200_000,
    work: 'drags',
    runs: { openings: 7, seeks: 100, playSeconds: 10 },
  },
  {
    name: 'interleaved, 200 000',
    people: 10,
    items: 1_000,
    updates: 200_000,
    work: 'interleaved',
    runs: { openings: 5, seeks: 60, playSeconds: 10 },
  },
  {
    name: 'drags, 1 000 000',
    people: 10,
    items: 1_000,
    updates: 1_000_000,
    work: 'drags',
    runs: { openings: 5, seeks: 60, playSeconds: 10 },
  },
];

/** An hour of thirty people: eleven minutes in which all have something in hand, and what lies between. */
const HOUR = { name: '30 people, an hour', people: 30, items: 600, updates: 80_000, work: 'drags' } as const;
const LINK: Link = { megabits: 10, latency: 20 };
const OPENINGS_OVER_LINK = 7;

/** `pnpm bench history [name]`: what a board's history takes at rest, and what it costs to open, seek and play it in a browser. */
export async function* historyBench([only]: readonly string[]): AsyncGenerator<Table> {
  const chromium = process.env['CHROMIUM'];
  if (!chromium) throw new Error('CHROMIUM names the browser to measure in; `pnpm bench` finds one.');
  let served: SealedHistory | null = null;
  const page = await BuiltPage.start('src/replay/bench', chromium, (url) => served && answerPieces(served, url));
  const isWanted = (name: string): boolean => only === undefined || name.includes(only);
  const [sizes, costs, links]: [string[][], string[][], string[][]] = [[], [], []];
  try {
    for (const { name, runs, ...plan } of WORKSHOPS.filter((workshop) => isWanted(workshop.name))) {
      served = sealHistory(workshopLog(plan));
      sizes.push(sizeRow(name, served));
      const { opening, seek, busy, play, heap } = await replayCost(page, served, runs);
      const share = `${(play.share * 100).toFixed(0)} %`;
      const times = [opening, busy.opening, seek.held, seek.drawn, busy.seek].map(spread);
      costs.push([name, ...times, share, play.updates.toFixed(0), heap.toFixed(0)]);
    }
    if (isWanted(HOUR.name)) {
      served = sealHistory(workshopLog(HOUR));
      sizes.push(sizeRow(HOUR.name, served));
      const { first, page: ready, busy, ...came } = await openingOverLink(page, served, LINK, OPENINGS_OVER_LINK);
      const bytes = [came.pageKilobytes, came.historyKilobytes].map((kilobytes) => kilobytes.toFixed(0));
      links.push([HOUR.name, ...[first, ready, busy].map(spread), ...bytes]);
    }
  } finally {
    await page.close();
  }
  yield {
    title: 'A history at rest',
    about:
      'Ten people, 1 000 notes. *Drags*: everybody takes up one note after the other and moves it for some seconds, one time in five writes into it, all at once, with a rest now and then. *Interleaved*: every update is of another note and by another person. Bytes an update; *signatures* say who did it and stay on the server; *tracks* tell what was shown, without a document. To reach, all in all, on drags: ≤ 20, and ≤ 12 as the stretch.',
    columns: ['workshop', 'payload', 'segments', 'signatures', 'keyframes', 'tracks', 'at rest', 'pieces', 'MB'],
    rows: sizes,
  };
  yield {
    title: 'Opening, seeking and playing it in headless Chromium',
    about:
      'Served on this machine. *Opening*, p50 / p95 in ms at any time of the history, each on a new page with nothing cached: from asking for the list until the first frame with items in it. *Seek*, p50 / p95 in ms, to any time from any other, until the canvas’s store holds it and until it is drawn, all notes in view. *Own time* is what the page’s main thread itself ran for it, drawing included: what else the machine was busy with is not in it. *Playing* at ×64, pauses skipped: the share of one core that the main thread takes, and updates a second. *Heap*: the most after any of these, in MB, bytes included. To reach: opening ≤ 1 000; seek ≤ 60 / 150 on drags, p95 ≤ 500 interleaved; playing ≤ 50 %; heap ≤ 250.',
    columns: ['workshop', 'opening', 'own time', 'seek', 'drawn', 'own time', 'playing', 'updates/s', 'heap'],
    rows: costs,
  };
  yield {
    title: 'Opening it over a link, with nothing cached',
    about:
      'Headless Chromium at 10 Mbit/s and 20 ms there and back, each time as a browser that was never here, at any time of the history. *First picture*, p50 / p95 in ms: from going to the address until the first frame with items in it. *The page*: until its own scripts, compressed as the server sends them, had come and run, and the history was asked for. *Own time*: what the main thread itself ran for all of it. To reach: first picture ≤ 1 500.',
    columns: ['workshop', 'first picture', 'the page', 'own time', 'page, kB', 'history, kB'],
    rows: links,
  };
}

function sizeRow(name: string, history: SealedHistory): string[] {
  const { updates, payloadBytes, segmentBytes, signatureBytes, keyframeBytes, trackBytes } = history;
  const parts = [segmentBytes, signatureBytes, keyframeBytes, trackBytes];
  const all = parts.reduce((sum, bytes) => sum + bytes, 0);
  const each = [payloadBytes, ...parts, all].map((bytes) => (bytes / updates).toFixed(1));
  const pieces = [history.segments, history.keyframes, history.tracks].map(({ length }) => length).join(' + ');
  return [name, ...each, pieces, (all / 1e6).toFixed(1)];
}

/** A part of it measures one workshop. */
export const isWholeHistoryBench = (args: readonly string[]): boolean => args.length === 0;

const spread = ({ p50, p95 }: Spread): string => `${p50.toFixed(0)} / ${p95.toFixed(0)}`;
