import type { Table } from '../../report.ts';
import { Crowd, type Load, type LoadResult } from '../crowd/Crowd.ts';
import type { Peer } from '../peers/Peer.ts';
import { cores, generatorCell, milliseconds, remarkOn } from './cells.ts';
import { RATES, sayNow, type RowContext } from './RowContext.ts';

const STEPS = [50, 100, 150, 200, 250, 300, 400, 500, 600] as const;
const MAX_EDIT_MS = 60;
const MIN_CURSOR_HZ = 8;
const LOAD: Load = { boards: 1, people: 0, editors: 10, probes: 2, ...RATES };

/** Row 2: people come until it is too much. */
export async function mostPeople(context: RowContext): Promise<Table> {
  const rows: string[][] = [];
  for (const peer of context.peers) {
    sayNow(`Most people on one board: ${peer.name} …`);
    const steps = await climb(peer, context);
    const failed = steps.find(({ holds }) => !holds);
    const held = steps.findLast(({ holds }) => holds);
    rows.push([
      peer.name,
      held === undefined ? `fewer than ${STEPS[0]}` : String(held.result.people),
      ...stepCells(held?.result),
      failed === undefined ? 'not reached' : String(failed.people),
      ...stepCells(failed?.result),
    ]);
  }
  return {
    title: 'One board: most people with edit p99 ≤ 60 ms and cursors ≥ 8 Hz',
    about: `10 editors; people come in steps (${STEPS.join(', ')}) until one of both fails. To reach on one core: ≥ 500 with Weft's own client protocol, ≥ 300 with stock clients.`,
    columns: [
      'relay',
      'most people',
      'edit p99, cursors, server',
      'generator there',
      'fails at',
      'edit p99, cursors, server',
      'generator there',
    ],
    rows,
  };
}

interface Step {
  readonly people: number;
  readonly result: LoadResult;
  readonly holds: boolean;
}

async function climb(peer: Peer, { start, seconds }: RowContext): Promise<readonly Step[]> {
  const running = await peer.start(start);
  const crowd = await Crowd.gather(running, { ...LOAD, people: STEPS[0] });
  const steps: Step[] = [];
  try {
    for (const people of STEPS) {
      await crowd.growTo(people);
      const result = await crowd.measure(seconds);
      const p99 = result.edits.percentile(0.99);
      const holds = p99 <= MAX_EDIT_MS && result.cursorHz >= MIN_CURSOR_HZ && result.lost === 0;
      steps.push({ people, result, holds });
      if (!holds) break;
    }
    return steps;
  } finally {
    crowd.disperse();
    await running.stop();
  }
}

function stepCells(result: LoadResult | undefined): [string, string] {
  if (result === undefined) return ['', ''];
  const p99 = milliseconds(result.edits.percentile(0.99));
  const remark = remarkOn(result);
  return [
    `${p99} ms, ${result.cursorHz.toFixed(1)} Hz, ${cores(result.serverCores)}${remark === '' ? '' : ` (${remark})`}`,
    generatorCell(result),
  ];
}
