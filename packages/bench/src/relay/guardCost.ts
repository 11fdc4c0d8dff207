import { ROOTS, seedBoard, textFragment, writeChanges } from '@weft/board-model';
import type { ClientId, PersonId } from '@weft/protocol';
import { judgeUpdate, type GuardContext } from '@weft/update-guard';
import * as Y from 'yjs';
import { asAdded, noteRecord, sentence } from '../board/boardRecords.ts';
import { spreadOf } from '../statistics.ts';
import { clientIdOf } from './peers/Peer.ts';

export interface GuardCost {
  readonly kind: string;
  readonly bytes: number;
  /** Microseconds an update, the median: to judge it, and to apply it and have Yjs say what was new. */
  readonly judge: number;
  readonly apply: number;
}

const UPDATES = 5_000;
const ROUNDS = 3;
const PERSON = 'person' as PersonId;
const CLIENT: ClientId = clientIdOf(1);

type Edit = (doc: Y.Doc, number: number) => void;

/** What the guard costs for what people do most, beside what Yjs does with the same update. */
export function guardCosts(): readonly GuardCost[] {
  return [costOf('a character', typeCharacter), costOf('a move', moveNote), costOf('a record', addNote)];
}

const addNote: Edit = (doc, number) =>
  writeChanges(doc, { added: asAdded([noteRecord(number, sentence(number))]), updated: {}, removed: {} }, null);

const moveNote: Edit = (doc, number) => {
  const note = doc.getMap<Y.Map<unknown>>('records').get(noteRecord(0, '').id);
  note?.set('xy', [number + 1 / 64, 1 / 64]);
};

const typeCharacter: Edit = (doc, number) => {
  const paragraph = textFragment(doc, noteRecord(0, '').id)?.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error('the note has no text');
  text.insert(text.length, String.fromCharCode(97 + (number % 26)));
};

function costOf(kind: string, edit: Edit): GuardCost {
  const { before, updates } = record(edit);
  // Other processes only ever make it slower, and the first round warms up: the fastest is the truest.
  const rounds = Array.from({ length: ROUNDS }, () => play(kind, before, updates));
  return rounds.reduce((best, cost) => (cost.judge + cost.apply < best.judge + best.apply ? cost : best));
}

/** One person's updates, as their client would send them, onto a board with a few notes. */
function record(edit: Edit): { readonly before: Uint8Array; readonly updates: readonly Uint8Array[] } {
  const doc = new Y.Doc();
  seedBoard(doc);
  doc.clientID = CLIENT;
  for (let number = 0; number < 10; number++) addNote(doc, number);
  const before = Y.encodeStateAsUpdate(doc);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let number = 10; number < 10 + UPDATES; number++) edit(doc, number);
  return { before, updates };
}

function play(kind: string, before: Uint8Array, updates: readonly Uint8Array[]): GuardCost {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, before);
  let stateVector: ReadonlyMap<number, number> = Y.decodeStateVector(Y.encodeStateVector(doc));
  let fresh = 0;
  doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    stateVector = transaction.afterState;
    fresh += 1;
  });
  const judge: number[] = [];
  const apply: number[] = [];
  for (const update of updates) {
    const began = performance.now();
    const verdict = judgeUpdate(update, contextOf(doc, stateVector));
    const judged = performance.now();
    doc.transact(() => Y.applyUpdate(doc, update));
    apply.push(performance.now() - judged);
    judge.push(judged - began);
    if (verdict.kind !== 'accept') throw new Error(`the guard did not accept ${kind}`);
  }
  if (fresh !== updates.length) throw new Error('an update was without effect');
  const bytes = updates.reduce((sum, update) => sum + update.length, 0) / updates.length;
  return { kind, bytes, judge: spreadOf(judge).p50 * 1_000, apply: spreadOf(apply).p50 * 1_000 };
}

/** What the server tells the guard about a live document. */
function contextOf(doc: Y.Doc, stateVector: ReadonlyMap<number, number>): GuardContext {
  return {
    personId: PERSON,
    role: 'participant',
    stateVector,
    ownerOf: (client) => (client === CLIENT ? PERSON : undefined),
    isDeleted: (client, clock) => Y.getItem(doc.store, Y.createID(client, clock)).deleted,
    placeOf: (client, clock) => placeOf(doc, client, clock),
    claimedByConnection: 1,
    maxClientIds: 256,
    roots: ROOTS,
  };
}

function placeOf(doc: Y.Doc, client: number, clock: number): ReturnType<NonNullable<GuardContext['placeOf']>> {
  const item = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item) || !(item.parent instanceof Y.AbstractType)) return null;
  let nesting = 0;
  for (let type: unknown = item.parent; type instanceof Y.AbstractType; type = type._item?.parent) nesting += 1;
  return { parent: item.parent._item?.id ?? Y.findRootTypeKey(item.parent), key: item.parentSub, nesting };
}
