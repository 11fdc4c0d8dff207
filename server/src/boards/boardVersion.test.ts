import { setImmediate as turn } from 'node:timers/promises';
import * as Y from 'yjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { boardAge, FORMAT_VERSION, formatOf, readBoard, SCHEMA, seedBoard } from '@weft/board-model';
import { type BoardId, type ConnectionId, type PersonId, type Role } from '@weft/protocol';
import { HeldUpdateLog } from '../log/HeldUpdateLog.testkit.ts';
import { BoardRegistry } from './BoardRegistry.ts';
import type { BoardSession } from './BoardSession.ts';

const boardId = 'b1' as BoardId;
const NOBODY = { personId: null, connectionId: 'server' as ConnectionId };
const ada = 'ada' as PersonId;

let log: HeldUpdateLog;
let registry: BoardRegistry;

beforeEach(() => {
  log = new HeldUpdateLog();
  registry = newRegistry();
});

function newRegistry(): BoardRegistry {
  const silent = vi.fn<() => void>();
  return new BoardRegistry({
    log,
    now: () => 1_000,
    clock: () => 1_000,
    idleMs: 1_000,
    maxClientIds: 8,
    maxLiveBoards: 2,
    pace: () => 0,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    onTouched: silent,
  });
}

/** Puts a board into the log as another version of Weft left it. */
async function leftBehind(write: (doc: Y.Doc) => void): Promise<void> {
  await log.create(boardId, 'g');
  const doc = new Y.Doc();
  doc.clientID = 5;
  doc.transact(() => {
    seedBoard(doc);
    write(doc);
  });
  const entry = { boardId, seq: 1, at: 1, ...NOBODY, kind: 'update' as const, payload: Y.encodeStateAsUpdate(doc) };
  await log.append({ entries: [entry], claims: [] });
}

/** A note as it lay before tldraw had rich text. */
const withOldNote = (doc: Y.Doc): void => {
  const today = SCHEMA.serialize();
  const sequences = 'sequences' in today ? today.sequences : {};
  doc.getMap('board').set('schema', { schemaVersion: 2, sequences: { ...sequences, 'com.tldraw.shape.note': 8 } });
  const fields = {
    type: 'note',
    xy: [0, 0],
    rotation: 0,
    index: 'a1',
    parentId: 'page:page',
    isLocked: false,
    opacity: 1,
    'props.color': 'blue',
    'props.labelColor': 'black',
    'props.size': 'm',
    'props.font': 'draw',
    'props.fontSizeAdjustment': 0,
    'props.align': 'middle',
    'props.verticalAlign': 'middle',
    'props.growY': 0,
    'props.url': '',
    'props.scale': 1,
    'props.text': 'old words',
  };
  doc.getMap('records').set('shape:old', new Y.Map(Object.entries(fields)));
};

const session = (): BoardSession => ({
  connectionId: 'c1' as ConnectionId,
  personId: ada,
  role: 'participant' satisfies Role,
  clientIds: new Set(),
  onDurable: () => undefined,
  onRenamed: () => undefined,
  onDisclosure: () => undefined,
  onStorage: () => undefined,
  onHostClosed: () => undefined,
});

describe('a board that another version of Weft left behind', () => {
  it('[M4] is migrated once when it is loaded, by nobody, and the log says so', async () => {
    await leftBehind(withOldNote);
    const host = await registry.open(boardId);
    expect(readBoard(host.doc).records.has('shape:old')).toBe(true);
    expect(boardAge(formatOf(host.doc))).toBe('today');
    expect(log.entries.map(({ personId, kind }) => [personId, kind])).toEqual([
      [null, 'update'],
      [null, 'update'],
    ]);
    const replayed = new Y.Doc();
    for (const { payload } of log.entries) Y.applyUpdate(replayed, payload);
    expect(replayed.getMap('records').toJSON()).toEqual(host.doc.getMap('records').toJSON());
    await registry.stop();
    expect(log.entries).toHaveLength(2);
  });

  it('[M8] is not opened where it is newer, and nothing is written to it', async () => {
    await leftBehind((doc) => doc.getMap('board').set('format', 99));
    await expect(registry.open(boardId)).rejects.toMatchObject({ code: 'board_too_new' });
    await expect(registry.record(boardId, ada, { type: 'renamed', title: 'x' })).rejects.toMatchObject({
      code: 'board_too_new',
    });
    expect(log.entries).toHaveLength(1);
    expect(await registry.read(boardId, 0, 10)).toHaveLength(1);
  });

  it('[M2] keeps saying its version, whatever a peer writes there', async () => {
    await leftBehind(() => undefined);
    const host = await registry.open(boardId);
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(host.doc));
    const before = Y.encodeStateVector(theirs);
    theirs.getMap('board').set('format', 99);
    theirs.getMap('board').delete('schema');
    const peer = session();
    host.receive(peer, Y.encodeStateAsUpdate(theirs, before), peer);
    expect(boardAge(formatOf(host.doc))).toBe('newer');
    await turn();
    await turn();
    expect(formatOf(host.doc)).toEqual({ format: FORMAT_VERSION, schema: SCHEMA.serialize() });
    expect(log.entries.map(({ personId }) => personId)).toEqual([null, ada, null]);
  });

  it('[M2] is opened and says its version again when the server was killed before it could restore it', async () => {
    await leftBehind(() => undefined);
    const host = await registry.open(boardId);
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(host.doc));
    const before = Y.encodeStateVector(theirs);
    theirs.getMap('board').set('format', 99);
    theirs.getMap('board').set('schema', { schemaVersion: 2, sequences: { 'com.tldraw.store': 99 } });
    const peer = session();
    host.receive(peer, Y.encodeStateAsUpdate(theirs, before), peer);
    host.close('server_stopping');
    expect(log.entries.at(-1)).toMatchObject({ personId: ada });
    const again = await newRegistry().open(boardId);
    expect(formatOf(again.doc)).toEqual({ format: FORMAT_VERSION, schema: SCHEMA.serialize() });
  });
});
