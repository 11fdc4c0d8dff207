import { LIMITS, type PersonId, type Role } from '@weft/protocol';
import * as Y from 'yjs';
import { judgeUpdate, type GuardContext, type Place, type Verdict } from './index.ts';

const ROOTS = ['records', 'board'];

export const person = (name: string): PersonId => name as PersonId;

/** A board as the relay holds one, without sockets and log: what is accepted is applied and told to all others. */
export class SimulatedBoard {
  readonly doc = new Y.Doc();
  readonly owners = new Map<number, PersonId>();
  readonly verdicts: Verdict[] = [];
  readonly #listeners = new Map<object, (update: Uint8Array) => void>();

  /** @param seed writes what the board begins with, as the server */
  constructor(seed: (doc: Y.Doc) => void = seedLittle) {
    this.doc.clientID = 1;
    this.owners.set(1, person('weft'));
    seed(this.doc);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
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
      isFormatting: (client, clock, length) => structsIn(this.doc, client, clock, length).every(isFormatting),
      ...more,
    });
  }

  /** Judges, and applies what is accepted as a host has to. */
  receive(bytes: Uint8Array, personId: PersonId, role: Role, from: object): Verdict {
    const verdict = this.judge(bytes, personId, role);
    this.verdicts.push(verdict);
    if (verdict.kind === 'accept') {
      for (const client of verdict.claims) this.owners.set(client, personId);
      applyAccepted(this.doc, bytes, verdict.partlyKnown, from);
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

export function applyAccepted(doc: Y.Doc, bytes: Uint8Array, partlyKnown: boolean, origin?: unknown): void {
  Y.applyUpdate(doc, partlyKnown ? Y.diffUpdate(bytes, Y.encodeStateVector(doc)) : bytes, origin);
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
