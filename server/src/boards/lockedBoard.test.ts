import * as Y from 'yjs';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  WeftError,
  type BoardId,
  type ClientId,
  type ConnectionId,
  type ItemId,
  type PersonId,
  type Role,
} from '@weft/protocol';
import { HeldUpdateLog } from '../log/HeldUpdateLog.testkit.ts';
import type { BoardHost } from './BoardHost.ts';
import type { BoardSession, Receipt } from './BoardSession.ts';
import { BoardLocks } from './BoardLocks.ts';
import { BoardRegistry } from './BoardRegistry.ts';
import { lockPolicyOf } from './lockPolicy.ts';
import { soon } from '../soon.testkit.ts';

const boardId = 'b1' as BoardId;
const fay = 'fay' as PersonId;
const NOTE = 'shape:note' as ItemId;
type Records = Y.Map<Y.Map<unknown>>;

const sessionOf = (name: string, role: Role): BoardSession => ({
  connectionId: `c-${name}` as ConnectionId,
  personId: name as PersonId,
  role,
  clientIds: new Set<ClientId>(),
  onDurable: () => undefined,
  onRenamed: () => undefined,
  onDisclosure: () => undefined,
  onStorage: () => undefined,
  onHostClosed: () => undefined,
});

let log: HeldUpdateLog;
let registry: BoardRegistry;
let host: BoardHost;
let lastClient = 100;

beforeEach(async () => {
  log = new HeldUpdateLog();
  const logger = {
    debug: vi.fn<() => void>(),
    info: vi.fn<() => void>(),
    warn: vi.fn<() => void>(),
    error: vi.fn<() => void>(),
  };
  registry = new BoardRegistry({
    log,
    now: () => 1_000,
    clock: () => 1_000,
    idleMs: 0,
    maxClientIds: 8,
    maxLiveBoards: 2,
    pace: () => 0,
    logger,
    onTouched: () => undefined,
  });
  await registry.create(boardId, fay, 'A bench');
  host = await registry.open(boardId);
  send('fay', 'facilitator', (records) => {
    records.set(
      NOTE,
      new Y.Map([
        ['parentId', 'page:page'],
        ['props.color', 'yellow'],
      ]),
    );
    records.set('shape:free', new Y.Map([['parentId', 'page:page']]));
  });
});

/** Somebody's change, made on a copy of the board as it is. */
function send(name: string, role: Role, edit: (records: Records) => void): Receipt {
  const session = sessionOf(name, role);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(host.doc));
  doc.clientID = lastClient += 1;
  const before = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc.getMap('records')));
  const update = Y.encodeStateAsUpdate(doc, before);
  return host.receive(session, update, { personId: session.personId, connectionId: session.connectionId });
}

const record = (id: string): unknown => host.doc.getMap<Y.Map<unknown>>('records').get(id)?.toJSON();
const paint = (id: string, color: string) => (records: Records) => void records.get(id)?.set('props.color', color);

describe('a board with locked items', () => {
  it('[I12] takes from a participant all but what is locked, and says what was left out', async () => {
    await host.setLocked(fay, [NOTE], true);
    const receipt = send('ben', 'participant', (records) => {
      paint(NOTE, 'red')(records);
      paint('shape:free', 'blue')(records);
    });
    expect(receipt).toMatchObject({ taken: true, rejected: { code: 'locked', records: [NOTE] } });
    expect(record(NOTE)).toMatchObject({ 'props.color': 'yellow' });
    expect(record('shape:free')).toMatchObject({ 'props.color': 'blue' });
    expect(send('fay', 'facilitator', paint(NOTE, 'green'))).toMatchObject({ taken: true, rejected: null });
    expect(record(NOTE)).toMatchObject({ 'props.color': 'green' });
  });

  it('[I1] logs what was effectively applied, so that the log replays to the live document', async () => {
    await host.setLocked(fay, [NOTE], true);
    send('ben', 'participant', (records) => {
      records.delete(NOTE);
      paint('shape:free', 'blue')(records);
    });
    const entry = log.entries.at(-1);
    expect(entry).toMatchObject({ kind: 'update', personId: 'ben' });
    expect(Y.decodeUpdate(entry?.payload as Uint8Array).ds.clients.size).toBe(0);
    const replayed = new Y.Doc();
    for (const { kind, payload } of log.entries) if (kind === 'update') Y.applyUpdate(replayed, payload);
    expect(replayed.getMap('records').toJSON()).toEqual(host.doc.getMap('records').toJSON());
    expect(Y.encodeStateVector(replayed)).toEqual(Y.encodeStateVector(host.doc));
  });

  it('[I5] logs nothing of a change of which nothing was permitted but that has no structs', async () => {
    await host.setLocked(fay, [NOTE], true);
    const entries = log.entries.length;
    expect(send('ben', 'participant', (records) => records.delete(NOTE))).toMatchObject({ taken: true });
    expect(log.entries).toHaveLength(entries);
    expect(record(NOTE)).toBeDefined();
  });

  it('[R1] takes nothing of a change of which a part is locked while the disk is full: the board stays open', async () => {
    await host.setLocked(fay, [NOTE], true);
    log.broken = true;
    log.automatic = false;
    send('fay', 'facilitator', paint('shape:free', 'black'));
    log.fail(new WeftError('storage_full'));
    await soon(() => expect(registry.storageFault).toBe('storage_full'));
    log.automatic = true;
    host = await registry.open(boardId);
    const receipt = send('ben', 'participant', (records) => {
      paint(NOTE, 'red')(records);
      paint('shape:free', 'blue')(records);
    });
    expect(receipt).toMatchObject({ taken: false, code: 'storage_full' });
    expect(log.heldCount).toBe(0);
    expect(record('shape:free')).not.toHaveProperty('props.color');
  });

  it('[I12] knows its locks again when it is loaded from the log', async () => {
    await host.setLocked(fay, [NOTE], true);
    await host.durable(host.seq);
    // The first look notes that nobody is on it, the second lets go of it.
    registry.sweep();
    registry.sweep();
    expect(registry.liveCount).toBe(0);
    host = await registry.open(boardId);
    expect(host.lockedItems).toEqual([NOTE]);
    expect(send('ben', 'participant', paint(NOTE, 'red'))).toMatchObject({ rejected: { code: 'locked' } });
    await host.setLocked(fay, [NOTE], false);
    expect(send('ben', 'participant', paint(NOTE, 'red'))).toMatchObject({ taken: true, rejected: null });
  });

  it('[I12] logs a lock once, of items only, and says when none of them is there', async () => {
    await host.setLocked(fay, [NOTE, 'shape:gone' as ItemId, 'page:page' as ItemId], true);
    await host.setLocked(fay, [NOTE], true);
    const events = log.entries
      .filter(({ kind }) => kind === 'event')
      .map(({ payload }) => new TextDecoder().decode(payload));
    expect(events.filter((event) => event.includes('locked'))).toEqual([`{"type":"locked","itemIds":["${NOTE}"]}`]);
    await expect(host.setLocked(fay, ['shape:gone' as ItemId], true)).rejects.toMatchObject({ code: 'item_not_found' });
  });
});

const policyOn = (records: Readonly<Record<string, Readonly<Record<string, unknown>>>>, ...locked: string[]) => {
  const doc = new Y.Doc();
  for (const [id, fields] of Object.entries(records)) doc.getMap('records').set(id, new Y.Map(Object.entries(fields)));
  return lockPolicyOf(doc, new BoardLocks(locked as ItemId[]));
};

describe('what a lock covers', () => {
  it('[G14] is found with one look over the board, however many images an update touches', () => {
    const doc = new Y.Doc();
    const records = doc.getMap('records');
    records.set('shape:image', new Y.Map(Object.entries({ parentId: 'page:page', 'props.assetId': 'asset:7' })));
    for (let at = 0; at < 50; at += 1) records.set(`asset:${at}`, new Y.Map([['props.src', '/a']]));
    const looks = vi.spyOn(records, Symbol.iterator);
    const policy = lockPolicyOf(doc, new BoardLocks(['shape:image' as ItemId]));
    const locked = [...records.keys()].filter((id) => policy.isLocked(id));
    expect(locked.toSorted()).toEqual(['asset:7', 'shape:image']);
    expect(looks).toHaveBeenCalledOnce();
  });

  it('[G14] is what lies in the item, at any depth, its bindings and the image that it shows', () => {
    const policy = policyOn(
      {
        'shape:frame': { parentId: 'page:page' },
        'shape:group': { parentId: 'shape:frame' },
        'shape:image': { parentId: 'shape:group', 'props.assetId': 'asset:one' },
        'shape:arrow': { parentId: 'shape:group' },
        'binding:in': { fromId: 'shape:arrow', toId: 'shape:free' },
        'binding:to': { fromId: 'shape:free', toId: 'shape:arrow' },
        'asset:one': { 'props.src': '/a' },
        'asset:two': { 'props.src': '/b' },
        'shape:free': { parentId: 'page:page', 'props.assetId': 'asset:two' },
      },
      'shape:frame',
    );
    for (const id of ['shape:frame', 'shape:group', 'shape:image', 'shape:arrow', 'binding:in', 'asset:one']) {
      expect(policy.isLocked(id), id).toBe(true);
    }
    for (const id of [
      'binding:to',
      'asset:two',
      'asset:new',
      'shape:free',
      'page:page',
      'shape:new',
      'document:document',
    ]) {
      expect(policy.isLocked(id), id).toBe(false);
    }
  });

  it('[G16] reaches outwards to all that holds it, as far as that is there', () => {
    const policy = policyOn(
      { 'page:page': {}, 'shape:frame': { parentId: 'page:page' }, 'shape:in': { parentId: 'shape:frame' } },
      'shape:in',
      'shape:gone',
    );
    expect(['page:page', 'shape:frame', 'shape:in'].map((id) => policy.holdsLocked(id))).toEqual([true, true, false]);
    const orphan = policyOn({ 'shape:in': { parentId: 'shape:lost' } }, 'shape:in');
    expect(orphan.holdsLocked('shape:lost')).toBe(false);
  });

  it('ends where items lie in each other in a circle, or deeper than anything that is shown', () => {
    const circle = policyOn(
      { 'shape:a': { parentId: 'shape:b' }, 'shape:b': { parentId: 'shape:a' } },
      'shape:b',
      'shape:x',
    );
    expect(circle.isLocked('shape:a')).toBe(true);
    expect(circle.holdsLocked('shape:a')).toBe(true);
    const chain = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`shape:${at}`, { parentId: `shape:${at + 1}` }]),
    );
    const deep = policyOn(chain, 'shape:elsewhere');
    expect(deep.isLocked('shape:0')).toBe(true);
    expect(deep.isLocked('shape:290')).toBe(false);
  });
});
