import type { ByteReader } from './ByteReader.ts';

/** lib0's tags of an "any" value. */
export const ANY = {
  undefined: 127,
  null: 126,
  integer: 125,
  float32: 124,
  float64: 123,
  bigint: 122,
  false: 121,
  true: 120,
  string: 119,
  object: 118,
  array: 117,
  bytes: 116,
} as const;

/** @returns whether the next value is an object. */
export const isAnyObject = (reader: ByteReader): boolean => reader.bytes[reader.position] === ANY.object;

/**
 * Passes over one value of lib0's "any" encoding. It walks instead of calling itself, so that no depth can overflow the
 * stack here; lib0's own reader and writer do call themselves, which is why depth is capped.
 */
export function skipAny(reader: ByteReader, maxNesting: number): void {
  // Per open container twice the values still to come, plus one for an object, whose values follow a key each.
  const open: number[] = [];
  do {
    const opened = skipScalarOrOpen(reader);
    if (opened > 1) open.push(opened);
    if (open.length > maxNesting) reader.fail('value nested too deeply');
    while (open.length > 0 && (open.at(-1) as number) < 2) open.pop();
    if (open.length > 0) {
      const top = open.length - 1;
      if (((open[top] as number) & 1) === 1) reader.skipString();
      open[top] = (open[top] as number) - 2;
    } else return;
  } while (reader.ok);
}

/** @returns 0 for a scalar or an empty container, else the container's entry in `skipAny`'s list. */
function skipScalarOrOpen(reader: ByteReader): number {
  switch (reader.uint8()) {
    case ANY.undefined:
    case ANY.null:
    case ANY.false:
    case ANY.true:
      return 0;
    case ANY.integer:
      reader.skipVarInt();
      return 0;
    case ANY.float32:
      reader.skip(4);
      return 0;
    case ANY.float64:
    case ANY.bigint:
      reader.skip(8);
      return 0;
    case ANY.string:
      reader.skipString();
      return 0;
    case ANY.bytes:
      reader.skip(reader.varUint());
      return 0;
    case ANY.object:
      return reader.count(2) * 2 + 1;
    case ANY.array:
      return reader.count(1) * 2;
    default:
      reader.fail('unknown value tag');
      return 0;
  }
}
