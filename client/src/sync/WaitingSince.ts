/**
 * Since when a copy of a board holds work that had no connection to leave by. Remembered on this device beside the copy, so
 * that what is sent at a later visit is known for what it is.
 */
export class WaitingSince {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;
  #key: string | null;
  #since: number | null = null;

  /** @param database the store of the copy on this device, or null while it has none */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, database: string | null) {
    this.#storage = storage;
    this.#key = null;
    if (database !== null) this.keepBeside(database);
  }

  /** Ms since the epoch; null where nothing waits. */
  get since(): number | null {
    return this.#since;
  }

  /** The copy is kept on this device from now on. */
  keepBeside(database: string): void {
    if (this.#key !== null) return;
    this.#key = `${database}:waiting`;
    const known = Number(this.#storage.getItem(this.#key) ?? '');
    if (known > 0) this.#since = Math.min(known, this.#since ?? Infinity);
    else if (this.#since !== null) this.#write();
  }

  /** Something was done that cannot leave yet. @param at ms since the epoch */
  waits(at: number): void {
    if (this.#since !== null) return;
    this.#since = at;
    this.#write();
  }

  /** All of it is saved. */
  left(): void {
    if (this.#since === null) return;
    this.#since = null;
    this.#write();
  }

  #write(): void {
    if (this.#key !== null) this.#storage.setItem(this.#key, this.#since === null ? '' : String(this.#since));
  }
}
