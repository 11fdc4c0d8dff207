import { writeChanges, type StoreChanges } from '@weft/board-model';
import type { Intent } from '@weft/protocol';
import type * as Y from 'yjs';
import { LOCAL_ORIGIN, type StoreBinding } from './bindStoreToBoard.ts';
import type { InsertObstacle } from './CanvasExchange.ts';

export interface WritePartsOptions {
  readonly doc: Y.Doc;
  readonly binding: Pick<StoreBinding, 'intend'>;
  readonly parts: readonly StoreChanges[];
  /** How a part comes about. */
  readonly intentOf: (part: StoreChanges) => Intent;
  readonly signal: AbortSignal;
  /** Asked ahead of each part: others may have deleted its page meanwhile, or taken the right to write away. */
  readonly obstacle: () => InsertObstacle | null;
  readonly onProgress: (done: number, total: number) => void;
}

/** The least between two parts: with it a large import stays below the rate at which the server slows a connection. */
const REST_MS = 8;
/** A page in the background draws no frames. */
const FRAME_PATIENCE_MS = 100;

/**
 * Writes what is brought in or back, part by part, each with the intent that explains it.
 * @returns null when all was written, else what stood in the way; some of it may be written then.
 */
export async function writeParts({
  doc,
  binding,
  parts,
  intentOf,
  signal,
  obstacle,
  onProgress,
}: WritePartsOptions): Promise<InsertObstacle | null> {
  const stop = () => (signal.aborted ? 'cancelled' : obstacle());
  for (const [done, part] of parts.entries()) {
    const stopped = stop();
    if (stopped !== null) return stopped;
    onProgress(done, parts.length);
    binding.intend(intentOf(part));
    writeChanges(doc, part, LOCAL_ORIGIN);
    if (parts.length > 1) await rest();
  }
  return stop();
}

/** Until the page has drawn the part, and then as long again: half of the time is its person's, to give it up say. */
async function rest(): Promise<void> {
  const began = performance.now();
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, FRAME_PATIENCE_MS);
  });
  await new Promise((resolve) => setTimeout(resolve, Math.max(REST_MS, performance.now() - began)));
}
