import type { TLShape } from '@tldraw/tlschema';
import { sameJson } from '../layout/json.ts';
import { fieldsOf, recordFrom, STROKE_KEY } from '../layout/recordLayout.ts';
import { judgeRecord } from '../view/readRecord.ts';

/**
 * What a gesture changes, told ahead of being written, in the words of the document: keys and values are those under
 * which it will be written. Where an item belongs is not among them (a parent that is not there yet, or a circle of
 * parents, would break the board), nor its text and stroke, which lie there as shared types.
 */
export function changedFields(from: TLShape, to: TLShape): Record<string, unknown> {
  if (from.props === to.props && from.x === to.x && from.y === to.y && from.rotation === to.rotation) return {};
  const before = fieldsOf(from);
  const changed = [...fieldsOf(to)].filter(([key, value]) => isTold(key) && !sameJson(before.get(key), value));
  return Object.fromEntries(changed);
}

/** @returns the item with these fields, or null where tldraw could not show it. Never throws. */
export function withFields(shape: TLShape, fields: Readonly<Record<string, unknown>>): TLShape | null {
  const all = fieldsOf(shape);
  for (const [key, value] of Object.entries(fields)) if (isTold(key)) all.set(key, value);
  const candidate = recordFrom(shape.id, all);
  const judgement = judgeRecord(shape.id, { ...candidate, props: { ...Object(candidate['props']), ...shared(shape) } });
  return judgement.ok && judgement.record.typeName === 'shape' ? judgement.record : null;
}

const isTold = (key: string): boolean =>
  key === 'xy' || key === 'rotation' || (key.startsWith('props.') && key !== STROKE_KEY && key !== 'props.richText');

/** The props that lie in the document as shared types. */
function shared({ props }: TLShape): object {
  return {
    ...('richText' in props && { richText: props.richText }),
    ...('segments' in props && { segments: props.segments }),
  };
}
