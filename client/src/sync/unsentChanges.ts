import { writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * What a copy of a board holds that the board has not got, as an update that anybody may bring: all of it on clientIDs
 * that were never used.
 *
 * After an erasure ids and clocks are as before, so whatever the board does not know of a copy is what was done in it
 * and not sent. Its clientIDs cannot be used any further, as they may have been those of the person who was erased. The
 * new ones follow from the old ones and the generation: every tab, and every try, makes the same of the same.
 *
 * @param state of the whole copy
 * @param known the state vector of the board
 * @param generation the board's
 */
export function unsentChanges(state: Uint8Array, known: Uint8Array, generation: string): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(Y.diffUpdate(state, known));
  const rename = new Renaming(Y.decodeStateVector(known), generation);
  const encoder = new Y.UpdateEncoderV1();
  writeStructs(encoder, structs, rename);
  writeDeletes(encoder, ds.clients, rename);
  return encoder.toUint8Array();
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
type Deletes = ReturnType<typeof Y.decodeUpdate>['ds']['clients'];

/** Ids that the board does not know become those of other clientIDs, from their first clock on. */
class Renaming {
  readonly #known: ReadonlyMap<number, number>;
  readonly #generation: string;

  constructor(known: ReadonlyMap<number, number>, generation: string) {
    this.#known = known;
    this.#generation = generation;
  }

  /** How many clocks of a client the board knows. */
  knownOf(client: number): number {
    return this.#known.get(client) ?? 0;
  }

  client(client: number): number {
    return hashOf(`${client} ${this.#generation}`);
  }

  id({ client, clock }: Y.ID): Y.ID {
    const known = this.knownOf(client);
    return clock < known ? Y.createID(client, clock) : Y.createID(this.client(client), clock - known);
  }

  struct(struct: Struct): Y.Item | Y.GC {
    const id = this.id(struct.id);
    if (!(struct instanceof Y.Item)) return new Y.GC(id, struct.length);
    const { origin, rightOrigin, parent, parentSub, content } = struct;
    const [left, right] = [origin && this.id(origin), rightOrigin && this.id(rightOrigin)];
    return new Y.Item(
      id,
      null,
      left,
      null,
      right,
      parent instanceof Y.ID ? this.id(parent) : parent,
      parentSub,
      content,
    );
  }
}

function writeStructs(encoder: Y.UpdateEncoderV1, structs: readonly Struct[], rename: Renaming): void {
  const byClient = Map.groupBy(structs, ({ id }) => rename.client(id.client));
  writeVarUint(encoder.restEncoder, byClient.size);
  for (const [client, own] of [...byClient].toSorted(([one], [other]) => other - one)) {
    writeVarUint(encoder.restEncoder, own.length);
    encoder.writeClient(client);
    writeVarUint(encoder.restEncoder, 0);
    for (const struct of own) rename.struct(struct).write(encoder, 0);
  }
}

interface Range {
  readonly clock: number;
  readonly len: number;
}

function writeDeletes(encoder: Y.UpdateEncoderV1, deletes: Deletes, rename: Renaming): void {
  const byClient = new Map<number, Range[]>();
  const add = (client: number, range: Range): void => {
    if (range.len > 0) byClient.set(client, [...(byClient.get(client) ?? []), range]);
  };
  for (const [client, ranges] of deletes) {
    const known = rename.knownOf(client);
    for (const { clock, len } of ranges) {
      const before = Math.min(len, Math.max(0, known - clock));
      add(client, { clock, len: before });
      add(rename.client(client), { clock: clock + before - known, len: len - before });
    }
  }
  writeVarUint(encoder.restEncoder, byClient.size);
  for (const [client, ranges] of [...byClient].toSorted(([one], [other]) => other - one)) {
    encoder.resetDsCurVal();
    writeVarUint(encoder.restEncoder, client);
    writeVarUint(encoder.restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
}

/** FNV-1a: 32 bits, as Yjs's own clientIDs. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
