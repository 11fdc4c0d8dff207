import { writeChanges, type StoreChanges } from '@weft/board-model';
import type * as Y from 'yjs';
import { LOCAL_ORIGIN, type StoreBinding } from './bindStoreToBoard.ts';

export interface WritePartsOptions {
  readonly doc: Y.Doc;
  readonly binding: Pick<StoreBinding, 'intend'>;
  readonly parts: readonly StoreChanges[];
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Between two parts the page draws and hears its person. Not by frame: a page in the background has none. With what
 * this lets through, a large import stays below the rate at which the server slows a connection.
 */
const REST_MS = 8;

/**
 * Writes what is brought in, part by part, each with the intent that explains it.
 * @returns whether all was written; after an abort some of it may be.
 */
export async function writeParts({ doc, binding, parts, signal, onProgress }: WritePartsOptions): Promise<boolean> {
  for (const [done, part] of parts.entries()) {
    if (signal.aborted) return false;
    onProgress(done, parts.length);
    binding.intend({ kind: 'import' });
    writeChanges(doc, part, LOCAL_ORIGIN);
    if (parts.length > 1) await rest();
  }
  return !signal.aborted;
}

const rest = () => new Promise<void>((resolve) => setTimeout(resolve, REST_MS));
