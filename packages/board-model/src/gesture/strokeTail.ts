import type { TLShape } from '@tldraw/tlschema';
import { judgeRecord } from '../view/readRecord.ts';

/** The end of a stroke that is being drawn: what its path, base64, goes on with from a place in it. */
export interface StrokeTail {
  /** Which segment; the last one. */
  readonly segment: number;
  /** How many characters of the path stay: whole groups of four, as every group stands for three bytes. */
  readonly from: number;
  readonly path: string;
}

/**
 * How far the tail reaches back into what was written last, in characters: some forty points, more than are drawn
 * between two writes, so that it also joins on to a copy that the last write has not reached yet. (tldraw moves the last
 * point of a path as well as adding to it.)
 */
const OVERLAP = 320;

/** @returns what `now` draws beyond `written`, or null where that is no end of its path. */
export function strokeTail(written: TLShape, now: TLShape): StrokeTail | null {
  const [before, after] = [segmentsOf(written), segmentsOf(now)];
  const last = after.length - 1;
  const [old, end] = [before[last], after[last]];
  if (before.length !== after.length || !old || !end || old === end || old.path === end.path) return null;
  if (old.type !== end.type || old.dim !== end.dim) return null;
  const from = Math.max(0, wholeGroups(old.path) - OVERLAP);
  const joins = end.path.startsWith(old.path.slice(0, from));
  return joins ? { segment: last, from, path: end.path.slice(from) } : { segment: last, from: 0, path: end.path };
}

/** @returns the stroke with this end, or null where it does not join on or tldraw could not show it. Never throws. */
export function withStrokeTail(shape: TLShape, { segment: last, from, path }: StrokeTail): TLShape | null {
  const segments = segmentsOf(shape);
  const own = segments[last];
  if (!own || last !== segments.length - 1 || from % 4 !== 0 || from > wholeGroups(own.path)) return null;
  const longer = [...segments.slice(0, last), { ...own, path: own.path.slice(0, from) + path }];
  const judgement = judgeRecord(shape.id, { ...shape, props: { ...shape.props, segments: longer } });
  return judgement.ok && judgement.record.typeName === 'shape' ? judgement.record : null;
}

const segmentsOf = ({ props }: TLShape) => ('segments' in props ? props.segments : []);

/** How many characters of a path will stay as they are however it grows: a padded group does not. */
const wholeGroups = (path: string): number => path.length - (path.endsWith('=') ? 4 : 0);
