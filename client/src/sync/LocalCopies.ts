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
 * server can still be brought back.
 */
export class LocalCopies {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly #prefix: string;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, boardId: BoardId, personId: PersonId) {
    this.#storage = storage;
    this.#prefix = `weft:${boardId}:${personId}`;
  }

  current(): LocalCopy | null {
    const text = this.#storage.getItem(this.#prefix);
    const parts = /^(\d+):(.+)$/.exec(text ?? '');
    return parts ? { number: Number(parts[1]), generation: parts[2] as string } : null;
  }

  use(copy: LocalCopy): void {
    this.#storage.setItem(this.#prefix, `${copy.number}:${copy.generation}`);
  }

  databaseName(copy: LocalCopy): string {
    return `${this.#prefix}:${copy.generation}:${copy.number}`;
  }
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
