import { seedBoard } from '@weft/board-model';
import type { PersonId } from '@weft/protocol';
import * as Y from 'yjs';
import { SimulatedBoard } from '../../../../packages/update-guard/src/simulatedBoard.testkit.ts';

/**
 * The relay as the server has it, without sockets and log: it judges every update with the real guard, applies what is
 * new in one transaction of its own, and passes that on. Whoever is refused has found a fault.
 */
export class FuzzRelay {
  readonly #board = new SimulatedBoard(seedBoard);

  get doc(): Y.Doc {
    return this.#board.doc;
  }

  listen(listener: object, tell: (update: Uint8Array) => void): void {
    this.#board.listen(listener, tell);
  }

  leave(listener: object): void {
    this.#board.leave(listener);
  }

  receive(bytes: Uint8Array, personId: PersonId, from: object): void {
    const verdict = this.#board.judge(bytes, personId);
    if (verdict.kind === 'refuse') throw new Error(`the guard refused ${verdict.code}: ${verdict.detail}`);
    if (verdict.kind === 'nothing-new') return;
    for (const client of verdict.claims) this.#board.owners.set(client, personId);
    const fresh = verdict.partlyKnown ? Y.diffUpdate(bytes, Y.encodeStateVector(this.doc)) : bytes;
    this.doc.transact(() => Y.applyUpdate(this.doc, fresh, from), from);
    if (this.#board.pending) throw new Error('the guard let through what has to wait');
  }
}
