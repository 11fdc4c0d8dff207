import type { BoardId, PersonId } from '@weft/protocol';

/** Which of this device's copies of a board is in use. A copy belongs to one board, person and generation. */
export interface LocalCopy {
  readonly generation: string;
  /** Counts up when a copy was set aside within one generation and a new one begun from the server. */
  readonly number: number;
}

/**
 * Remembers, across visits, the copy to open before the server could say which generation is current. Copies that are
 * no longer in use keep their IndexedDB database: they are set aside, not deleted, so that what never reached the
 * server can still be brought back. Only one of before an erasure goes, as soon as the server has what was only in it: it
 * holds what was erased.
 */
export class LocalCopies {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #prefix: string;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, boardId: BoardId, personId: PersonId) {
    this.#storage = storage;
    this.#prefix = `weft:${boardId}:${personId}`;
  }

  current(): LocalCopy | null {
    return readCopy(this.#storage.getItem(this.#prefix));
  }

  get #spoiltKey(): string {
    return `${this.#prefix}:spoilt`;
  }

  use(copy: LocalCopy): void {
    this.#storage.setItem(this.#prefix, `${copy.number}:${copy.generation}`);
  }

  /**
   * Notes that a copy holds what the board refused. It must be followed by another one, also after a reload and in the
   * other tabs, which keep the same database: nothing would tell them again.
   */
  spoil({ generation, number }: LocalCopy): void {
    this.#storage.setItem(this.#spoiltKey, `${number}:${generation}`);
  }

  isSpoilt({ generation, number }: LocalCopy): boolean {
    const spoilt = readCopy(this.#storage.getItem(this.#spoiltKey));
    return spoilt !== null && spoilt.generation === generation && spoilt.number >= number;
  }

  get #leftKey(): string {
    return `${this.#prefix}:left`;
  }

  /** Copies of before an erasure, of which the server may not have everything yet. */
  left(): readonly LocalCopy[] {
    return (this.#storage.getItem(this.#leftKey) ?? '').split('\n').flatMap((text) => readCopy(text) ?? []);
  }

  /** Notes that a copy was left for another one, also for after a reload. */
  leave(copy: LocalCopy): void {
    this.#setLeft([...this.left().filter((other) => !isSameCopy(other, copy)), copy]);
  }

  /** The server has all of a copy that was left. */
  forget(copy: LocalCopy): void {
    this.#setLeft(this.left().filter((other) => !isSameCopy(other, copy)));
  }

  #setLeft(copies: readonly LocalCopy[]): void {
    this.#storage.setItem(this.#leftKey, copies.map(({ number, generation }) => `${number}:${generation}`).join('\n'));
  }

  /** The copy that follows a spoilt one: the one that another tab has begun already, if there is such. */
  successorOf(copy: LocalCopy): LocalCopy {
    const current = this.current();
    const isBegun = current?.generation === copy.generation && current.number > copy.number;
    return isBegun ? current : { ...copy, number: copy.number + 1 };
  }

  databaseName(copy: LocalCopy): string {
    return `${this.#prefix}:${copy.generation}:${copy.number}`;
  }
}

const isSameCopy = (one: LocalCopy, other: LocalCopy): boolean =>
  one.generation === other.generation && one.number === other.number;

function readCopy(text: string | null): LocalCopy | null {
  const parts = /^(\d+):(.+)$/.exec(text ?? '');
  return parts ? { number: Number(parts[1]), generation: parts[2] as string } : null;
}

/** The browser's storage, or a stand-in for this page where it is forbidden (it throws on mere access then). */
export function deviceStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    const { localStorage } = globalThis;
    return localStorage === undefined ? memoryStorage() : forgivingStorage(localStorage);
  } catch {
    return memoryStorage();
  }
}

/** What the browser's storage does not take, as it is full, is remembered for this page only. */
export function forgivingStorage(storage: Pick<Storage, 'getItem' | 'setItem'>): Pick<Storage, 'getItem' | 'setItem'> {
  const notTaken = memoryStorage();
  return {
    getItem: (key) => notTaken.getItem(key) ?? storage.getItem(key),
    setItem: (key, value) => {
      try {
        storage.setItem(key, value);
      } catch {
        notTaken.setItem(key, value);
      }
    },
  };
}

/** Where the browser forbids storage, copies are remembered for this page only. */
export function memoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
  };
}
