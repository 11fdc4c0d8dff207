import { join } from 'node:path';
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { seedBoard } from '@weft/board-model';
import {
  PERSON_COLORS,
  WeftError,
  type BoardId,
  type ConnectionId,
  type DisplaySetting,
  type Intent,
  type LogEntry,
  type Person,
  type PersonId,
} from '@weft/protocol';
import { BoardContributions } from '../contributions/BoardContributions.ts';
import { contributionRoutes } from '../contributions/contributionRoutes.ts';
import type { DisclosureFacts } from '../disclosure/Telling.ts';
import { answerError } from '../http/errorHandler.ts';
import { temporaryDirectory } from '../database/temporaryDirectory.testkit.ts';
import { encodeEventPayload } from '../log/eventPayload.ts';
import { DirectUpdateLog, EAGER } from '../log/sealing.testkit.ts';
import type { BoardMember, HistoryPieces, LiveBoards, Membership } from '../ports.ts';
import { historyRoutes } from './historyRoutes.ts';

export const BOARD = 'board-1' as BoardId;

const personNamed = (name: string): PersonId => name.toLowerCase() as PersonId;

const NOTE = {
  type: 'note',
  parentId: 'page:page',
  index: 'a1',
  rotation: 0,
  isLocked: false,
  opacity: 1,
  'props.color': 'yellow',
  'props.labelColor': 'black',
  'props.size': 'm',
  'props.font': 'draw',
  'props.align': 'middle',
  'props.verticalAlign': 'middle',
  'props.growY': 0,
  'props.fontSizeAdjustment': 1,
  'props.url': '',
  'props.scale': 1,
  'props.textLastEditedBy': null,
};

/** A note as the document has it. */
export function newNote(text: string, at: readonly [number, number] = [0, 0]): Y.Map<unknown> {
  const line = new Y.XmlElement('paragraph');
  line.insert(0, [new Y.XmlText(text)]);
  const fragment = new Y.XmlFragment();
  fragment.insert(0, [line]);
  return new Y.Map<unknown>([...Object.entries(NOTE), ['xy', at], ['text', fragment]]);
}

/** A board's log without a relay: everything a person does is one durable entry at once. */
class LoggedBoard implements Pick<LiveBoards, 'read' | 'seqAt' | 'state'> {
  readonly entries: LogEntry[] = [];
  /** How many entries each read asked for. */
  readonly reads: number[] = [];
  failing = false;
  now = 1_000;
  /** How the board shows people. */
  display: DisplaySetting[] = [];
  /** Who hid their part. */
  readonly hidden = new Set<string>();
  readonly #docs = new Map<string, Y.Doc>();

  constructor() {
    this.append(null, 'event', encodeEventPayload({ type: 'created', title: 'Bench' }));
    this.#edit(null, seedBoard);
  }

  addNote(name: string, id: string, text: string, at: readonly [number, number] = [0, 0]): void {
    this.does(name, (records) => void records.set(id, newNote(text, at)));
  }

  does(name: string, change: (records: Y.Map<unknown>) => void, intent?: Intent): void {
    this.#edit(name, (doc) => change(doc.getMap('records')), intent);
  }

  async read(_boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]> {
    if (this.failing) throw new WeftError('storage_failed', 'the log cannot be read');
    this.reads.push(limit);
    return this.entries.slice(after, after + limit);
  }

  async seqAt(_boardId: BoardId, t: number): Promise<number> {
    return this.entries.findLast(({ at }) => at <= t)?.seq ?? 0;
  }

  async state(): Promise<{ seq: number; update: Uint8Array }> {
    const doc = new Y.Doc();
    for (const { kind, payload } of this.entries) if (kind === 'update') Y.applyUpdate(doc, payload);
    return { seq: this.entries.length, update: Y.encodeStateAsUpdate(doc) };
  }

  #edit(name: string | null, change: (doc: Y.Doc) => void, intent?: Intent): void {
    const doc = this.#docOf(name ?? 'server');
    const updates: Uint8Array[] = [];
    const collect = (update: Uint8Array) => updates.push(update);
    doc.on('update', collect);
    doc.transact(() => change(doc));
    doc.off('update', collect);
    for (const update of updates) {
      this.append(name, 'update', update, intent);
      for (const other of this.#docs.values()) other.transact(() => Y.applyUpdate(other, update));
    }
  }

  #docOf(name: string): Y.Doc {
    const known = this.#docs.get(name);
    if (known !== undefined) return known;
    const doc = new Y.Doc();
    for (const { kind, payload } of this.entries) if (kind === 'update') Y.applyUpdate(doc, payload);
    this.#docs.set(name, doc);
    return doc;
  }

  append(name: string | null, kind: 'update' | 'event', payload: Uint8Array, intent?: Intent): void {
    this.now += 1_000;
    this.entries.push({
      seq: this.entries.length + 1,
      at: this.now,
      personId: name === null ? null : personNamed(name),
      connectionId: 'connection-1' as ConnectionId,
      kind,
      ...(intent === undefined ? {} : { intent }),
      payload,
    });
  }
}

function membershipOf(names: readonly string[]): Membership {
  const members = names.map((name, i): BoardMember => ({
    id: personNamed(name),
    name,
    color: PERSON_COLORS[i % PERSON_COLORS.length] as string,
    role: i === 0 ? 'facilitator' : 'participant',
    joinedAt: i,
  }));
  return {
    memberOf: async (boardId, personId) => {
      if (boardId !== BOARD) return { ok: false, code: boardId === 'deleted' ? 'board_deleted' : 'board_not_found' };
      const member = members.find(({ id }) => id === personId);
      return member === undefined ? { ok: false, code: 'not_member' } : { ok: true, member };
    },
    people: async () => members,
    touched: async () => undefined,
  };
}

/** Calls that none of these routes may make. */
const never = (): never => {
  throw new Error('a route about the past must not change a board');
};

async function requirePerson(request: { headers: Record<string, unknown> }): Promise<Person> {
  const name = request.headers['x-name'];
  if (typeof name !== 'string') throw new WeftError('not_signed_in');
  return { id: personNamed(name), name, color: PERSON_COLORS[0] };
}

/** The board's log as it lies on a disk: what has been done is written whenever somebody asks. */
class StoredHistory implements HistoryPieces {
  readonly #board: LoggedBoard;
  readonly #log: DirectUpdateLog;
  #written = 0;

  constructor(board: LoggedBoard, log: DirectUpdateLog) {
    this.#board = board;
    this.#log = log;
  }

  /** Seals all that has been done, a few entries at a time. */
  async seal(): Promise<void> {
    (await this.#whole()).sealAll({ ...EAGER, tracks: { entries: 5, payloadBytes: Infinity } });
  }

  async pieces(...asked: Parameters<HistoryPieces['pieces']>): ReturnType<HistoryPieces['pieces']> {
    return (await this.#whole()).pieces(...asked);
  }

  async segment(...asked: Parameters<HistoryPieces['segment']>): ReturnType<HistoryPieces['segment']> {
    return (await this.#whole()).segment(...asked);
  }

  async keyframePiece(
    ...asked: Parameters<HistoryPieces['keyframePiece']>
  ): ReturnType<HistoryPieces['keyframePiece']> {
    return (await this.#whole()).keyframePiece(...asked);
  }

  async keyframe(...asked: Parameters<HistoryPieces['keyframe']>): ReturnType<HistoryPieces['keyframe']> {
    return (await this.#whole()).keyframe(...asked);
  }

  async track(...asked: Parameters<HistoryPieces['track']>): ReturnType<HistoryPieces['track']> {
    return (await this.#whole()).track(...asked);
  }

  async tail(...asked: Parameters<HistoryPieces['tail']>): ReturnType<HistoryPieces['tail']> {
    return (await this.#whole()).tail(...asked);
  }

  async authors(...asked: Parameters<HistoryPieces['authors']>): ReturnType<HistoryPieces['authors']> {
    return (await this.#whole()).authors(...asked);
  }

  async #whole(): Promise<DirectUpdateLog> {
    const entries = this.#board.entries.slice(this.#written).map((entry) => ({ ...entry, boardId: BOARD }));
    this.#written += entries.length;
    if (this.#written === entries.length) await this.#log.create(BOARD, 'generation');
    if (entries.length > 0) await this.#log.append({ entries, claims: [] });
    return this.#log;
  }
}

export interface BoardServer {
  readonly app: FastifyInstance;
  readonly board: LoggedBoard;
  readonly stored: StoredHistory;
  /** The path of the file that the log is stored in. */
  readonly logFile: string;
  readonly get: (path: string, name?: string) => Promise<LightMyRequestResponse>;
}

/** The routes on a board whose members are named; whoever asks is named in the header `x-name`. */
export async function startBoardServer(names: readonly string[]): Promise<BoardServer> {
  const board = new LoggedBoard();
  const membership = membershipOf(names);
  const boards: LiveBoards = {
    create: never,
    record: never,
    change: never,
    setLocked: never,
    roleChanged: never,
    membershipEnded: never,
    onMembershipEnded: never,
    disclosureChanged: never,
    deleted: never,
    here: () => [],
    read: (boardId, after, limit) => board.read(boardId, after, limit),
    seqAt: (boardId, t) => board.seqAt(boardId, t),
    state: () => board.state(),
  };
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  const facts = async (): Promise<DisclosureFacts> => ({
    settings: board.display,
    people: (await membership.people(BOARD)).map((person) => ({ ...person, hidden: board.hidden.has(person.id) })),
  });
  const disclosure = { facts };
  const ports = { requirePerson, membership, boards, disclosure };
  const logFile = join(await temporaryDirectory(), 'log.db');
  const log = new DirectUpdateLog(logFile);
  const stored = new StoredHistory(board, log);
  await app.register(historyRoutes, { ...ports, pieces: stored });
  const making = { titleOf: async () => 'A board' };
  await app.register(contributionRoutes, { ...ports, making, contributions: new BoardContributions(boards) });
  await app.ready();
  onTestFinished(async () => {
    await app.close();
    await log.close();
  });
  const get: BoardServer['get'] = async (path, name) =>
    await app.inject({ method: 'GET', url: path, headers: name === undefined ? {} : { 'x-name': name } });
  return { app, board, stored, logFile, get };
}
