import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { readBoard, seedBoard } from '@weft/board-model';
import { openTrack, PastTrack } from '@weft/history';
import { openSegment, packKeyframe, type Sealed } from '@weft/history/sealing';
import { WeftError, type BoardEvent, type BoardId, type ItemId, type LogEntry } from '@weft/protocol';
import { LoggedBoard, type Peer } from '../../../packages/history/src/loggedBoard.testkit.ts';
import { loadBoard } from '../boards/loadBoard.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { encodeEventPayload } from './eventPayload.ts';
import { DirectUpdateLog, EAGER } from './sealing.testkit.ts';
import { entry } from './updateLogContract.testkit.ts';
import { zstdCodec } from './zstdCodec.ts';

const board = 'b1' as BoardId;

async function newLog(): Promise<{ log: DirectUpdateLog; db: DatabaseSync; file: string }> {
  const file = join(await temporaryDirectory(), 'log.db');
  const log = new DirectUpdateLog(file);
  await log.create(board, 'g');
  const db = new DatabaseSync(file);
  onTestFinished(async () => {
    db.close();
    await log.close();
  });
  return { log, db, file };
}

/** A board that is worked on, of which the first half is in the log. */
async function trackedBoard(format?: number) {
  const made = await newLog();
  const logged = new LoggedBoard(2);
  seedBoard(logged.live);
  if (format !== undefined) logged.live.getMap('board').set('format', format);
  const [ann, ben] = logged.peers as [Peer, Peer];
  ann.addNote('shape:a', [0, 0], 'abc');
  ben.addNote('shape:b', [1, 1], 'def');
  for (let x = 1; logged.log.length < 240; x++) {
    if (x % 5 === 0) ann.write('shape:b', (line) => line.insert(0, 'x'));
    (x % 2 === 0 ? ann : ben).set(x % 3 === 0 ? 'shape:b' : 'shape:a', 'xy', [x, x / 2]);
  }
  await made.log.append({ entries: entriesOf(logged, 0, 60), claims: [] });
  return {
    ...made,
    board: logged,
    policy: {
      ...EAGER,
      segmentEntries: 6,
      segmentBytes: 1e6,
      tracks: { entries: 24, payloadBytes: Infinity },
      anchorEntries: 200,
    },
  };
}

const entriesOf = ({ log }: LoggedBoard, from: number, until: number) =>
  log.slice(from, until).map((one) => ({ ...one, boardId: board }));

const countOf = (db: DatabaseSync, table: string): number =>
  db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] as number;

/** Turns one byte in the middle of a sealed piece. */
function damage(db: DatabaseSync, table: 'segments' | 'keyframes', last: number): void {
  const column = table === 'segments' ? 'last' : 'seq';
  const bytes = db.prepare(`SELECT bytes FROM ${table} WHERE ${column} = ?`).get(last)?.['bytes'] as Uint8Array;
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  db.prepare(`UPDATE ${table} SET bytes = ? WHERE ${column} = ?`).run(bytes, last);
}

/** A document whose every change is a payload; `steps` says what is done. */
function updatesOf(steps: readonly (readonly [number, number, number])[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const [who, key, value] of steps) {
    doc.clientID = who + 1;
    doc.transact(() => {
      if (value % 5 === 0) doc.getMap('records').delete(`k${key}`);
      else doc.getMap('records').set(`k${key}`, value % 3 === 0 ? new Y.Text(`word ${value}`) : value);
    });
  }
  return updates;
}

const stateOf = (doc: Y.Doc) => ({
  vector: Y.decodeStateVector(Y.encodeStateVector(doc)),
  records: doc.getMap('records').toJSON(),
});

describe('sealing a log', () => {
  it('puts segments in the place of rows, so that every entry is in exactly one of them and reads as before', async () => {
    const { log, db } = await newLog();
    await log.append({ entries: Array.from({ length: 20 }, (_, index) => entry(index + 1)), claims: [] });
    const before = await log.read(board, 0, 100);
    log.sealAll({ ...EAGER, coldEntries: 100 });
    expect([countOf(db, 'entries'), countOf(db, 'segments')]).toEqual([2, 6]);
    expect(await log.read(board, 0, 100)).toEqual(before);
    await log.append({ entries: [entry(21)], claims: [] });
    expect((await log.read(board, 16, 100)).map(({ seq }) => seq)).toEqual([17, 18, 19, 20, 21]);
    log.sealAll();
    expect(countOf(db, 'entries')).toBe(0);
    expect((await log.open(board))?.lastSeq).toBe(21);
    await log.append({ entries: [entry(22)], claims: [] });
  });

  it('[I1] gives the same document from the newest keyframe and what follows as from the whole log', async () => {
    const { log, db } = await newLog();
    const step = fc.tuple(fc.nat(2), fc.nat(6), fc.nat(1_000));
    const run = fc.tuple(fc.array(step, { minLength: 1, maxLength: 60 }), fc.nat(40));
    let number = 0;
    await fc.assert(
      fc.asyncProperty(run, async ([steps, keyframeAt]) => {
        const boardId = `board-${number++}` as BoardId;
        await log.create(boardId, 'g');
        const updates = updatesOf(steps);
        const entries = updates.map((payload, index) => entry(index + 1, { boardId, payload }));
        await log.append({ entries: entries.slice(0, keyframeAt), claims: [] });
        log.sealAll();
        await keyframeOf(db, boardId, log);
        await log.append({ entries: entries.slice(keyframeAt), claims: [] });
        const replayed = new Y.Doc();
        for (const payload of updates) Y.applyUpdate(replayed, payload);
        const { doc, damaged } = await loadBoard(log, boardId);
        expect(damaged).toEqual([]);
        expect(stateOf(doc)).toEqual(stateOf(replayed));
        expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(replayed))).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('[P1] leaves nothing in the file of what its writer took back at once, and all else', async () => {
    const file = join(await temporaryDirectory(), 'log.db');
    const log = new DirectUpdateLog(file);
    await log.create(board, 'g');
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    const text = doc.getText('words');
    for (const letters of ['STAYS', 'TAKENBACK']) text.insert(text.length, letters);
    text.delete(5, 9);
    text.insert(5, 'ASWELL');
    const entries = updates.map((payload, index) => entry(index + 1, { payload }));
    await log.append({ entries, claims: [] });
    const holds = (words: string): boolean =>
      [file, `${file}-wal`].some((name) => existsSync(name) && readFileSync(name).includes(words));
    expect(holds('TAKENBACK')).toBe(true);
    const [piece] = log.sealAll({ ...EAGER, segmentEntries: 4, segmentBytes: 1e6 });
    expect(piece).toMatchObject({ kind: 'segment', isRedacted: true, last: 4 });
    expect(holds('TAKENBACK')).toBe(false);
    const read = await log.read(board, 0, 10);
    expect(read.some(({ payload }) => Buffer.from(payload).includes('TAKENBACK'))).toBe(false);
    const replayed = new Y.Doc();
    for (const { payload } of read) Y.applyUpdate(replayed, payload);
    expect(replayed.getText('words').toJSON()).toBe('STAYSASWELL');
    expect(log.faults()).toEqual([]);
    await log.close();
  });

  it('makes a keyframe after 5 000 entries, of the log alone', async () => {
    const { log } = await newLog();
    const updates = updatesOf(Array.from({ length: 6_000 }, (_, index) => [index % 3, index % 7, index] as const));
    // With pauses, in which nobody's burst of typing is cut by the keyframe [P2].
    const entries = updates.map((payload, index) => entry(index + 1, { payload, at: index * 60_000 }));
    await log.append({ entries, claims: [] });
    const pieces = log.sealAll({ ...EAGER, segmentEntries: 2_500, segmentBytes: 1e6, coldEntries: 9_999 });
    expect(pieces.map(({ kind }) => kind)).toEqual(['segment', 'segment', 'keyframe']);
    const keyframe = await log.keyframe(board, Number.MAX_SAFE_INTEGER);
    expect(keyframe.seq).toBe(5_000);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, keyframe.state as Uint8Array);
    const replayed = new Y.Doc();
    for (const payload of updates.slice(0, 5_000)) Y.applyUpdate(replayed, payload);
    expect(stateOf(doc)).toEqual(stateOf(replayed));
    expect((await log.keyframe(board, 4_999)).state).toBeNull();
  }, 60_000);

  it('[I1] keeps what events say when a board opens from a keyframe after them', async () => {
    const { log, db } = await newLog();
    const item = 'shape:a' as ItemId;
    const events: BoardEvent[] = [
      { type: 'created', title: 'A bench' },
      { type: 'locked', itemIds: [item] },
    ];
    const [update] = updatesOf([[0, 1, 1]]);
    const payloads = [...events.map(encodeEventPayload), update as Uint8Array];
    const entries = payloads.map((payload, index) =>
      entry(index + 1, { payload, kind: index < 2 ? 'event' : 'update' }),
    );
    await log.append({ entries, claims: [] });
    log.sealAll();
    await keyframeOf(db, board, log);
    expect((await log.keyframe(board, 99)).seq).toBe(3);
    expect((await loadBoard(log, board)).locks.has(item)).toBe(true);
  });

  it('[H10] prunes every keyframe that another follows, and opens boards and tells of the past as before', async () => {
    const { log, db } = await newLog();
    const updates = updatesOf(Array.from({ length: 90 }, (_, index) => [index % 3, index % 2, index * 5 + 1] as const));
    const seqs = [30, 60, 90];
    for (const [index, seq] of seqs.entries()) {
      const entries = updates.slice(seqs[index - 1] ?? 0, seq);
      const first = (seqs[index - 1] ?? 0) + 1;
      await log.append({ entries: entries.map((payload, at) => entry(first + at, { payload })), claims: [] });
      log.sealAll();
      await keyframeOf(db, board, log);
    }
    const sizes = () => db.prepare('SELECT seq, until, length(bytes) AS bytes FROM keyframes ORDER BY seq').all();
    const before = sizes();
    log.sealAll();
    expect(sizes().map(({ seq, until }) => [seq, until])).toEqual([
      [30, 60],
      [60, 90],
      [90, null],
    ]);
    expect(sizes()[1]?.['bytes']).toBeLessThan(before[1]?.['bytes'] as number);
    expect((await log.pieces(board, 0)).keyframes.map(({ seq, until }) => [seq, until])).toEqual([
      [30, 60],
      [60, 90],
      [90, null],
    ]);
    // What can come now may refer to anything: only a whole keyframe will do.
    expect(await log.keyframe(board, Number.MAX_SAFE_INTEGER)).toMatchObject({ seq: 90 });
    expect(await log.keyframe(board, 75)).toMatchObject({ seq: 60 });
    const replayed = new Y.Doc();
    for (const payload of updates) Y.applyUpdate(replayed, payload);
    expect(stateOf((await loadBoard(log, board)).doc)).toEqual(stateOf(replayed));
    const [later] = [log.sealAll()];
    expect(later).toEqual([]);
  });

  it('[T1] [H13] tells what was shown in tracks, of which the log is the truth, and keeps fewer keyframes for them', async () => {
    const { log, db, board: logged, policy } = await trackedBoard();
    log.sealAll(policy);
    await keyframeOf(db, board, log);
    await log.append({ entries: entriesOf(logged, 60, 120), claims: [] });
    log.sealAll(policy);
    await keyframeOf(db, board, log);
    await log.append({ entries: entriesOf(logged, 120, 240), claims: [] });
    log.sealAll(policy);
    const { tracks, keyframes } = await log.pieces(board, 0);
    expect(tracks.map(({ seq }) => seq)).toEqual([0, ...tracks.slice(0, -1).map(({ until }) => until)]);
    expect(tracks.at(-1)?.until).toBeGreaterThan(120);
    expect(keyframes.map(({ seq, until }) => [seq, until])).toEqual([[120, null]]);
    const doc = new Y.Doc();
    for (const { seq, hash } of tracks) {
      const sealed = await log.track(board, seq);
      expect(sealed?.hash).toBe(hash);
      const opened = openTrack(sealed as Sealed, zstdCodec);
      if (!opened.ok) throw new Error(opened.damage);
      const track = new PastTrack(opened.value);
      for (let at = seq + 1; at <= track.until; at++) {
        Y.applyUpdate(doc, logged.log[at - 1]?.payload as Uint8Array);
        track.moveTo(at);
        expect(Object.fromEntries(track.records())).toEqual(Object.fromEntries(readBoard(doc).records));
      }
    }
    expect(log.faults()).toEqual([]);
    expect(stateOf((await loadBoard(log, board)).doc).records).toEqual(stateOf(logged.live).records);
  });

  it('[T2] makes tracks anew that another version wrote, hands no damaged one out, and names what is not as the log gives it', async () => {
    const { log, db, policy, file } = await trackedBoard();
    log.sealAll(policy);
    const before = (await log.pieces(board, 0)).tracks;
    db.exec("UPDATE tracks SET schema = 'another', hash = 'another' WHERE seq = 24");
    const again = new DirectUpdateLog(file);
    expect((await again.pieces(board, 0)).tracks).toEqual([before[0]]);
    again.sealAll(policy);
    expect((await again.pieces(board, 0)).tracks).toEqual(before);
    const first = db.prepare('SELECT hash, bytes FROM tracks WHERE seq = 0').get() as unknown as Sealed;
    db.prepare('UPDATE tracks SET hash = ?, bytes = ? WHERE seq = 24').run(first.hash, first.bytes);
    expect(again.faults()).toEqual(['track 24 of board b1 is not what its log gives']);
    db.exec("UPDATE tracks SET hash = '' WHERE seq = 24");
    expect(again.faults()).toEqual(['track 24 of board b1: its bytes do not match its SHA-256']);
    await expect(again.track(board, 24)).rejects.toMatchObject({ code: 'history_damaged' });
    await again.close();
  });

  it('[T2] makes no track of a board of an older format, and asks for it only once', async () => {
    const { log, policy } = await trackedBoard(1);
    const made = log.sealAll(policy).filter(({ kind }) => kind === 'track');
    expect(made).toMatchObject([
      { seq: 0, bytes: new Uint8Array() },
      { seq: 24, bytes: new Uint8Array() },
    ]);
    expect((await log.pieces(board, 0)).tracks).toEqual([]);
    expect(await log.track(board, 0)).toBeNull();
    expect(log.faults()).toEqual([]);
  });

  it('leaves a damaged keyframe aside, names it, and opens the board without it', async () => {
    const { log, db } = await newLog();
    const updates = updatesOf(Array.from({ length: 30 }, (_, index) => [0, index % 4, index] as const));
    await log.append({ entries: updates.map((payload, index) => entry(index + 1, { payload })), claims: [] });
    log.sealAll();
    await keyframeOf(db, board, log);
    damage(db, 'keyframes', updates.length);
    const { doc, damaged } = await loadBoard(log, board);
    expect(damaged).toEqual([`keyframe ${updates.length} of board b1: its bytes do not match its SHA-256`]);
    expect(doc.getMap('records').toJSON()).not.toEqual({});
  });

  it('hands nothing on from a damaged segment and names it; the rest still reads', async () => {
    const { log, db } = await newLog();
    await log.append({ entries: Array.from({ length: 9 }, (_, index) => entry(index + 1)), claims: [] });
    log.sealAll();
    damage(db, 'segments', 6);
    await expect(log.read(board, 0, 9)).rejects.toMatchObject({
      code: 'storage_failed',
      detail: 'segment 4 of board b1: its bytes do not match its SHA-256',
    });
    expect((await log.read(board, 0, 3)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await log.read(board, 6, 9)).map(({ seq }) => seq)).toEqual([7, 8, 9]);
  });

  it('names an entry that is missing and reads nothing across the gap', async () => {
    const { log, db } = await newLog();
    await log.append({ entries: Array.from({ length: 9 }, (_, index) => entry(index + 1)), claims: [] });
    db.exec('DELETE FROM entries WHERE seq = 5');
    await expect(log.read(board, 0, 9)).rejects.toMatchObject({ detail: 'entry 5 of board b1 is missing' });
  });

  it('leaves nothing of the rows behind in the file', async () => {
    const file = join(await temporaryDirectory(), 'log.db');
    const log = new DirectUpdateLog(file);
    await log.create(board, 'g');
    const updates = updatesOf(Array.from({ length: 200 }, (_, index) => [index % 2, index % 50, index * 5 + 3]));
    const entries = updates.map((payload, index) => entry(index + 1, { payload }));
    const copiesIn = (bytes: Buffer) => updates.filter((payload) => bytes.includes(Buffer.from(payload))).length;
    await log.append({ entries, claims: [] });
    // Closing writes the write-ahead log into the file.
    await log.close();
    expect(copiesIn(readFileSync(file))).toBe(updates.length);
    const reopened = new DirectUpdateLog(file);
    reopened.sealAll({ ...EAGER, segmentEntries: 200, segmentBytes: 1_000_000 });
    await reopened.close();
    expect(copiesIn(readFileSync(file))).toBe(0);
  });

  it('replaces no rows that are not there, and changes nothing then', async () => {
    const { log, db } = await newLog();
    await log.append({ entries: [entry(1), entry(2), entry(3)], claims: [] });
    const [piece] = log.sealAll();
    await log.append({ entries: [entry(4)], claims: [] });
    if (piece?.kind !== 'segment') throw new Error('nothing was sealed');
    expect(() => log.keep({ ...piece, first: 4, last: 6 })).toThrow(WeftError);
    expect([countOf(db, 'entries'), countOf(db, 'segments')]).toEqual([1, 1]);
  });
});

describe.each([1, 2, 3, 4])('[I10] log.db as format %i left it', (format) => {
  it('has after migration the layout of a new file, and every entry as it was, sealed or not', async () => {
    const rows = rowsOf(await fileOfFormat(1));
    const file = await fileOfFormat(format);
    const log = new DirectUpdateLog(file);
    const readAll = async () => [
      ...(await log.read('bench' as BoardId, 0, 1_000)),
      ...(await log.read('square' as BoardId, 0, 1_000)),
    ];
    const people = [null, 'ada', 'grace'];
    const expected = rows.map((row) => [
      row['seq'],
      row['at'],
      row['made_at'],
      people[row['author'] as number],
      row['kind'] === 0 ? 'update' : 'event',
      row['payload'],
    ]);
    const entries = await readAll();
    expect(asRows(entries)).toEqual(expected);
    expect(entries.filter(({ intent }) => intent !== undefined)).toHaveLength(2);
    expect(await log.open('empty' as BoardId)).toMatchObject({ generation: 'generation-empty', lastSeq: 0 });
    log.sealAll();
    expect(await readAll()).toEqual(entries);
    await log.close();
    const fresh = join(await temporaryDirectory(), 'log.db');
    await new DirectUpdateLog(fresh).close();
    expect(tables(file)).toEqual(tables(fresh));
    expect(namedInSegments(file)).toEqual([]);
  });

  it('gives every board at every time from its keyframes as from its whole log', async () => {
    const log = new DirectUpdateLog(await fileOfFormat(format));
    onTestFinished(async () => await log.close());
    for (const boardId of ['bench', 'square'] as BoardId[]) {
      const whole = new Y.Doc();
      for (const { seq, kind, payload } of await log.read(boardId, 0, 1_000)) {
        if (kind === 'update') Y.applyUpdate(whole, payload);
        const keyframe = await log.keyframe(boardId, seq);
        const doc = new Y.Doc();
        if (keyframe.state !== null) Y.applyUpdate(doc, keyframe.state);
        for (const next of await log.read(boardId, keyframe.seq, seq - keyframe.seq)) {
          if (next.kind === 'update') Y.applyUpdate(doc, next.payload);
        }
        expect(stateOf(doc), `${boardId} ${seq}`).toEqual(stateOf(whole));
      }
    }
  });
});

/** A keyframe of all that is there, whether or not one is due. */
async function keyframeOf(db: DatabaseSync, boardId: BoardId, log: DirectUpdateLog): Promise<void> {
  const { doc } = await loadBoard(log, boardId);
  const number = db.prepare('SELECT number FROM boards WHERE id = ?').get(boardId)?.['number'] as number;
  const seq = (await log.open(boardId))?.lastSeq ?? 0;
  if (seq === 0) return;
  log.keep({
    kind: 'keyframe',
    board: number,
    generation: 'g',
    seq,
    ...packKeyframe(Y.encodeStateAsUpdate(doc), zstdCodec),
  });
}

function rowsOf(file: string) {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT * FROM entries ORDER BY board, seq').all();
  db.close();
  return rows;
}

/** Connections that a segment names: it was to be freed of who did what. */
function namedInSegments(file: string): readonly string[] {
  const db = new DatabaseSync(file);
  const segments = db.prepare('SELECT hash, bytes FROM segments').all() as unknown as Sealed[];
  db.close();
  const opened = segments.map((segment) => openSegment(segment, zstdCodec));
  return opened.flatMap((found) => (found.ok ? found.value : [])).flatMap(({ connectionId }) => connectionId || []);
}

/** How every table and index of a file is made. */
const tables = (file: string) => {
  const db = new DatabaseSync(file);
  const found = db.prepare('SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name').all();
  db.close();
  return found.map(({ sql }) => String(sql).replaceAll(/\s+/g, ' '));
};

const asRows = (entries: readonly LogEntry[]) =>
  entries.map(({ seq, at, madeAt, personId, kind, payload }) => [seq, at, madeAt ?? null, personId, kind, payload]);

/** A file as that format wrote it; all of them hold the same entries. */
async function fileOfFormat(format: number): Promise<string> {
  const file = join(await temporaryDirectory(), 'log.db');
  const db = new DatabaseSync(file);
  // As one transaction: a disk takes its time for each.
  db.exec(`BEGIN; ${readFileSync(new URL(`fixtures/log-v${format}.sql`, import.meta.url), 'utf8')} COMMIT`);
  db.close();
  return file;
}
