import type { BoardRecord } from '../schema.ts';
import { indicesAfter } from './indexKeys.ts';

/**
 * Two people who add a point at the same place of a line may give both the same index; tldraw could then put no
 * point between them. The later id moves up, in the view only.
 */
export function spaceLinePoints(record: BoardRecord): BoardRecord {
  if (record.typeName !== 'shape' || record.type !== 'line') return record;
  const points = Object.values(record.props.points).toSorted(
    (a, b) => compare(a.index, b.index) || compare(a.id, b.id),
  );
  const spaced = respaced(points.map((point) => point.index));
  if (!spaced) return record;
  const entries = points.map((point, i) => [point.id, { ...point, index: spaced[i] ?? point.index }] as const);
  return { ...record, props: { ...record.props, points: Object.fromEntries(entries) } };
}

/** The sorted indices with equal ones spaced apart; `null` where none are equal. */
function respaced<Index extends string>(sorted: readonly Index[]): Index[] | null {
  if (sorted.every((index, i) => i === 0 || index !== sorted[i - 1])) return null;
  const result: Index[] = [];
  for (let start = 0; start < sorted.length;) {
    const index = sorted[start];
    if (index === undefined) break;
    let end = start + 1;
    while (sorted[end] === index) end += 1;
    // What indicesAfter makes is an index as good as the one it was given.
    result.push(index, ...(indicesAfter(index, sorted[end] ?? null, end - start - 1) as Index[]));
    start = end;
  }
  return result;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
