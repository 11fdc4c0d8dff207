import { LIMITS, type PersonId, type Role } from '@weft/protocol';
import * as Y from 'yjs';
import { rewriteUpdate } from '@weft/update-codec';
import {
  judgeUpdate,
  type GuardContext,
  type LivingPart,
  type LockPolicy,
  type Neighbours,
  type Place,
  type RoomPolicy,
  type Verdict,
} from './index.ts';

const ROOTS = ['records', 'board'];

export const person = (name: string): PersonId => name as PersonId;

/** A board as the relay holds one, without sockets and log: what is accepted is applied and told to all others. */
export class SimulatedBoard {
  readonly doc = new Y.Doc();
  readonly owners = new Map<number, PersonId>();
  readonly verdicts: Verdict[] = [];
  /** What a facilitator locked. */
  readonly locked = new Set<string>();
  /** How much more fits; null: as much as one likes. */
  room: RoomPolicy | null = null;
  /** What was applied, in order: the log. */
  readonly log: Uint8Array[] = [];
  readonly #listeners = new Map<object, (update: Uint8Array) => void>();

  /** @param seed writes what the board begins with, as the server */
  constructor(seed: (doc: Y.Doc) => void = seedLittle) {
    this.doc.clientID = 1;
    this.owners.set(1, person('weft'));
    seed(this.doc);
    this.log.push(Y.encodeStateAsUpdate(this.doc));
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      this.log.push(update);
      for (const [listener, tell] of this.#listeners) if (listener !== origin) tell(update);
    });
  }

  listen(listener: object, tell: (update: Uint8Array) => void): void {
    this.#listeners.set(listener, tell);
  }

  leave(listener: object): void {
    this.#listeners.delete(listener);
  }

  judge(bytes: Uint8Array, personId: PersonId, role: Role = 'participant', more: Partial<GuardContext> = {}): Verdict {
    return judgeUpdate(bytes, {
      personId,
      role,
      stateVector: Y.decodeStateVector(Y.encodeStateVector(this.doc)),
      ownerOf: (client) => this.owners.get(client),
      isDeleted: (client, clock, length) => structsIn(this.doc, client, clock, length).every(({ deleted }) => deleted),
      claimedByConnection: 0,
      maxClientIds: LIMITS.maxClientIdsPerConnection,
      roots: ROOTS,
      placeOf: (client, clock) => placeIn(this.doc, client, clock),
      stepsBetween: (between, atMost) => stepsBetween(this.doc, between, atMost),
      isFormatting: (client, clock, length) => structsIn(this.doc, client, clock, length).every(isFormatting),
      ...(role === 'participant' && this.locked.size > 0 ? { locks: lockPolicyOf(this.doc, this.locked) } : {}),
      ...(this.room === null ? {} : { room: this.room }),
      ...more,
    });
  }

  /** Judges, and applies what is accepted as a host has to. */
  receive(bytes: Uint8Array, personId: PersonId, role: Role, from: object): Verdict {
    const verdict = this.judge(bytes, personId, role);
    this.verdicts.push(verdict);
    if (verdict.kind === 'accept' || verdict.kind === 'neutralise') {
      for (const client of verdict.claims) this.owners.set(client, personId);
      applyAccepted(this.doc, bytes, verdict, from);
    }
    return verdict;
  }

  get pending(): unknown {
    return this.doc.store.pendingStructs ?? this.doc.store.pendingDs;
  }
}

function seedLittle(doc: Y.Doc): void {
  doc.getMap('records').set('document:document', new Y.Map([['name', 'seed']]));
  doc.getMap('board').set('formatVersion', 1);
}

/** Applies what a verdict leaves of an update, as a host has to: first trimmed, then rewritten. */
export function applyAccepted(
  doc: Y.Doc,
  bytes: Uint8Array,
  verdict: Extract<Verdict, { kind: 'accept' | 'neutralise' }>,
  origin?: unknown,
): void {
  const fresh = verdict.partlyKnown ? Y.diffUpdate(bytes, Y.encodeStateVector(doc)) : bytes;
  const update = verdict.kind === 'neutralise' ? rewriteUpdate(fresh, verdict.rewriting) : fresh;
  // As a host does: else Yjs tidies up formatting in a change of its own.
  doc.transact(() => Y.applyUpdate(doc, update, origin), origin);
}

function structsIn(doc: Y.Doc, client: number, clock: number, length: number): (Y.Item | Y.GC)[] {
  const structs = doc.store.clients.get(client) ?? [];
  const found: (Y.Item | Y.GC)[] = [];
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index] as Y.Item | Y.GC;
    if (struct.id.clock >= clock + length) break;
    found.push(struct);
  }
  return found;
}

const isFormatting = (struct: Y.Item | Y.GC): boolean =>
  struct.deleted || (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat);

function placeIn(doc: Y.Doc, client: number, clock: number): Place | null {
  const item: unknown = Y.getItem(doc.store, Y.createID(client, clock));
  if (!(item instanceof Y.Item)) return null;
  const holder = holderOf(item);
  const parent = holder === null ? Y.findRootTypeKey(item.parent as Y.AbstractType<unknown>) : holder.id;
  let nesting = 0;
  for (let around: Y.Item | null = item; around !== null; around = holderOf(around)) nesting += 1;
  return { parent, key: item.parentSub, nesting };
}

/** The item that holds the type in which an item lies; null in a root type. */
const holderOf = (item: Y.Item): Y.Item | null => (item.parent as Y.AbstractType<unknown>)._item;

function stepsBetween(doc: Y.Doc, { left, right, place }: Neighbours, atMost: number): number {
  const itemAt = (id: Neighbours['left']): Y.Item | null => {
    const [struct] = id === null ? [] : structsIn(doc, id.client, id.clock, 1);
    return struct instanceof Y.Item ? struct : null;
  };
  const holder = typeof place.parent === 'string' ? doc.getMap(place.parent) : itemAt(place.parent);
  const type = holder instanceof Y.Item ? typeIn(holder) : holder;
  // What lies in something that was deleted is put nowhere.
  if (type === null) return 0;
  let at: Y.Item | null =
    // oxlint-disable-next-line no-underscore-dangle -- Yjs has no public way to the first item of a list
    left === null ? (place.key === null ? type._start : (type._map.get(place.key) ?? null)) : null;
  while (place.key !== null && at?.left) at = at.left;
  if (left !== null) at = itemAt(left);
  if (left !== null && at !== null && at.lastId.clock === left.clock) at = at.right;
  let steps = 0;
  for (const end = itemAt(right); at !== null && at !== end && steps < atMost; at = at.right) steps += 1;
  return steps;
}

const typeIn = ({ content }: Y.Item): Y.AbstractType<unknown> | null =>
  content instanceof Y.ContentType ? content.type : null;

function lockPolicyOf(doc: Y.Doc, locked: ReadonlySet<string>): LockPolicy {
  const records = doc.getMap('records');
  const around = (id: string): string | null => {
    const record = records.get(id);
    const outer: unknown =
      record instanceof Y.Map ? record.get(id.startsWith('binding:') ? 'fromId' : 'parentId') : null;
    return typeof outer === 'string' ? outer : null;
  };
  const isIn = (id: string | null, found: (id: string) => boolean): boolean =>
    id !== null && (found(id) || isIn(around(id), found));
  return {
    isLocked: (id) => isIn(id, (outer) => locked.has(outer)),
    holdsLocked: (id) => records.has(id) && [...locked].some((each) => isIn(around(each), (outer) => outer === id)),
    livingIn: (client, clock, length) => livingParts(structsIn(doc, client, clock, length), clock, length),
  };
}

const livingParts = (structs: readonly (Y.Item | Y.GC)[], clock: number, length: number): LivingPart[] =>
  structs
    .filter((struct) => !struct.deleted)
    .map((struct) => {
      const start = Math.max(clock, struct.id.clock);
      const end = Math.min(clock + length, struct.id.clock + struct.length);
      return { clock: start, length: end - start, isFormatting: isFormatting(struct) };
    });
