import * as fc from 'fast-check';
import * as Y from 'yjs';
import { between, encodeUpdate, item, text } from '../../update-codec/src/updateBytes.testkit.ts';

/**
 * Updates that are well-formed bytes but follow no rule of Yjs: any content beside and inside anything. References are
 * planned as numbers and resolved against the board as it is, so that a good part of them exists.
 */
interface PlannedId {
  readonly client: number;
  readonly pick: number;
  /** How far beyond what is known it may lie. */
  readonly beyond: number;
}

interface PlannedStruct {
  readonly content: readonly [ref: number, bytes: readonly number[]];
  readonly origin: PlannedId | null;
  readonly rightOrigin: PlannedId | null;
  readonly parent: PlannedId | 'records';
}

export interface Forgery {
  readonly sections: readonly {
    readonly client: number;
    readonly back: number;
    readonly structs: readonly PlannedStruct[];
  }[];
  readonly deletes: readonly { readonly at: PlannedId; readonly length: number }[];
}

const GC = 0;
const CONTENTS = [
  [GC, [2]],
  [1, [2]],
  [4, text('ab🧵')],
  [6, [...text('bold'), ...text('true')]],
  [7, [1]],
  [7, [2]],
  [7, [6]],
  [8, [2, 126, 127]],
  [5, text('{}')],
] as const;

/** @param own clientIDs the forger may write with  @param others clientIDs to refer to */
export function forgery(own: readonly number[], others: readonly number[]): fc.Arbitrary<Forgery> {
  const id = fc.record({
    client: fc.constantFrom(...own, ...others),
    pick: fc.nat(99),
    beyond: fc.oneof(
      { weight: 9, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
    ),
  });
  const struct = fc.record({
    content: fc.constantFrom(...CONTENTS),
    origin: fc.option(id, { freq: 2 }),
    rightOrigin: fc.option(id, { freq: 1 }),
    parent: fc.oneof(fc.constant('records' as const), id),
  });
  const section = fc.record({
    client: fc.constantFrom(...own),
    back: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(4) }),
    structs: fc.array(struct, { minLength: 1, maxLength: 4 }),
  });
  return fc.record({
    sections: fc.uniqueArray(section, { maxLength: own.length, selector: ({ client }) => client }),
    deletes: fc.array(fc.record({ at: id, length: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
  });
}

export function encodeForgery({ sections, deletes }: Forgery, doc: Y.Doc): Uint8Array {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc));
  const resolve = ({ client, pick, beyond }: PlannedId): [number, number] => {
    const clocks = known.get(client) ?? 0;
    return [client, beyond > 0 ? clocks + beyond - 1 : pick % Math.max(1, clocks)];
  };
  const bytesOf = ({ content: [ref, bytes], origin, rightOrigin, parent }: PlannedStruct) => {
    if (ref === GC) return [GC, ...bytes];
    if (origin === null && rightOrigin === null) {
      return item(ref, parent === 'records' ? parent : resolve(parent), bytes);
    }
    return between(ref, origin && resolve(origin), rightOrigin && resolve(rightOrigin), bytes);
  };
  const encoded = sections
    .toSorted((a, b) => b.client - a.client)
    .map(({ client, back, structs }) => {
      return [client, Math.max(0, (known.get(client) ?? 0) - back), structs.map(bytesOf)] as const;
    });
  const deleted = deletes.map(({ at, length }) => [at.client, [[resolve(at)[1], length]]] as const);
  return encodeUpdate(encoded, deleted);
}
