import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../../report.ts';
import { Crowd, type Load } from '../crowd/Crowd.ts';
import { WEFT } from '../peers/weft.ts';
import { ProcessMeter } from '../processUsage.ts';
import { slopeOf } from '../slope.ts';
import { cores, milliseconds, remarkOn } from './cells.ts';
import { RATES, sayNow, type RowContext } from './RowContext.ts';

const LOAD: Load = { boards: 5, people: 12, editors: 4, probes: 1, ...RATES };
const EVERY_MS = 500;
const WARM_UP = 1 / 3;

/** Row 7: twice a second somebody leaves and somebody new comes. */
export async function soak({ soakSeconds, start }: RowContext): Promise<Table> {
  sayNow(`Soak for ${soakSeconds} s …`);
  const running = await WEFT.start(start);
  const crowd = await Crowd.gather(running, LOAD);
  const memory: [seconds: number, megabytes: number][] = [];
  let changes = 0;
  try {
    const meter = new ProcessMeter(running.server.pid);
    const result = await crowd.measure(soakSeconds, async () => {
      const began = performance.now();
      const elapsed = (): number => (performance.now() - began) / 1_000;
      for (; elapsed() < soakSeconds; changes++) {
        await exchangeOne(crowd, changes % LOAD.boards);
        memory.push([elapsed(), meter.residentMegabytes()]);
        await sleep(EVERY_MS);
      }
    });
    const warm = memory.filter(([seconds]) => seconds >= soakSeconds * WARM_UP);
    const megabytes = (at: number): string => (warm.at(at)?.[1] ?? NaN).toFixed(0);
    return {
      title: `Soak: people coming and going for ${soakSeconds} s`,
      about:
        'Five boards of 12 people, 4 editors each; twice a second one leaves and another comes. The first third is warm-up. To reach: memory flat after it, over 20 minutes (`--soak=20m`).',
      columns: [
        'relay',
        'came and went',
        'after warm-up, MB',
        'at the end, MB',
        'slope, MB a minute',
        'server, cores',
        'edit p99, ms',
        'remarks',
      ],
      rows: [
        [
          WEFT.name,
          String(changes),
          megabytes(0),
          megabytes(-1),
          (slopeOf(warm) * 60).toFixed(1),
          cores(result.serverCores),
          milliseconds(result.edits.percentile(0.99)),
          remarkOn(result),
        ],
      ],
    };
  } finally {
    crowd.disperse();
    await running.stop();
  }
}

/** One who only points leaves; the next one points too. */
async function exchangeOne(crowd: Crowd, board: number): Promise<void> {
  const leaving = crowd.peopleOn(board).find((client) => !client.isEditor && !client.isProbe);
  if (leaving !== undefined) crowd.leave(board, leaving);
  await crowd.enter(board, await crowd.seat(board), { cursorHz: RATES.cursorHz }).welcome;
}
