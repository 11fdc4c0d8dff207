import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import type { LocalCopies, LocalCopy } from './LocalCopies.ts';
import { unsentChanges } from './unsentChanges.ts';
import { ontoPages } from './ontoPages.ts';
import { wordsWithoutPlace } from './wordsWithoutPlace.ts';

/** The board as it came from the server. */
interface Board {
  readonly doc: Y.Doc;
  readonly generation: string;
}

interface UnsentWorkTold {
  /** Own words that had their place in something that was erased. */
  readonly onUnplaced: (words: readonly string[]) => void;
  /** All is brought in: reading what the device kept takes its time, and the server may have had everything by then. */
  readonly onBrought: () => void;
}

/**
 * What was done in copies of a board that are not gone on with, since something was erased from it meanwhile, and has not
 * reached the server. It is brought into the copy that follows, as often as it takes: doing it again changes nothing.
 * Once the server has it the old copies go, and what was erased with them.
 */
export class UnsentWork {
  readonly #copies: LocalCopies;
  readonly #told: UnsentWorkTold;
  /** What this page had in memory: all that there is, where the device keeps nothing. */
  #inMemory: Uint8Array[] = [];
  /** The board that all was brought into. */
  #into: Y.Doc | null = null;
  #isDone = false;

  constructor(copies: LocalCopies, told: UnsentWorkTold) {
    this.#copies = copies;
    this.#told = told;
  }

  /** A copy is left for the next one. */
  leave(copy: LocalCopy, doc: Y.Doc): void {
    this.#inMemory.push(Y.encodeStateAsUpdate(doc));
    this.#copies.leave(copy);
  }

  /** Brings in all that was left. */
  bringInto(board: Board): void {
    if (this.#into === board.doc) return;
    this.#into = board.doc;
    this.#isDone = false;
    for (const state of this.#inMemory) this.#bring(state, board);
    this.#inMemory = [];
    void this.#bringKept(board);
  }

  /** The server has all of the copy that it was brought into. */
  saved(): void {
    if (!this.#isDone) return;
    this.#isDone = false;
    for (const copy of this.#copies.left()) {
      // Another page may still have it open: it goes when that is closed.
      if (typeof indexedDB !== 'undefined') clearDocument(this.#copies.databaseName(copy)).catch(() => undefined);
      this.#copies.forget(copy);
    }
  }

  async #bringKept(board: Board): Promise<void> {
    for (const copy of this.#copies.left()) {
      const state = await keptState(this.#copies.databaseName(copy));
      // Another erasure came in between: all of it is brought into what follows that.
      if (this.#into !== board.doc) return;
      if (state !== null) this.#bring(state, board);
    }
    this.#isDone = true;
    this.#told.onBrought();
  }

  #bring(state: Uint8Array, { doc, generation }: Board): void {
    const changes = unsentChanges(state, Y.encodeStateVector(doc), generation);
    const before = Y.encodeStateVector(doc);
    doc.transact(() => {
      Y.applyUpdate(doc, changes, this);
      ontoPages(doc, before);
    }, this);
    const words = wordsWithoutPlace(doc, changes, before);
    if (words.length > 0) this.#told.onUnplaced(words);
  }
}

/** What this device kept of a copy; null where it keeps nothing, or cannot be read. */
async function keptState(database: string): Promise<Uint8Array | null> {
  if (typeof indexedDB === 'undefined') return null;
  const doc = new Y.Doc();
  const kept = new IndexeddbPersistence(database, doc);
  try {
    await kept.whenSynced;
    return Y.encodeStateAsUpdate(doc);
  } catch {
    // As good as nothing kept: what this page had in memory was brought in.
    return null;
  } finally {
    await kept.destroy();
    doc.destroy();
  }
}
