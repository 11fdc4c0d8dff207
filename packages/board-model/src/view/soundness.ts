import { b64Vecs } from '@tldraw/tlschema';
import { decodeBase64 } from '../layout/base64.ts';
import { isDeeperThan, isObject } from '../layout/json.ts';
import { isStroke } from '../layout/recordLayout.ts';
import type { BoardRecord } from '../schema.ts';
import { isIndexKey } from './indexKeys.ts';

/**
 * What tldraw's validators let through although its editor would throw, hang or draw nothing on it. Says what is
 * wrong, or `null`.
 */
export function unsoundness(record: BoardRecord): string | null {
  if ('index' in record && !isIndexKey(record.index)) return 'index: not a fractional index';
  if (isDeeperThan(record.meta, DEEPEST_META)) return 'meta: nested too deeply';
  if (record.typeName === 'binding') return numbersProblem(record.props, 'props');
  if (record.typeName !== 'shape') return null;
  const { x, y, rotation } = record;
  const problem = numbersProblem({ x, y, rotation }, 'shape') ?? numbersProblem(record.props, 'props');
  if (problem !== null) return problem;
  if (isStroke(record.type) && 'segments' in record.props) return strokeProblem(record.props.segments);
  return record.type === 'line' ? lineProblem(record.props.points) : null;
}

/** A board a hundred million pixels wide is nobody's work; beyond it, sums and bounds lose their meaning. */
const LARGEST_NUMBER = 1e8;
/** Scales and sizes are divided by. */
const SMALLEST_SIZE = 1e-4;
const SIZES: ReadonlySet<string> = new Set(['w', 'h', 'scale', 'scaleX', 'scaleY']);
const MAX_DEPTH = 6;
/** The one place for any JSON: what is deeper would end the stack of whoever compares two records. */
const DEEPEST_META = 64;

function numbersProblem(value: object, path: string, depth = 0): string | null {
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields)) {
    if (key === 'richText') continue;
    const field = fields[key];
    if (typeof field === 'number') {
      if (Math.abs(field) > LARGEST_NUMBER) return `${path}.${key}: too large`;
      if (SIZES.has(key) && Math.abs(field) < SMALLEST_SIZE) return `${path}.${key}: too small`;
    } else if (isObject(field) && depth < MAX_DEPTH) {
      const problem = numbersProblem(field, `${path}.${key}`, depth + 1);
      if (problem !== null) return problem;
    }
  }
  return null;
}

interface Segment {
  readonly path: string;
  readonly dim?: 2 | 3;
}

function strokeProblem(segments: readonly Segment[]): string | null {
  if (segments.length === 0) return 'props.segments: a stroke without points';
  const broken = segments.findIndex((segment) => !isPath(segment));
  return broken < 0 ? null : `props.segments.${broken}: not a path`;
}

/** A path is one point of 32-bit floats and any number of steps of 16-bit floats, two or three to a point. */
function isPath({ path, dim = 3 }: Segment): boolean {
  const bytes = decodeBase64(path);
  if (!bytes || bytes.length < dim * 4 || (bytes.length - dim * 4) % (dim * 2) !== 0) return false;
  return b64Vecs
    .decodePoints(path, dim)
    .every(({ x, y, z }) => [x, y, z ?? 0].every((value) => Math.abs(value) <= LARGEST_NUMBER));
}

function lineProblem(points: Readonly<Record<string, { readonly index: string }>>): string | null {
  const all = Object.values(points);
  if (all.length < 2) return 'props.points: a line needs two points';
  return all.every((point) => isIndexKey(point.index)) ? null : 'props.points: not a fractional index';
}
