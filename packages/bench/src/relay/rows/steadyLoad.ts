import type { Table } from '../../report.ts';
import { Crowd, type Load, type LoadResult } from '../crowd/Crowd.ts';
import type { Peer } from '../peers/Peer.ts';
import { LOAD_COLUMNS, loadCells } from './cells.ts';
import { RATES, sayNow, type RowContext } from './RowContext.ts';

export const ONE_BOARD: Load = { boards: 1, people: 100, editors: 10, probes: 2, ...RATES };
export const MANY_BOARDS: Load = { boards: 30, people: 10, editors: 5, probes: 1, ...RATES };

/** Row 1. */
export const oneBoard = (context: RowContext): Promise<Table> =>
  steadyLoad(
    context,
    'One board, 100 people, 10 editors',
    'Everybody moves a cursor, editors a note, 20 times a second. To reach: ≤ 0.35 cores, edit p99 ≤ 40 ms.',
    ONE_BOARD,
  );

/** Row 3. */
export const manyBoards = (context: RowContext): Promise<Table> =>
  steadyLoad(
    context,
    '30 boards of 10 people, 5 editors each',
    'The same rates: 3 000 edits a second. To reach: ≤ 0.5 cores, edit p99 ≤ 50 ms.',
    MANY_BOARDS,
  );

async function steadyLoad(context: RowContext, title: string, about: string, load: Load): Promise<Table> {
  const rows: string[][] = [];
  let first: LoadResult | null = null;
  for (const peer of context.peers) {
    sayNow(`${title}: ${peer.name} …`);
    const result = await measureLoad(peer, load, context);
    first ??= result;
    rows.push(loadCells(peer.name, result, first));
  }
  return { title, about, columns: LOAD_COLUMNS, rows };
}

export async function measureLoad(peer: Peer, load: Load, context: RowContext): Promise<LoadResult> {
  const running = await peer.start(context.start);
  try {
    const crowd = await Crowd.gather(running, load);
    try {
      return await crowd.measure(context.seconds);
    } finally {
      crowd.disperse();
    }
  } finally {
    await running.stop();
  }
}
