import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '../../report.ts';
import { busiestProfile, endOf, selfTimes, shareWithin } from '../cpuProfile.ts';
import { guardCosts } from '../guardCost.ts';
import { WEFT } from '../peers/weft.ts';
import { sayNow, type RowContext } from './RowContext.ts';
import { MANY_BOARDS, measureLoad } from './steadyLoad.ts';

const TOP = 25;
/** The load goes on for so long after it was measured. */
const DRAIN_SECONDS = 1.5;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Row 5, and where the rest of the time goes. */
export async function guardShare(context: RowContext): Promise<readonly Table[]> {
  sayNow("The guard's share: in this process …");
  const costs = guardCosts();
  sayNow("The guard's share: in a running server …");
  const folder = mkdtempSync(join(tmpdir(), 'weft-bench-profile-'));
  try {
    await measureLoad(WEFT, MANY_BOARDS, {
      ...context,
      start: { ...context.start, nodeArguments: ['--cpu-prof', `--cpu-prof-dir=${folder}`] },
    });
    const profile = endOf(busiestProfile(folder), context.seconds + DRAIN_SECONDS);
    const [guard, receive] = [shareWithin(profile, 'judgeUpdate'), shareWithin(profile, 'receive')];
    return [
      {
        title: "The guard's share of an update",
        about:
          'The first rows: 5 000 updates of a kind in one process, medians of the best of three rounds. The last: the profile of a server under the load of 30 boards, where `receive` is all that happens between the socket and handing over to the log. To reach: ≤ 10 % of the cost of an update.',
        columns: ['update', 'bytes', 'guard, µs', 'Yjs, µs', "guard's share of both", 'of all the server does'],
        rows: [
          ...costs.map(({ kind, bytes, judge, apply }) => [
            kind,
            bytes.toFixed(0),
            judge.toFixed(2),
            apply.toFixed(2),
            percent(judge / (judge + apply)),
            '',
          ]),
          ['in the running server', '', '', '', percent(guard / receive), percent(guard)],
        ],
      },
      {
        title: "Where the main thread of Weft's server spends its time",
        about: 'The same profile: functions by the time spent in them alone, of the time that the thread was not idle.',
        columns: ['function', 'file', 'share'],
        rows: selfTimes(profile)
          .slice(0, TOP)
          .map(({ name, file, share }) => [name, file, percent(share)]),
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
