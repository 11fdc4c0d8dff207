import { performance } from 'node:perf_hooks';

const LOOK_EVERY_MS = 250;
/** How much the newest look counts: the load is felt within half a second, and one long task is no load. */
const NEWEST = 0.4;

/** How busy this thread's event loop is: the share of time in which it did not wait, from 0 to 1, smoothed. */
export class ThreadLoad {
  #busy = 0;
  #last = performance.eventLoopUtilization();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  get busy(): number {
    return this.#busy;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.#last);
    this.#last = now;
    this.#busy += NEWEST * (utilization - this.#busy);
  }
}
