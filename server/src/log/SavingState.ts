import { WeftError, type StorageFault } from '@weft/protocol';

export interface SavingStateOptions {
  /** Resolves when the log can be written. */
  readonly probe: () => Promise<void>;
  readonly onChange: (fault: StorageFault | null) => void;
  /** How long after a failure it is tried for the first time; each time later by half, up to `MOST_WAIT_MS`. */
  readonly firstWaitMs?: number;
}

const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 10_000;

/**
 * Can this server save? From a failed commit on it cannot, until a probe of the disk succeeds; it probes by itself, at
 * bounded intervals, so that nobody has to restart anything once there is room.
 */
export class SavingState {
  readonly #options: SavingStateOptions;
  #fault: StorageFault | null = null;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: SavingStateOptions) {
    this.#options = options;
  }

  /** Why nothing can be saved; null when it can. */
  get fault(): StorageFault | null {
    return this.#fault;
  }

  /** @throws WeftError with the fault's code while there is one */
  assertSaves(): void {
    if (this.#fault !== null) throw new WeftError(this.#fault);
  }

  /** A commit failed. */
  failed(fault: StorageFault): void {
    if (this.#stopped || this.#fault === fault) return;
    const wasFine = this.#fault === null;
    this.#fault = fault;
    this.#options.onChange(fault);
    if (wasFine) this.#probeAfter(this.#options.firstWaitMs ?? FIRST_WAIT_MS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #probeAfter(wait: number): void {
    this.#timer = setTimeout(() => {
      this.#options.probe().then(
        () => this.#recovered(),
        () => this.#stopped || this.#probeAfter(Math.min(MOST_WAIT_MS, wait * 1.5)),
      );
    }, wait);
    this.#timer.unref();
  }

  #recovered(): void {
    if (this.#stopped) return;
    this.#fault = null;
    this.#options.onChange(null);
  }
}
