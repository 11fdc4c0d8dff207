import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../report.ts';
import { busiestProfile, selfTimes, shareWithin, windowOf, type CpuProfile } from '../cpuProfile.ts';
import type { Load } from '../crowd/Crowd.ts';
import { guardCosts } from '../guardCost.ts';
import { WEFT } from '../peers/weft.ts';
import { sayNow, type RowContext } from './RowContext.ts';
import { MANY_BOARDS, measureLoad, ONE_BOARD } from './steadyLoad.ts';

const TOP = 20;
/** The load goes on for so long after it was measured; then everybody leaves, which is not to be seen. */
const DRAIN_SECONDS = 1.5;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Row 5, and where the rest of the time goes. */
export async function guardShare(context: RowContext): Promise<readonly Table[]> {
  sayNow("The guard's share: in this process …");
  const costs = guardCosts();
  sayNow("The guard's share: in a running server …");
  const oneBoard = await profileOf(ONE_BOARD, context);
  const manyBoards = await profileOf(MANY_BOARDS, context);
  return [
    {
      title: "The guard's share of an update",
      about:
        'The first rows: 5 000 updates of a kind in one process, medians of the best of three rounds. The last: profiles of a server under load, where `receive` is all that happens between the socket and handing over to the log. To reach: ≤ 10 % of the cost of an update.',
      columns: ['update', 'bytes', 'guard, µs', 'Yjs, µs', 'guard of both or of `receive`', 'of all the server does'],
      rows: [
        ...costs.map(({ kind, bytes, judge, apply }) => [
          kind,
          bytes.toFixed(0),
          judge.toFixed(2),
          apply.toFixed(2),
          percent(judge / (judge + apply)),
          '',
        ]),
        runningCells('server, one board', oneBoard),
        runningCells('server, 30 boards', manyBoards),
      ],
    },
    whereTimeGoes('one board of 100 people', oneBoard),
    whereTimeGoes('30 boards of 10 people', manyBoards),
  ];
}

function runningCells(name: string, profile: CpuProfile): string[] {
  const [guard, receive] = [shareWithin(profile, 'judgeUpdate'), shareWithin(profile, 'receive')];
  return [name, '', '', '', percent(guard / receive), percent(guard)];
}

async function profileOf(load: Load, context: RowContext): Promise<CpuProfile> {
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-profile-'));
  try {
    const nodeArguments = ['--cpu-prof', `--cpu-prof-dir=${folder}`];
    await measureLoad(WEFT, load, { ...context, start: { ...context.start, nodeArguments } });
    return windowOf(busiestProfile(folder), context.seconds, DRAIN_SECONDS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const whereTimeGoes = (load: string, profile: CpuProfile): Table => ({
  title: `Where the main thread of Weft's server spends its time: ${load}`,
  about: 'The same profile: functions by the time spent in them alone, of the time that the thread was not idle.',
  columns: ['function', 'file', 'share'],
  rows: selfTimes(profile)
    .slice(0, TOP)
    .map(({ name, file, share }) => [name, file, percent(share)]),
});
