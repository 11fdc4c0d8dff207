import type { BoardId, ClientId, PersonId } from '@weft/protocol';
import type { ClientIdClaim } from '../log/UpdateLog.ts';

/** Whose the clientIDs of one board are, for ever [I3], and of which of them that is on disk [I2]. */
export class ClientIdOwners {
  readonly #boardId: BoardId;
  readonly #owners: Map<ClientId, PersonId>;
  /** Those whose owner is not on disk yet, and who waits for that. */
  readonly #waiting = new Map<ClientId, PromiseWithResolvers<void>>();
  /** Claims that are not handed to the log yet. */
  #owed: ClientIdClaim[] = [];

  constructor(boardId: BoardId, stored: ReadonlyMap<ClientId, PersonId>) {
    this.#boardId = boardId;
    this.#owners = new Map(stored);
  }

  get all(): ReadonlyMap<ClientId, PersonId> {
    return this.#owners;
  }

  of(clientId: ClientId): PersonId | undefined {
    return this.#owners.get(clientId);
  }

  /** They are this person's from now on. @returns what the log is to keep of it, with the entry that used them first. */
  claim(clientIds: readonly ClientId[], personId: PersonId): readonly ClientIdClaim[] {
    return clientIds.map((clientId) => {
      this.#owners.set(clientId, personId);
      this.#waiting.set(clientId, Promise.withResolvers());
      return { boardId: this.#boardId, clientId, personId };
    });
  }

  /** The same without an entry: the log is told when it can keep it. */
  claimAlone(clientId: ClientId, personId: PersonId): void {
    this.#owed.push(...this.claim([clientId], personId));
  }

  /** @returns what the log was not told of yet; from now on it was. */
  takeOwed(): readonly ClientIdClaim[] {
    const owed = this.#owed;
    this.#owed = [];
    return owed;
  }

  /** The log has kept these. */
  kept(claims: readonly ClientIdClaim[]): void {
    for (const { clientId } of claims) {
      this.#waiting.get(clientId)?.resolve();
      this.#waiting.delete(clientId);
    }
  }

  /** Resolves when it is on disk whose a clientID is, so that others may know; null when it is by now. */
  whenKept(clientId: ClientId): Promise<void> | null {
    return this.#waiting.get(clientId)?.promise ?? null;
  }
}
