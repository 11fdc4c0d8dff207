/**
 * Does something again after changes: never twice at once, and with a rest between one beginning and the next. What
 * changes meanwhile makes it happen once more, so that the last word is always heard.
 */
export class AfterChanges {
  readonly #task: () => Promise<unknown>;
  readonly #rest: number;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isChanged = false;
  #isBusy = false;
  #isStopped = false;

  /** @param rest in milliseconds @param task must not reject */
  constructor(task: () => Promise<unknown>, rest: number) {
    this.#task = task;
    this.#rest = rest;
  }

  changed(): void {
    this.#isChanged = true;
    this.#next();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #next(): void {
    if (!this.#isChanged || this.#isBusy || this.#timer !== null || this.#isStopped) return;
    this.#isChanged = false;
    this.#isBusy = true;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#next();
    }, this.#rest);
    void this.#task().finally(() => {
      this.#isBusy = false;
      this.#next();
    });
  }
}
