import { LIMITS } from '@weft/protocol';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { between, encodeUpdate, item, text, varUint } from '../../update-codec/src/updateBytes.testkit.ts';
import type { Verdict } from './index.ts';
import { ANN, ANN_ID, boardOfTwo, KNOWN, MALLORY, MALLORY_ID, NOBODY_ID, SERVER_ID } from './boardOfTwo.testkit.ts';
import { applyAccepted, person, SimulatedBoard } from './simulatedBoard.testkit.ts';

const STRING = 4;
const TYPE = 7;
const ANY = 8;
const MAP = [1];
const ONE = [1, 125, 1];

const codeOf = (verdict: Verdict): string => (verdict.kind === 'refuse' ? verdict.code : verdict.kind);

/** What the guard says to Mallory, and that what it lets through does no harm. */
function judged(bytes: Uint8Array, board = boardOfTwo()): string {
  const verdict = board.judge(bytes, MALLORY);
  if (verdict.kind === 'accept') {
    applyAccepted(board.doc, bytes, verdict);
    expect(board.pending).toBeNull();
  }
  return codeOf(verdict);
}

/** New clientIDs with one struct each. */
const many = (count: number) =>
  encodeUpdate(Array.from({ length: count }, (_, index) => [NOBODY_ID - index, 0, [[0, 1]]] as const));

/** Maps in each other, the first in a root. */
const nest = (depth: number) =>
  Array.from({ length: depth }, (_, at) => item(TYPE, at === 0 ? 'records' : [MALLORY_ID, 5 + at], MAP));

const mine = (clock: number, ...structs: number[][]) => encodeUpdate([[MALLORY_ID, clock, structs]]);

it('a board of two is as these tests say', () => {
  const vector = Y.decodeStateVector(Y.encodeStateVector(boardOfTwo().doc));
  expect(Object.fromEntries(vector)).toEqual(KNOWN);
});

describe('malformed updates', () => {
  it('[G1] are refused: 3.2e7 structs in 7 bytes, cut delete sets, bytes too many', () => {
    const announced = Uint8Array.from([1, ...varUint(32_000_000), 5, 0]);
    const cut = encodeUpdate([[MALLORY_ID, 6, [[0, 1]]]], [[ANN_ID, [[2, 3]]]]).slice(0, -1);
    for (const bytes of [new Uint8Array(), announced, cut, Uint8Array.from([0, 0, 0])]) {
      expect(judged(bytes)).toBe('malformed_update');
    }
  });

  it('[G1] a cut delete set is refused before its structs were integrated', () => {
    const board = boardOfTwo();
    const before = Y.encodeStateAsUpdate(board.doc);
    const cut = encodeUpdate([[MALLORY_ID, 6, [[0, 1]]]], [[ANN_ID, [[2, 3]]]]).slice(0, -1);
    expect(codeOf(board.receive(cut, MALLORY, 'participant', {}))).toBe('malformed_update');
    expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before);
  });
});

describe('what is known already', () => {
  it('[G2] has no effect, whoever sends it', () => {
    const board = boardOfTwo();
    board.doc.getMap('records').delete('shape:a');
    const everything = Y.encodeStateAsUpdate(board.doc);
    for (const role of ['participant', 'viewer'] as const) {
      expect(board.judge(everything, MALLORY, role).kind).toBe('nothing-new');
    }
    expect(judged(Uint8Array.from([0, 0]))).toBe('nothing-new');
  });

  it('[G2] is passed over beside what is new, and says that it must be trimmed', () => {
    const board = boardOfTwo();
    const doc = new Y.Doc();
    doc.clientID = MALLORY_ID + 1;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(board.doc));
    doc.getMap('records').set('shape:new', 1);
    const verdict = board.judge(Y.encodeStateAsUpdate(doc), MALLORY);
    expect(verdict).toEqual({ kind: 'accept', claims: [MALLORY_ID + 1], partlyKnown: true });
    const fresh = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(board.doc));
    expect(board.judge(fresh, MALLORY)).toEqual({ kind: 'accept', claims: [MALLORY_ID + 1], partlyKnown: false });
  });

  it('[G2] forged beside what is new, does no harm once trimmed, where Yjs itself would throw', () => {
    const board = boardOfTwo();
    // Mallory's own text is gone without a trace; a longer form of it claims to lie in Ann's living text.
    board.doc.getMap('records').delete('shape:m');
    expect(Y.getItem(board.doc.store, Y.createID(MALLORY_ID, 2))).toBeInstanceOf(Y.GC);
    const overlap = mine(2, between(STRING, [ANN_ID, 4], null, text('evil too')));
    const plain = new Y.Doc();
    Y.applyUpdate(plain, Y.encodeStateAsUpdate(board.doc));
    expect(() => Y.applyUpdate(plain, overlap)).toThrow();
    expect(judged(overlap, board)).toBe('accept');
    expect(board.doc.getMap('records').toJSON()['shape:a']).toEqual({ text: 'ann wrote' });
  });
});

describe('viewers', () => {
  it('[G3] are told read_only for whatever would have an effect', () => {
    const board = boardOfTwo();
    const deletion = encodeUpdate([], [[ANN_ID, [[2, 3]]]]);
    const insertion = encodeUpdate([[NOBODY_ID, 0, [item(ANY, 'records', ONE)]]]);
    for (const update of [deletion, insertion, encodeUpdate([], [[ANN_ID, [[2, 30]]]])]) {
      expect(codeOf(board.judge(update, MALLORY, 'viewer'))).toBe('read_only');
    }
  });

  it('[G3] are not blamed for redundant formatting marks that Yjs deletes on their device', () => {
    const board = new SimulatedBoard();
    const writer = new Y.Doc();
    const other = new Y.Doc();
    const viewer = new Y.Doc();
    const words = new Y.XmlText('hello world');
    writer.getMap('records').set('text', words);
    for (const doc of [other, viewer]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(writer), 'network');
    const sent: Uint8Array[] = [];
    viewer.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'network') sent.push(update);
    });
    words.format(0, 5, { bold: true });
    (other.getMap('records').get('text') as Y.XmlText).format(0, 5, { bold: true });
    for (const [doc, name] of [
      [writer, ANN],
      [other, MALLORY],
    ] as const) {
      const state = Y.encodeStateAsUpdate(doc);
      Y.applyUpdate(viewer, state, 'network');
      Y.applyUpdate(board.doc, state);
      board.owners.set(doc.clientID, name);
    }
    expect(sent).toHaveLength(1);
    const update = sent[0] as Uint8Array;
    const undone = { isDeleted: () => false };
    expect(board.judge(update, person('vic'), 'viewer', undone).kind).toBe('nothing-new');
    const blind = { ...undone, isFormatting: () => false };
    expect(codeOf(board.judge(update, person('vic'), 'viewer', blind))).toBe('read_only');
  });
});

describe('clientIDs', () => {
  it('[G4] refuses a 10-byte GC struct on a victim who is offline', () => {
    const attack = encodeUpdate([[ANN_ID, 11, [[0, 5]]]]);
    expect(attack.length).toBeLessThanOrEqual(10);
    expect(judged(attack)).toBe('foreign_client_id');
  });

  it('[G4] refuses a foreign clientID beside own ones, and far ahead too', () => {
    expect(
      judged(
        encodeUpdate([
          [MALLORY_ID, 6, [[0, 1]]],
          [ANN_ID, 11, [[0, 1]]],
        ]),
      ),
    ).toBe('foreign_client_id');
    expect(judged(encodeUpdate([[ANN_ID, 2 ** 40, [[0, 1]]]]))).toBe('foreign_client_id');
  });

  it("[G4] refuses the server's, named or known only by what it wrote", () => {
    const board = boardOfTwo();
    const onServer = encodeUpdate([[SERVER_ID, KNOWN[SERVER_ID], [[0, 1]]]]);
    expect(judged(onServer, board)).toBe('foreign_client_id');
    board.owners.delete(SERVER_ID);
    expect(judged(onServer, board)).toBe('foreign_client_id');
    const unused = encodeUpdate([[2, 0, [[0, 1]]]]);
    const verdict = board.judge(unused, MALLORY, 'participant', { serverClientIds: new Set([2]) });
    expect(codeOf(verdict)).toBe('foreign_client_id');
  });

  it('[G4] claims what nobody has used, once', () => {
    const board = boardOfTwo();
    const update = encodeUpdate([
      [NOBODY_ID, 0, [[0, 1]]],
      [MALLORY_ID, 6, [[0, 1]]],
    ]);
    expect(board.judge(update, MALLORY)).toMatchObject({ kind: 'accept', claims: [NOBODY_ID] });
    board.owners.set(NOBODY_ID, MALLORY);
    expect(board.judge(update, MALLORY)).toMatchObject({ kind: 'accept', claims: [] });
    board.owners.set(NOBODY_ID, ANN);
    expect(codeOf(board.judge(update, MALLORY))).toBe('foreign_client_id');
  });

  it('[G5] caps the claims of one connection', () => {
    const board = boardOfTwo();
    const context = { maxClientIds: 8, claimedByConnection: 3 };
    expect(codeOf(board.judge(many(5), MALLORY, 'participant', context))).toBe('accept');
    expect(codeOf(board.judge(many(6), MALLORY, 'participant', context))).toBe('too_many_client_ids');
    const full = { maxClientIds: 8, claimedByConnection: 8 };
    expect(codeOf(board.judge(mine(6, [0, 1]), MALLORY, 'participant', full))).toBe('accept');
  });

  it('[G5] takes GC and deleted content on own clientIDs: created and deleted offline', () => {
    expect(judged(mine(6, [0, 3]))).toBe('accept');
    expect(judged(mine(6, between(1, [MALLORY_ID, 5], null, [4])))).toBe('accept');
  });
});

describe('clocks', () => {
  it('[G6] must follow: a far-future clock, pending updates and skips are refused', () => {
    expect(judged(mine(2 ** 40, [0, 1]))).toBe('clock_gap');
    expect(judged(mine(7, [0, 1]))).toBe('clock_gap');
    expect(judged(encodeUpdate([[NOBODY_ID, 1, [[0, 1]]]]))).toBe('clock_gap');
    expect(judged(mine(6, [0, 1], [10, 5], [0, 1]))).toBe('clock_gap');
    expect(judged(mine(6, [10, 5]))).toBe('clock_gap');
    for (let index = 0; index < 2_000; index += 100) expect(judged(mine(8 + index, [0, 1]))).toBe('clock_gap');
  });

  it('[G10] stay within 32 bits', () => {
    expect(judged(mine(6, [0, ...varUint(2 ** 40)]))).toBe('malformed_update');
    expect(judged(mine(6, [0, ...varUint(2 ** 31)]))).toBe('accept');
  });
});

describe('references', () => {
  it('[G7] to nothing known are refused, for either origin and the parent', () => {
    for (const target of [
      [ANN_ID, 11],
      [NOBODY_ID, 0],
      [MALLORY_ID, 6],
      [MALLORY_ID, 7],
    ] as const) {
      expect(judged(mine(6, between(STRING, target, null, text('x'))))).toBe('clock_gap');
      expect(judged(mine(6, between(STRING, null, target, text('x'))))).toBe('clock_gap');
      expect(judged(mine(6, item(STRING, target, text('x'))))).toBe('clock_gap');
    }
  });

  it('[G7] may go to and fro between clients of one update, but not in a circle', () => {
    const after = (client: number, clock: number) => between(ANY, [client, clock], null, ONE);
    const first = item(ANY, 'records', ONE);
    const zipped = encodeUpdate([
      [702, 0, [after(701, 0), after(701, 1), after(701, 2)]],
      [701, 0, [first, after(702, 0), after(702, 1)]],
    ]);
    expect(judged(zipped)).toBe('accept');
    const circle = encodeUpdate([
      [702, 0, [first, after(701, 1)]],
      [701, 0, [first, after(702, 1)]],
    ]);
    expect(judged(circle)).toBe('clock_gap');
    const long = encodeUpdate([
      [703, 0, [after(702, 0)]],
      [702, 0, [after(701, 0)]],
      [701, 0, [after(703, 0)]],
    ]);
    expect(judged(long)).toBe('clock_gap');
  });

  it('[G7] are followed in linear time', () => {
    const length = 20_000;
    const chain = (other: number, lag: number) =>
      Array.from({ length }, (_, at) =>
        at < lag ? item(ANY, 'records', ONE) : between(ANY, [other, at - lag], null, ONE),
      );
    const update = encodeUpdate([
      [702, 0, chain(701, 0)],
      [701, 0, chain(702, 1)],
    ]);
    const board = boardOfTwo();
    expect(board.judge(update, MALLORY).kind).toBe('accept');
  });
});

describe('delete sets', () => {
  it('[G8] may not name what does not exist yet', () => {
    for (const range of [
      [11, 1],
      [5, 7],
      [0, 2 ** 40],
      [2 ** 40, 1],
    ] as const) {
      expect(judged(encodeUpdate([], [[ANN_ID, [range]]]))).toBe('clock_gap');
    }
    expect(judged(encodeUpdate([], [[NOBODY_ID, [[0, 1]]]]))).toBe('clock_gap');
  });

  it("[G8] may name anybody's structs, and those that the same update brings", () => {
    expect(judged(encodeUpdate([], [[ANN_ID, [[2, 3]]]]))).toBe('accept');
    expect(judged(encodeUpdate([[MALLORY_ID, 6, [item(ANY, 'records', ONE)]]], [[MALLORY_ID, [[4, 3]]]]))).toBe(
      'accept',
    );
    expect(judged(encodeUpdate([[MALLORY_ID, 6, [item(ANY, 'records', ONE)]]], [[MALLORY_ID, [[4, 4]]]]))).toBe(
      'clock_gap',
    );
  });
});

describe('what a board has room for', () => {
  it('[G9] is its own root types: 209 KB of others are refused', () => {
    expect(judged(mine(6, item(ANY, 'other', ONE)))).toBe('unknown_root');
    expect(judged(mine(6, item(ANY, '__proto__', ONE)))).toBe('unknown_root');
    expect(judged(mine(6, item(ANY, 'board', ONE)))).toBe('accept');
    const board = boardOfTwo();
    const roots = Array.from({ length: 20_000 }, (_, index) => item(ANY, `r${index}`, ONE));
    expect(judged(mine(6, ...roots), board)).toBe('unknown_root');
    expect(board.doc.share.size).toBe(2);
  });

  it('[G10] is a bounded nesting: 5 000 types in each other are refused', () => {
    expect(judged(mine(6, ...nest(5_000)))).toBe('malformed_update');
    expect(judged(mine(6, ...nest(LIMITS.maxNesting + 1)))).toBe('malformed_update');
    expect(judged(mine(6, ...nest(LIMITS.maxNesting)))).toBe('accept');
  });

  it('[G10] bounds nesting that grows update by update, beside neighbours too', () => {
    const board = boardOfTwo();
    let clock = 6;
    let verdict = 'accept';
    for (let depth = 1; depth <= LIMITS.maxNesting; depth += 1) {
      const parent = depth === 1 ? 'records' : ([MALLORY_ID, clock - 1] as const);
      // A neighbour in the same type, then the type beside the neighbour: its depth is the neighbour's.
      const structs = [item(ANY, parent, ONE), between(TYPE, [MALLORY_ID, clock], null, [0])];
      verdict = codeOf(board.receive(mine(clock, ...structs), MALLORY, 'participant', {}));
      expect(verdict).toBe('accept');
      clock += 2;
    }
    const beyond = mine(clock, item(ANY, [MALLORY_ID, clock - 1], ONE), between(TYPE, [MALLORY_ID, clock], null, MAP));
    expect(judged(beyond, board)).toBe('malformed_update');
    expect(() => JSON.stringify(board.doc.getMap('records').toJSON())).not.toThrow();
  });

  it('[G10] is no subdocuments', () => {
    expect(judged(mine(6, item(9, 'records', [...text('guid'), 118, 0])))).toBe('malformed_update');
  });

  it('[G10] is no living map entry of more than one clock: once split, deleting its map would throw everywhere', () => {
    const board = boardOfTwo();
    const intoTheSplit = [MALLORY_ID, 7] as const;
    const trap = mine(
      6,
      between(STRING, [ANN_ID, 0], null, text('long')),
      between(STRING, intoTheSplit, null, text('x')),
    );
    expect(judged(trap, board)).toBe('malformed_update');
    const direct = [0x20 | STRING, 0, ...varUint(MALLORY_ID), 0, ...text('key'), ...text('long')];
    expect(judged(mine(6, direct), board)).toBe('malformed_update');
    const short = [0x20 | STRING, 0, ...varUint(MALLORY_ID), 0, ...text('key'), ...text('l')];
    expect(judged(mine(6, short), board)).toBe('accept');
    const longerThanKnown = item(STRING, [MALLORY_ID, 1], text('long'));
    expect(judged(mine(6, longerThanKnown), board)).toBe('malformed_update');
  });

  it('[G10] is no item with neighbours in different places', () => {
    const board = boardOfTwo();
    const torn = between(STRING, [ANN_ID, 4], [MALLORY_ID, 3], text('x'));
    expect(judged(mine(6, torn), board)).toBe('malformed_update');
    const whole = between(STRING, [ANN_ID, 4], [ANN_ID, 5], text('x'));
    expect(judged(mine(6, whole), board)).toBe('accept');
  });
});
