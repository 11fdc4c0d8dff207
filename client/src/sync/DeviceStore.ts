import { IndexeddbPersistence, PREFERRED_TRIM_SIZE, storeState } from 'y-indexeddb';
import type * as Y from 'yjs';

/** A pause of that length. */
const TRIM_AFTER_MS = 1_000;

/** A database of this page's own, only to see whether the browser keeps any. */
const TRIAL = 'weft:trial';

let trial: Promise<boolean> | null = null;

/**
 * Whether this browser keeps databases: a private window may not. It is tried once, since y-indexeddb says nothing of a
 * database that does not open.
 */
function keepsDatabases(): Promise<boolean> {
  trial ??= new Promise((resolve) => {
    const request = indexedDB.open(TRIAL);
    request.addEventListener('error', () => resolve(false));
    request.addEventListener('success', () => {
      request.result.close();
      resolve(true);
    });
  });
  return trial;
}

export interface DeviceStoreOptions {
  readonly database: string;
  readonly doc: Y.Doc;
  /** What was kept is in the document. */
  readonly onLoaded: () => void;
  /** From now on nothing is kept: there is no room, or what was kept was deleted while the page was open. */
  readonly onFailed: () => void;
}

/** Keeps a document on this device, and says so when it no longer can: people are told that their work is safe here. */
export class DeviceStore {
  readonly #options: DeviceStoreOptions;
  #persistence: IndexeddbPersistence | null = null;
  /** Updates since they were last made one. */
  #written = 0;
  #trimTimer: ReturnType<typeof setTimeout> | null = null;
  #failed = false;
  #destroyed = false;

  constructor(options: DeviceStoreOptions) {
    this.#options = options;
    keepsDatabases().then(
      (keeps) => (keeps ? this.#open() : this.#fail()),
      () => this.#fail(),
    );
  }

  get failed(): boolean {
    return this.#failed;
  }

  isOrigin(origin: unknown): boolean {
    return this.#persistence !== null && origin === this.#persistence;
  }

  destroy(): void {
    this.#destroyed = true;
    if (this.#trimTimer !== null) clearTimeout(this.#trimTimer);
  }

  #open(): void {
    if (this.#destroyed) return;
    const { database, doc, onLoaded } = this.#options;
    const persistence = new IndexeddbPersistence(database, doc);
    this.#persistence = persistence;
    persistence.on('synced', onLoaded);
    // Its own way of writing neither hears nor tells of what the browser refuses: a database that is closed would throw
    // into whoever changed the document.
    /* oxlint-disable no-underscore-dangle -- that is what its own listener is called */
    doc.off('update', persistence._storeUpdate);
    persistence._storeUpdate = (update, origin) => {
      if (origin !== persistence && persistence.db !== null && !this.#failed) this.#write(persistence.db, update);
    };
    doc.on('update', persistence._storeUpdate);
    /* oxlint-enable no-underscore-dangle */
  }

  #write(db: IDBDatabase, update: Uint8Array): void {
    try {
      const transaction = db.transaction(['updates'], 'readwrite');
      transaction.addEventListener('abort', () => this.#fail());
      transaction.objectStore('updates').add(update);
      // Not left to the browser, which waits for the page to hear of the write first: a page that is closed at once on a
      // busy machine would take its last words with it.
      transaction.commit();
    } catch {
      // The database was closed under the page, as when its data is cleared.
      return this.#fail();
    }
    this.#written += 1;
    if (this.#written >= PREFERRED_TRIM_SIZE) this.#trimSoon();
  }

  /** Makes one of all updates that were written, in a pause. */
  #trimSoon(): void {
    if (this.#trimTimer !== null) clearTimeout(this.#trimTimer);
    this.#trimTimer = setTimeout(() => {
      this.#trimTimer = null;
      this.#written = 0;
      if (this.#persistence !== null) storeState(this.#persistence, false).catch(() => this.#fail());
    }, TRIM_AFTER_MS);
  }

  #fail(): void {
    if (this.#failed || this.#destroyed) return;
    this.#failed = true;
    this.#options.onFailed();
  }
}
