import { settleImages, type LeftOut } from '@weft/board-model';
import type { BoardId, RuntimeConfig } from '@weft/protocol';
import { ApiError, type ApiErrorCode } from '../api/ApiError.ts';
import type { CanvasExchange, Inserted, InsertObstacle, PagePoint } from '../canvas/CanvasExchange.ts';
import type { FileContent } from './FileContent.ts';
import { keepImages } from './keepImages.ts';
import { readInWorker } from './readInWorker.ts';

/** What goes on: the file is read, its pictures are kept, its items come onto the board. */
export type BringInStep = 'reading' | 'images' | 'placing';

export interface BringInOptions {
  readonly canvas: CanvasExchange;
  readonly boardId: BoardId;
  readonly limits: Pick<RuntimeConfig, 'maxAssetBytes' | 'maxImportBytes' | 'maxImportedImages'>;
  readonly at: PagePoint | null;
  readonly signal: AbortSignal;
  /** `share` is how much of the step is done, from 0 to 1. */
  readonly onStep: (step: BringInStep, share: number) => void;
}

export type BroughtIn =
  | ({ readonly ok: true; readonly leftOut: readonly LeftOut[] } & Inserted)
  | { readonly ok: false; readonly code: ApiErrorCode | InsertObstacle | 'unknown' };

/** Brings a file onto the board that is open: all that can be kept of it, or nothing at all. */
export async function bringIn(file: File, options: BringInOptions): Promise<BroughtIn> {
  try {
    if (file.size > options.limits.maxImportBytes) return { ok: false, code: 'payload_too_large' };
    options.onStep('reading', 0);
    const read = await readAny(file, options);
    if (read === null) return { ok: false, code: 'cancelled' };
    return read.ok ? await place(read, options) : { ok: false, code: `import_${read.code}` };
  } catch (error) {
    if (options.signal.aborted) return { ok: false, code: 'cancelled' };
    return { ok: false, code: error instanceof ApiError ? error.code : 'unknown' };
  }
}

async function readAny(file: File, { signal, onStep }: BringInOptions): Promise<FileContent | null> {
  const bytes = await bytesOf(file);
  if (bytes === null) return { ok: false, code: 'broken', detail: 'it could not be opened' };
  if (!isPdf(bytes)) return await readInWorker(bytes, file.name, signal);
  const { readPdf } = await import('./readPdf.ts');
  return await readPdf(bytes, signal, (done, total) => onStep('reading', done / total));
}

/** @returns null for a folder, or a file that is gone. */
async function bytesOf(file: File): Promise<ArrayBuffer | null> {
  try {
    return await file.arrayBuffer();
  } catch {
    // The one thing that it throws: the file cannot be read.
    return null;
  }
}

const isPdf = (bytes: ArrayBuffer): boolean =>
  new TextDecoder('latin1').decode(bytes.slice(0, 1_024)).includes('%PDF-');

async function place(read: Extract<FileContent, { ok: true }>, options: BringInOptions): Promise<BroughtIn> {
  const { canvas, boardId, limits, signal, at, onStep } = options;
  const progressOf = (step: BringInStep) => (done: number, total: number) => onStep(step, done / total);
  const { maxAssetBytes, maxImportedImages } = limits;
  const keeping = { boardId, maxAssetBytes, maxImportedImages, signal, onProgress: progressOf('images') };
  const settled = settleImages(read.content, await keepImages(read.images, keeping));
  const leftOut = [...read.leftOut, ...settled.leftOut];
  if (!settled.content.records.some(({ typeName }) => typeName === 'shape')) {
    return leftOut.length > 0 ? { ok: true, items: 0, roots: [], leftOut } : { ok: false, code: 'import_empty' };
  }
  const inserted = await canvas.insert(settled.content, { at, signal, onProgress: progressOf('placing') });
  if (typeof inserted === 'string') return { ok: false, code: inserted };
  return { ok: true, ...inserted, leftOut };
}
