/**
 * What a change of a record's key means. Keys are those of the document format: `xy`, `rotation`, `props.color` …
 */

/** Where an item lies and how large it is. */
const ARRANGEMENT = new Set([
  'x',
  'y',
  'xy',
  'rotation',
  'index',
  'parentId',
  'isLocked',
  'props.w',
  'props.h',
  'props.scale',
  'props.scaleX',
  'props.scaleY',
  'props.flipX',
  'props.flipY',
  'props.autoSize',
  'props.start',
  'props.end',
  'props.bend',
  'props.elbowMidPoint',
  'props.labelPosition',
]);

/** What the editor computes from the rest, or notes for itself. */
const DERIVED = new Set([
  'id',
  'type',
  'typeName',
  'meta',
  'props.richText',
  'props.growY',
  'props.fontSizeAdjustment',
  'props.textLastEditedBy',
  'props.isComplete',
]);

export type KeyMeaning = 'arrangement' | 'look' | 'derived';

export function meaningOf(key: string): KeyMeaning {
  if (ARRANGEMENT.has(key)) return 'arrangement';
  return DERIVED.has(key) || key.startsWith('meta.') ? 'derived' : 'look';
}
