import type { LoadResult } from '../crowd/Crowd.ts';

/** Above these the generator itself may be what is slow. */
const BUSY_CORES = 0.95;
const LATE_MS = 15;

export const milliseconds = (ms: number): string => (Number.isNaN(ms) ? '–' : ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
export const cores = (share: number): string => share.toFixed(2);

/** How busy the generator was, and by how much it was late with one act of a hundred. */
export const generatorCell = ({ generatorCores, generatorLateMs }: LoadResult): string =>
  `${cores(generatorCores)}, ${milliseconds(generatorLateMs)} ms`;

/** What a reader must know to trust the figures. */
export function remarkOn(result: LoadResult): string {
  const { edits, missing, lost, generatorCores, generatorLateMs } = result;
  const remarks = [
    ...(lost > 0 ? [`${lost} sockets lost`] : []),
    ...(missing > 0
      ? [`${((100 * missing) / Math.max(1, edits.count)).toFixed(0)} % of the edits not there 1.5 s after`]
      : []),
    ...(generatorCores > BUSY_CORES || generatorLateMs > LATE_MS ? ['generator late: not to be trusted'] : []),
  ];
  return remarks.join('; ');
}

export const LOAD_COLUMNS = [
  'relay',
  'server, cores',
  'to the first',
  'edit p50, ms',
  'edit p99, ms',
  'edits/s',
  'cursors, Hz',
  'sent, MB/s',
  'generator, cores and late p99',
  'remarks',
] as const;

/** @param first the result of the first relay, to which the others' cores are compared */
export function loadCells(name: string, result: LoadResult, first: LoadResult): string[] {
  return [
    name,
    cores(result.serverCores),
    `× ${(result.serverCores / first.serverCores).toFixed(1)}`,
    milliseconds(result.edits.percentile(0.5)),
    milliseconds(result.edits.percentile(0.99)),
    result.editsPerSecond.toFixed(0),
    result.cursorHz.toFixed(1),
    result.megabytesPerSecond.toFixed(1),
    generatorCell(result),
    remarkOn(result),
  ];
}
