import type { BoardId, CloseErrorCode, Limits, PersonId } from '@weft/protocol';

/** A socket that was let in as far as its place goes; it is given back once, when the socket is gone. */
export interface SocketPlace {
  /** It is known by now whose it is. @returns why it cannot stay, or null. */
  claim(personId: PersonId, boardId: BoardId): CloseErrorCode | null;
  leave(): void;
}

type PlaceLimits = Pick<Limits, 'maxSockets' | 'maxSocketsPerAddress' | 'maxSocketsPerPerson' | 'maxSocketsPerBoard'>;

/**
 * How many sockets there are: in all and from one address as soon as they come, of one person and on one board as soon as
 * that is known. Each is bounded, so that nobody takes the places of all others. The codes make clients come back: a
 * device whose network fails leaves sockets behind that are missed only later.
 */
export class SocketPlaces {
  readonly #limits: PlaceLimits;
  #total = 0;
  readonly #addresses = new Counts();
  readonly #people = new Counts();
  readonly #boards = new Counts();

  constructor(limits: PlaceLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  /** A socket came. One that is refused has a place all the same, until it is gone. */
  come(address: string): { readonly place: SocketPlace; readonly refused: CloseErrorCode | null } {
    const { maxSockets, maxSocketsPerAddress } = this.#limits;
    this.#total += 1;
    const fromThere = this.#addresses.add(address);
    const refused =
      this.#total > maxSockets ? 'server_full' : fromThere > maxSocketsPerAddress ? 'network_crowded' : null;
    return { place: this.#placeOf(address), refused };
  }

  #placeOf(address: string): SocketPlace {
    const gives: (() => void)[] = [() => (this.#total -= 1), () => this.#addresses.remove(address)];
    let left = false;
    return {
      claim: (personId, boardId) => {
        // Gone while it was looked who it is: nothing would give the place back.
        if (left) return null;
        const { maxSocketsPerPerson, maxSocketsPerBoard } = this.#limits;
        gives.push(
          () => this.#people.remove(personId),
          () => this.#boards.remove(boardId),
        );
        const [ofPerson, onBoard] = [this.#people.add(personId), this.#boards.add(boardId)];
        if (ofPerson > maxSocketsPerPerson) return 'too_many_tabs';
        return onBoard > maxSocketsPerBoard ? 'board_crowded' : null;
      },
      leave: () => {
        left = true;
        for (const give of gives.splice(0)) give();
      },
    };
  }
}

/** Counts by name; what is at nought is forgotten. */
class Counts {
  readonly #counts = new Map<string, number>();

  add(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }

  remove(name: string): void {
    const count = (this.#counts.get(name) ?? 0) - 1;
    if (count > 0) this.#counts.set(name, count);
    else this.#counts.delete(name);
  }
}
