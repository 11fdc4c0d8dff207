import type * as Y from 'yjs';
import { isObject } from '../layout/json.ts';
import { asFragment, carriesText, isStroke, recordFrom, TEXT_KEY } from '../layout/recordLayout.ts';

/** A record of some tldraw schema: nothing is known of it but its id. */
export type LooseRecord = Readonly<Record<string, unknown>>;

/**
 * A record as an older tldraw had it. Unlike the reading of today's records this adds nothing that the document does
 * not hold: no empty text, points or path, which older schemas kept under other names.
 */
export function looseRecordOf(id: string, map: Y.Map<unknown>): LooseRecord {
  const record = recordFrom(id, map);
  const props = record['props'];
  return isObject(props) ? { ...record, props: heldProps(map, map.get('type'), props) } : record;
}

function heldProps(map: Y.Map<unknown>, type: unknown, props: LooseRecord): LooseRecord {
  const held: Record<string, unknown> = { ...props };
  if (carriesText(type) && !asFragment(map.get(TEXT_KEY))) delete held['richText'];
  if (type === 'line') {
    const whole = map.get('props.points');
    if (whole !== undefined) held['points'] = whole;
    else if (Object.keys(Object(held['points'])).length === 0) delete held['points'];
  }
  if (isStroke(type) && Array.isArray(held['segments'])) held['segments'] = held['segments'].map(heldSegment);
  return held;
}

/** Before paths, a segment had `points`. */
function heldSegment(segment: unknown): unknown {
  if (!isObject(segment) || !('points' in segment)) return segment;
  const { path, ...rest } = segment;
  return path === '' || path === undefined ? rest : segment;
}
