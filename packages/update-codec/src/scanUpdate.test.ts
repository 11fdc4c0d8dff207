import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { history, updatesOf } from './peers.testkit.ts';
import { scanUpdate } from './scanUpdate.ts';
import type { ScannedUpdate, ScanLimits } from './ScannedUpdate.ts';
import { encodeUpdate, item, text, varUint } from './updateBytes.testkit.ts';

const LIMITS: ScanLimits = { maxStructs: 100_000, maxNesting: 32, maxClients: 1_000 };
const scan = (bytes: Uint8Array | readonly number[], limits = LIMITS) => scanUpdate(Uint8Array.from(bytes), limits);

/** What Yjs tells of an update as well: all but where in the bytes content begins. */
type Facts = Omit<ScannedUpdate, 'references'> & {
  readonly references: readonly Omit<ScannedUpdate['references'][number], 'contentAt'>[];
};

const factsOf = (update: ScannedUpdate): Facts => ({
  ...update,
  references: update.references.map(({ client, clock, length, content, origin, rightOrigin, parent, key }) => {
    return { client, clock, length, content, origin, rightOrigin, parent, key };
  }),
});

function scanned(bytes: Uint8Array | readonly number[]): Facts {
  const result = scan(bytes);
  if (!result.ok) throw new Error(result.reason);
  return factsOf(result.update);
}

const refused = (bytes: Uint8Array | readonly number[], limits = LIMITS): string => {
  const result = scan(bytes, limits);
  return result.ok ? 'accepted' : result.reason;
};

const inItem = (content: number, bytes: number[]) => encodeUpdate([[5, 0, [item(content, 'records', bytes)]]]);

const nestedAny = (depth: number) => inItem(8, [1, ...Array.from({ length: depth }, () => [117, 1]).flat(), 126]);
const nestedJson = (depth: number) => inItem(5, text('['.repeat(depth) + ']'.repeat(depth)));

const plain = (id: Y.ID | null) => (id === null ? null : { client: id.client, clock: id.clock });

/** The same facts as a scan's, read by Yjs itself. */
function decodedByYjs(bytes: Uint8Array): Facts {
  const { structs, ds } = Y.decodeUpdate(bytes);
  const ranges: { client: number; clock: number; length: number; kind: 'item' | 'gc' | 'skip' }[] = [];
  const references: Facts['references'][number][] = [];
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const kind = struct instanceof Y.Item ? 'item' : struct instanceof Y.GC ? 'gc' : 'skip';
    const last = ranges.at(-1);
    if (last?.client === client && last.kind === kind) last.length += struct.length;
    else ranges.push({ client, clock, length: struct.length, kind });
    if (!(struct instanceof Y.Item)) continue;
    const parent = struct.parent as unknown as Y.ID | string | null;
    references.push({
      client,
      clock,
      length: struct.length,
      content: struct.content.getRef() as Facts['references'][number]['content'],
      origin: plain(struct.origin),
      rightOrigin: plain(struct.rightOrigin),
      parent: typeof parent === 'string' ? parent : plain(parent),
      key: struct.parentSub,
    });
  }
  const deletes = [...ds.clients].flatMap(([client, items]) =>
    items.map(({ clock, len }) => ({ client, clock, length: len })),
  );
  const roots = new Set(references.map(({ parent }) => parent).filter((parent) => typeof parent === 'string'));
  return { ranges, deletes, references, roots: [...roots] };
}

describe('a scan reads what Yjs reads', () => {
  it('[C1] agrees with Y.decodeUpdate on every update that histories of three people give', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, gc) => {
        for (const update of updatesOf(steps, gc)) expect(scanned(update)).toEqual(decodedByYjs(update));
      }),
      { numRuns: 30 },
    );
  });

  it('[C1] reads subdocuments, hooks, texts and binary content', () => {
    const doc = new Y.Doc();
    const map = doc.getMap('records');
    map.set('sub', new Y.Doc({ meta: { a: [1] }, autoLoad: true }));
    map.set('hook', new Y.XmlHook('h'));
    map.set('text', new Y.Text('abc'));
    map.set('bytes', new Uint8Array(300));
    const update = Y.encodeStateAsUpdate(doc);
    expect(scanned(update)).toEqual(decodedByYjs(update));
  });

  it('[C1] reads the old JSON content, `undefined` included', () => {
    const update = encodeUpdate([
      [5, 0, [item(2, 'records', [3, ...text('undefined'), ...text('{"a":[]}'), ...text('1')])]],
    ]);
    expect(scanned(update)).toEqual(decodedByYjs(update));
    expect(scanned(update).ranges[0]?.length).toBe(3);
  });

  it('[C2] counts text in UTF-16 code units', () => {
    const update = encodeUpdate([[5, 0, [item(4, 'records', text('a🧵ß'))]]]);
    expect(scanned(update).ranges).toEqual([{ client: 5, clock: 0, length: 4, kind: 'item' }]);
  });

  it('reads the empty update', () => {
    expect(scanned([0, 0])).toEqual({ ranges: [], deletes: [], references: [], roots: [] });
  });

  it('gives runs of one kind as one range', () => {
    const update = encodeUpdate([[5, 3, [[0, 4], [0, 2], [10, 9], item(4, 'records', text('ab'))]]]);
    expect(scanned(update).ranges).toEqual([
      { client: 5, clock: 3, length: 6, kind: 'gc' },
      { client: 5, clock: 9, length: 9, kind: 'skip' },
      { client: 5, clock: 18, length: 2, kind: 'item' },
    ]);
  });
});

describe('a scan trusts no byte', () => {
  it('[C3] gives a result for any bytes, and accepts only what Yjs decodes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const result = scan(bytes);
        if (result.ok) expect(factsOf(result.update)).toEqual(decodedByYjs(bytes));
      }),
      { numRuns: 2_000 },
    );
  });

  it('[C3] gives a result for any change of a byte and any cut, and accepts only what Yjs decodes', () => {
    fc.assert(
      fc.property(history, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 300 }), (steps, changes) => {
        const updates = updatesOf(steps, true);
        for (const [at, byte] of changes) {
          const bytes = Uint8Array.from(updates[at % updates.length] as Uint8Array);
          bytes[at % bytes.length] = byte;
          const result = scan(bytes);
          if (result.ok) expect(factsOf(result.update)).toEqual(decodedByYjs(bytes));
          expect(scan(bytes.subarray(0, at % bytes.length)).ok).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('[C3] refuses every cut and every longer form of an update', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const update = updatesOf(steps.slice(0, 12), true).at(-1) as Uint8Array;
        for (let end = 0; end < update.length; end += 1) expect(scan(update.subarray(0, end)).ok).toBe(false);
        expect(refused([...update, 0])).toMatch('bytes after the delete set');
      }),
      { numRuns: 10 },
    );
  });

  it('[C4] refuses 3.2e7 structs announced in 7 bytes, at once', () => {
    const attack = [1, ...varUint(32_000_000), 5, 0];
    expect(attack).toHaveLength(7);
    expect(refused(attack)).toMatch('more announced than bytes are left');
  });

  it('[C4] refuses counts beyond the bytes left wherever a count stands', () => {
    const huge = varUint(2 ** 40);
    for (const attack of [
      huge,
      [0, ...huge],
      [0, 1, 5, ...huge],
      inItem(8, huge),
      inItem(8, [1, 117, ...huge]),
      inItem(8, [1, 118, ...huge]),
    ]) {
      expect(refused(attack)).toMatch('more announced than bytes are left');
    }
    for (const attack of [inItem(4, huge), inItem(3, huge), inItem(2, [1, ...huge]), inItem(8, [1, 116, ...huge])]) {
      expect(refused(attack)).toMatch('unexpected end');
    }
  });

  it('[C4] holds to the limits on structs and clients', () => {
    const doc = new Y.Doc();
    doc.getMap('records').set('a', 1);
    doc.getMap('records').set('b', 1);
    const update = Y.encodeStateAsUpdate(doc);
    expect(refused(update, { ...LIMITS, maxStructs: 1 })).toMatch('too many structs');
    expect(refused(update, { ...LIMITS, maxClients: 0 })).toMatch('too many clients');
    expect(refused([0, 2, 5, 1, 0, 1, 4, 1, 0, 1], { ...LIMITS, maxClients: 1 })).toMatch('too many clients');
  });

  it('[C5] refuses values nested beyond the limit, 100 000 deep included', () => {
    for (const nest of [nestedAny, nestedJson]) {
      expect(refused(nest(LIMITS.maxNesting))).toBe('accepted');
      expect(refused(nest(LIMITS.maxNesting + 1))).toMatch('nested too deeply');
      expect(refused(nest(100_000))).toMatch('nested too deeply');
    }
    const free = { ...LIMITS, maxNesting: Infinity };
    expect(refused(nestedAny(100_000), free)).toBe('accepted');
  });

  it('[C6] refuses lengths of 0, for structs and deletions', () => {
    const lengthless = [
      [0, 0],
      [10, 0],
      item(1, 'records', [0]),
      item(4, 'records', text('')),
      item(8, 'records', [0]),
    ];
    for (const struct of lengthless) expect(refused(encodeUpdate([[5, 0, [struct]]]))).toMatch('impossible length');
    expect(refused([0, 1, 5, 1, 3, 0])).toMatch('impossible length');
    expect(refused([1, 0, 5, 0, 0, 0, 0, 0])).toMatch('without structs');
  });

  it('[C6] refuses a client twice or out of order', () => {
    expect(
      refused(
        encodeUpdate([
          [5, 0, [[0, 1]]],
          [5, 1, [[0, 1]]],
        ]),
      ),
    ).toMatch('descending');
    expect(
      refused(
        encodeUpdate([
          [5, 0, [[0, 1]]],
          [6, 0, [[0, 1]]],
        ]),
      ),
    ).toMatch('descending');
    expect(
      refused(
        encodeUpdate([
          [6, 0, [[0, 1]]],
          [5, 0, [[0, 1]]],
        ]),
      ),
    ).toBe('accepted');
  });

  it('[C6] refuses deletions that overlap, stand out of order, or name a client twice', () => {
    const deleting = (...ranges: (readonly [number, number])[]) => refused(encodeUpdate([], [[5, ranges]]));
    expect(deleting([0, 9], [2, 1])).toMatch('overlap');
    expect(deleting([2, 1], [0, 1])).toMatch('out of order');
    expect(deleting([2, 1], [2, 1])).toMatch('overlap');
    expect(deleting([0, 2], [2, 1], [9, 1])).toBe('accepted');
    expect(
      refused(
        encodeUpdate(
          [],
          [
            [5, [[0, 1]]],
            [5, [[3, 1]]],
          ],
        ),
      ),
    ).toMatch('twice');
    expect(
      refused(
        encodeUpdate(
          [],
          [
            [5, [[0, 1]]],
            [9, [[0, 1]]],
            [7, [[0, 1]]],
          ],
        ),
      ),
    ).toBe('accepted');
  });

  it('[C6] refuses numbers beyond the safe integers', () => {
    const zeros = [...Array<number>(200).fill(0x80), 0];
    expect(refused([0, 1, ...zeros, 0])).toMatch('integer out of range');
    expect(refused([0, 1, 255, 255, 255, 255, 255, 255, 255, 127, 0])).toMatch('integer out of range');
    expect(refused(encodeUpdate([[5, Number.MAX_SAFE_INTEGER, [[0, 1]]]]))).toMatch('impossible length');
  });

  it('[C7] refuses content that makes Yjs throw', () => {
    const attacks: [number, number[], string][] = [
      [4, [2, 0xc3, 0x28], 'not UTF-8'],
      [4, [3, 0xed, 0xa0, 0x80], 'not UTF-8'],
      [5, text('{"a":}'), 'not JSON'],
      [5, text('undefined'), 'not JSON'],
      [6, [...text('bold'), ...text('tru')], 'not JSON'],
      [7, [7], 'unknown type'],
      [8, [1, 115], 'unknown value tag'],
      [9, [...text('guid'), 126], 'document options'],
      [11, [], 'unknown content'],
      [31, [], 'unknown content'],
    ];
    for (const [content, bytes, reason] of attacks) {
      expect(refused(inItem(content, bytes))).toMatch(reason);
      expect(() => Y.applyUpdate(new Y.Doc(), inItem(content, bytes))).toThrow();
    }
    expect(refused([1, 1, 5, 0, 4, 2, 0, 0, 1, 97, 0])).toMatch('unknown kind of parent');
  });
});
