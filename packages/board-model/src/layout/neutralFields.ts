import type * as Y from 'yjs';

/**
 * What an item begins with and mostly keeps is not stored when it is made: it is read where its key is missing. A key
 * costs some twenty bytes and a struct in every item, for ever. These values are part of the format: they do not
 * follow tldraw's.
 */
export const NEUTRAL_FIELDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['rotation', 0],
  ['isLocked', false],
  ['opacity', 1],
]);

type Props = Readonly<Record<string, unknown>>;

/** What is asked of the values that people choose is that most items have them: Weft's pens begin solid, its letters serif. */
const SIZED: Props = { size: 'm', scale: 1 };
const LABELLED: Props = {
  ...SIZED,
  labelColor: 'black',
  font: 'serif',
  align: 'middle',
  verticalAlign: 'middle',
  growY: 0,
  url: '',
};
const STROKE: Props = { ...SIZED, scaleX: 1, scaleY: 1, isPen: false };
const FLIPPED: Props = { flipX: false, flipY: false };
const OUTLINE: Props = { dash: 'solid', fill: 'none' };

const NEUTRAL_PROPS: ReadonlyMap<unknown, readonly [string, unknown][]> = new Map(
  Object.entries({
    note: { ...LABELLED, fontSizeAdjustment: 1, textLastEditedBy: null },
    geo: { ...LABELLED, ...OUTLINE, ...FLIPPED, geo: 'rectangle' },
    text: { ...SIZED, font: 'serif', textAlign: 'start', autoSize: true },
    arrow: {
      ...SIZED,
      ...OUTLINE,
      labelColor: 'black',
      font: 'serif',
      kind: 'arc',
      elbowMidPoint: 0.5,
      bend: 0,
      arrowheadStart: 'none',
      arrowheadEnd: 'arrow',
      labelPosition: 0.5,
    },
    line: { ...SIZED, dash: 'solid', spline: 'line' },
    draw: { ...STROKE, ...OUTLINE, isClosed: false },
    highlight: STROKE,
    frame: { color: 'black' },
    image: { ...FLIPPED, playing: true, url: '', crop: null, altText: '' },
  } satisfies Record<string, Props>).map(([type, props]) => [type, Object.entries(props)]),
);

/** The same by the keys of a record's map. */
const NEUTRAL_KEYS: ReadonlyMap<unknown, ReadonlyMap<string, unknown>> = new Map(
  [...NEUTRAL_PROPS].map(([type, props]) => [
    type,
    new Map([...NEUTRAL_FIELDS, ...props.map(([name, value]): [string, unknown] => [`props.${name}`, value])]),
  ]),
);

/** The props of shapes of this tldraw type that need not be stored. */
export function neutralPropsOf(type: unknown): readonly [string, unknown][] {
  return NEUTRAL_PROPS.get(type) ?? [];
}

/** What a shape of this type has under a key that is not stored; `undefined` where every value is stored. */
export function neutralValue(type: unknown, key: string): unknown {
  return (NEUTRAL_KEYS.get(type) ?? NEUTRAL_FIELDS).get(key);
}

/** What a record's map says under a key: what is stored there, or what need not be. */
export function fieldIn(map: Y.Map<unknown>, key: string): unknown {
  return map.has(key) ? map.get(key) : neutralValue(map.get('type'), key);
}
