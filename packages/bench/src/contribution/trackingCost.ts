import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../report.ts';
import { Crowd, type Load } from '../relay/crowd/Crowd.ts';
import type { PeerBoard } from '../relay/peers/Peer.ts';
import { WEFT } from '../relay/peers/weft.ts';
import { pinGenerator } from '../relay/pinning.ts';
import { RATES, sayNow } from '../relay/rows/RowContext.ts';
import { spreadOf } from '../statistics.ts';

const LOAD: Load = { boards: 1, people: 50, editors: 10, probes: 2, ...RATES };
const SECONDS = 6;
const PAIRS = 5;
/** As often as an open panel asks. */
const ASK_EVERY_MS = 1_000;

interface Run {
  readonly p99: number;
  /** How long each answer took, ms. */
  readonly answers: readonly number[];
}

/** What it costs those who edit that somebody watches whose is what: the same load with and without, by turns. */
export async function trackingCost(): Promise<Table> {
  const pinned = pinGenerator();
  const [off, on]: [Run[], Run[]] = [[], []];
  for (let pair = 1; pair <= PAIRS; pair++) {
    sayNow(`Watched and not watched, ${pair} of ${PAIRS} …`);
    off.push(await run(false, pinned));
    on.push(await run(true, pinned));
  }
  const middle = (runs: readonly Run[]): number => spreadOf(runs.map(({ p99 }) => p99)).p50;
  const answers = spreadOf(on.flatMap((one) => one.answers));
  return {
    title: 'What being watched costs those who edit',
    about: `One board, ${LOAD.people} people, ${LOAD.editors} of them editing 20 times a second; the middle of ${PAIRS} runs by turns. Watched: a panel asks once a second what changed. To reach: p99 within max(10 %, 2 ms), the panel at most 1 s behind.`,
    columns: ['', 'edit p99, ms', 'an answer, ms p50 / p95'],
    rows: [
      ['not watched', middle(off).toFixed(1), ''],
      ['watched', middle(on).toFixed(1), `${answers.p50.toFixed(0)} / ${answers.p95.toFixed(0)}`],
    ],
  };
}

async function run(watched: boolean, pinned: boolean): Promise<Run> {
  const running = await WEFT.start({ pinned });
  let board: PeerBoard | null = null;
  try {
    const crowd = await Crowd.gather({ ...running, board: async () => (board = await running.board()) }, LOAD);
    try {
      const answers: number[] = [];
      const { edits } = await crowd.measure(SECONDS, async () => {
        if (watched && board !== null) answers.push(...(await watch(board)));
      });
      return { p99: edits.percentile(0.99), answers };
    } finally {
      crowd.disperse();
    }
  } finally {
    await running.stop();
  }
}

async function watch(board: PeerBoard): Promise<readonly number[]> {
  const took: number[] = [];
  let seq: number | undefined;
  for (const until = performance.now() + SECONDS * 1_000 - ASK_EVERY_MS; performance.now() < until;) {
    const began = performance.now();
    seq = await board.contributions?.(seq);
    took.push(performance.now() - began);
    await sleep(ASK_EVERY_MS);
  }
  return took;
}
