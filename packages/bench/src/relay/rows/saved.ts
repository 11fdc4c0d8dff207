import type { Table } from '../../report.ts';
import type { Load } from '../crowd/Crowd.ts';
import { WEFT } from '../peers/weft.ts';
import { cores, generatorCell, milliseconds, remarkOn } from './cells.ts';
import { RATES, sayNow, type RowContext } from './RowContext.ts';
import { measureLoad } from './steadyLoad.ts';

const EDITS_ONLY: Load = { boards: 30, people: 6, editors: 5, probes: 1, editHz: RATES.editHz, cursorHz: 0 };
const WITH_CURSORS: Load = { ...EDITS_ONLY, people: 10, cursorHz: RATES.cursorHz };

/** Row 4: only Weft says when an edit is on disk. */
export async function saved(context: RowContext): Promise<Table> {
  const rows: string[][] = [];
  for (const [name, load] of [
    ['edits only', EDITS_ONLY],
    ['with the cursors of 300 people', WITH_CURSORS],
  ] as const) {
    sayNow(`Edit to saved: ${name} …`);
    const result = await measureLoad(WEFT, load, context);
    rows.push([
      name,
      result.editsPerSecond.toFixed(0),
      milliseconds(result.saved.percentile(0.5)),
      milliseconds(result.saved.percentile(0.99)),
      milliseconds(result.edits.percentile(0.99)),
      cores(result.serverCores),
      ((result.serverCores * 1e6) / result.editsPerSecond).toFixed(0),
      generatorCell(result),
      remarkOn(result),
    ]);
  }
  return {
    title: 'Edit to saved, 3 000 edits a second on 30 boards',
    about: 'From sending an edit until its sender is told that it is on disk. To reach: p99 ≤ 40 ms.',
    columns: [
      'load',
      'edits/s',
      'saved p50, ms',
      'saved p99, ms',
      'edit p99, ms',
      'server, cores',
      'server, µs an edit',
      'generator, cores and late p99',
      'remarks',
    ],
    rows,
  };
}
