/** What can be done at once without anybody noticing is; a small board opens as it always did. */
const FIRST_SLICE_MS = 40;
/** Short enough that the page still moves and answers. */
const SLICE_MS = 12;

export interface SlicedWork<Progress, Result> {
  readonly work: Generator<Progress, Result, undefined>;
  /** Told between two slices how far the work has come. */
  readonly onProgress: (progress: Progress) => void;
  readonly onDone: (result: Result) => void;
  readonly onFailed: (error: unknown) => void;
}

/**
 * Does work that comes in portions without holding the page up: a slice of it, then whatever else waits, then the next.
 * By messages and not by timers, which a browser slows down to one a second in a tab that is not looked at.
 *
 * @returns what gives it up.
 */
export function inSlices<Progress, Result>({
  work,
  onProgress,
  onDone,
  onFailed,
}: SlicedWork<Progress, Result>): () => void {
  const channel = new MessageChannel();
  let isStopped = false;
  const stop = (): void => {
    if (isStopped) return;
    isStopped = true;
    channel.port1.close();
    work.return(undefined as never);
  };
  const slice = (length: number): void => {
    if (isStopped) return;
    const until = performance.now() + length;
    try {
      for (;;) {
        const next = work.next();
        if (next.done === true) {
          stop();
          return onDone(next.value);
        }
        if (performance.now() < until) continue;
        onProgress(next.value);
        return channel.port2.postMessage(null);
      }
    } catch (error) {
      stop();
      onFailed(error);
    }
  };
  channel.port1.addEventListener('message', () => slice(SLICE_MS));
  channel.port1.start();
  slice(FIRST_SLICE_MS);
  return stop;
}
