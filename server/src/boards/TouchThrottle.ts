import type { BoardId } from '@weft/protocol';

/** Tells that a board changed, at once and then at most once per interval, the last change never left out. */
export class TouchThrottle {
  readonly #intervalMs: number;
  readonly #tell: (boardId: BoardId, at: number) => void;
  readonly #resting = new Map<BoardId, { timer: NodeJS.Timeout; latest: number | null }>();

  constructor(intervalMs: number, tell: (boardId: BoardId, at: number) => void) {
    this.#intervalMs = intervalMs;
    this.#tell = tell;
  }

  touch(boardId: BoardId, at: number): void {
    const resting = this.#resting.get(boardId);
    if (resting !== undefined) {
      resting.latest = at;
      return;
    }
    this.#tell(boardId, at);
    const timer = setTimeout(() => {
      const latest = this.#resting.get(boardId)?.latest ?? null;
      this.#resting.delete(boardId);
      if (latest !== null) this.touch(boardId, latest);
    }, this.#intervalMs);
    this.#resting.set(boardId, { timer, latest: null });
  }

  /** Tells what is still untold and stops. */
  stop(): void {
    for (const [boardId, { timer, latest }] of this.#resting) {
      clearTimeout(timer);
      if (latest !== null) this.#tell(boardId, latest);
    }
    this.#resting.clear();
  }
}
