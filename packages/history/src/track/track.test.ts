import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoard, seedBoard, spliceBetween, spliced } from '@weft/board-model';
import * as Y from 'yjs';
import { LoggedBoard, type Peer } from '../loggedBoard.testkit.ts';
import { plainCodec } from '../sealing/sealing.testkit.ts';
import { anySteps, perform } from '../workingSteps.testkit.ts';
import { makeTrack, SCHEMA_NAME } from './makeTrack.ts';
import { PastTrack } from './PastTrack.ts';
import { openTrack, packTrack } from './sealTrack.ts';
import type { Track } from './Track.ts';

type Records = Record<string, unknown>;

/** What a document that replays the log's first entries shows. */
function recordsAt(board: LoggedBoard, seq: number): Records {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const { kind, payload } of board.log.slice(0, seq)) if (kind === 'update') Y.applyUpdate(doc, payload);
  });
  return Object.fromEntries(readBoard(doc).records);
}

function stateAt(board: LoggedBoard, seq: number): Uint8Array | null {
  if (seq === 0) return null;
  const doc = new Y.Doc();
  for (const { kind, payload } of board.log.slice(0, seq)) if (kind === 'update') Y.applyUpdate(doc, payload);
  return Y.encodeStateAsUpdate(doc);
}

const trackOf = (board: LoggedBoard, from = 0, until = board.log.length): Track => {
  const track = makeTrack({ seq: from, state: stateAt(board, from) }, board.log.slice(from, until));
  if (track === null) throw new Error('the board is of today');
  return track;
};

function opened(track: Track): PastTrack {
  const content = openTrack(packTrack(track, plainCodec), plainCodec);
  if (!content.ok) throw new Error(content.damage);
  return new PastTrack(content.value);
}

/** Everything that people write, in what texts are made of. */
const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });

describe('[T1] a track', () => {
  it('shows at each of its moments what the document shows, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(anySteps, fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (steps, cut, asked) => {
        const board = new LoggedBoard(3);
        seedBoard(board.live);
        for (const step of steps) perform(board, step);
        const from = cut % board.log.length;
        const track = opened(trackOf(board, from));
        expect([track.seq, track.until]).toEqual([from, board.log.length]);
        const shown = new Map(track.records());
        for (const choice of asked) {
          const seq = from + (choice % (board.log.length - from + 1));
          const goesOn = track.moveTo(seq);
          const { put, removed } = goesOn ? track.touched() : { put: [], removed: [] };
          if (!goesOn) shown.clear();
          for (const record of goesOn ? put : track.records().values()) shown.set(record.id, record);
          for (const id of removed) shown.delete(id);
          expect(Object.fromEntries(shown)).toEqual(recordsAt(board, seq));
          expect(Object.fromEntries(track.records())).toEqual(recordsAt(board, seq));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('keeps places to the last step, and what lies between steps', () => {
    const board = new LoggedBoard(1);
    const [ann] = board.peers as [Peer];
    seedBoard(board.live);
    ann.addNote('shape:a', [0.015625, -0.015625], 'a');
    for (const xy of [
      [1e8, -1e8],
      [0.1, 0.2],
      [0, 0],
      [-12.5, 7.984375],
    ])
      ann.set('shape:a', 'xy', xy);
    ann.set('shape:a', 'props.color', 'blue');
    ann.set('shape:a', 'meta.10', 'ten');
    ann.set('shape:a', 'meta.9', '\uD83D\uDE00\uD800');
    const track = opened(trackOf(board));
    for (let seq = 0; seq <= board.log.length; seq++) {
      track.moveTo(seq);
      expect(Object.fromEntries(track.records())).toEqual(recordsAt(board, seq));
    }
  });

  it('tells an entry that changes nothing, and a board on which nothing ever was', () => {
    const board = new LoggedBoard(1);
    board.event();
    board.event();
    const track = opened(trackOf(board));
    track.moveTo(2);
    expect(track.touched()).toEqual({ put: [], removed: [] });
    expect(Object.fromEntries(track.records())).toEqual(recordsAt(board, 2));
  });
});

describe('[T2] a track that is not right', () => {
  const board = new LoggedBoard(1);
  seedBoard(board.live);
  (board.peers[0] as Peer).addNote('shape:a', [1, 2], 'abc');
  const track = trackOf(board);

  it('is named when a byte of it is another, and nothing of it is shown', () => {
    const { bytes, hash } = packTrack(track, plainCodec);
    for (let at = 0; at < bytes.length; at += 7) {
      const turned = bytes.slice();
      turned[at] = (turned[at] as number) ^ 1;
      expect(openTrack({ bytes: turned, hash }, plainCodec).ok).toBe(false);
      const forged = openTrack({ bytes: turned, hash: plainCodec.sha256(turned) }, plainCodec);
      // What can still be read is a track, and moving along it ends.
      if (forged.ok) expect(() => lastOf(new PastTrack(forged.value))).not.toThrow(TypeError);
    }
  });

  it('is refused when it was made in another schema', () => {
    expect(track.schema).toBe(SCHEMA_NAME);
    const other = openTrack(packTrack({ ...track, schema: 'another' }, plainCodec), plainCodec);
    expect(other).toEqual({ ok: false, damage: 'it is in the schema of another version' });
  });

  it('is not made of a board of an older format, which is brought to today as a whole', () => {
    const older = new LoggedBoard(1);
    older.live.getMap('board').set('format', 1);
    expect(makeTrack({ seq: 0, state: null }, older.log)).toBeNull();
  });
});

function lastOf(track: PastTrack): unknown {
  try {
    track.moveTo(track.until);
    return track.records();
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return null;
    throw error;
  }
}

describe('the stretch in which two texts differ', () => {
  it('makes one of the other, and is text by itself', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (left, one, other, right) => {
        const [before, after] = [left + one + right, left + other + right];
        const splice = spliceBetween(before, after);
        expect(spliced(before, splice)).toBe(after);
        expect(splice.inserted.isWellFormed()).toBe(true);
      }),
    );
  });

  it('tears no pair of surrogates', () => {
    for (const [before, after] of [
      ['a😀b', 'a😁b'],
      ['a😀', 'a'],
      ['😀😀', '😀'],
      ['𐀀', '𠀀'],
    ] as const) {
      const splice = spliceBetween(before, after);
      expect([spliced(before, splice), splice.inserted.isWellFormed()]).toEqual([after, true]);
    }
  });
});
