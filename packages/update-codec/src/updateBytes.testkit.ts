/** Hand-made updates, for what no Yjs would write. */
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';

export function varUint(value: number): number[] {
  const encoder = createEncoder();
  writeVarUint(encoder, value);
  return [...toUint8Array(encoder)];
}

export function text(value: string): number[] {
  const encoder = createEncoder();
  writeVarString(encoder, value);
  return [...toUint8Array(encoder)];
}

type Id = readonly [client: number, clock: number];
const id = ([client, clock]: Id): number[] => [...varUint(client), ...varUint(clock)];

/** An item without neighbours, in a root type (by name) or in the type that an item holds. */
export function item(content: number, parent: string | Id, bytes: readonly number[]): number[] {
  return [content, ...(typeof parent === 'string' ? [1, ...text(parent)] : [0, ...id(parent)]), ...bytes];
}

/** An item between two others, or beside one. */
export function between(
  content: number,
  origin: Id | null,
  rightOrigin: Id | null,
  bytes: readonly number[],
): number[] {
  const info = content | (origin === null ? 0 : 0x80) | (rightOrigin === null ? 0 : 0x40);
  return [info, ...(origin === null ? [] : id(origin)), ...(rightOrigin === null ? [] : id(rightOrigin)), ...bytes];
}

type Section = readonly [client: number, clock: number, structs: readonly (readonly number[])[]];
type Deletes = readonly [client: number, ranges: readonly (readonly [clock: number, length: number])[]];

export function encodeUpdate(sections: readonly Section[], deletes: readonly Deletes[] = []): Uint8Array {
  const structs = sections.flatMap(([client, clock, list]) => [
    ...varUint(list.length),
    ...varUint(client),
    ...varUint(clock),
    ...list.flat(),
  ]);
  const deleted = deletes.flatMap(([client, ranges]) => [
    ...varUint(client),
    ...varUint(ranges.length),
    ...ranges.flatMap(([clock, length]) => [...varUint(clock), ...varUint(length)]),
  ]);
  return Uint8Array.from([...varUint(sections.length), ...structs, ...varUint(deletes.length), ...deleted]);
}
