import type { EmbeddedImages, ImageFate, LeftOutReason } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import { ApiError, type ApiErrorCode } from '../api/ApiError.ts';
import { api } from '../api/api.ts';

export interface KeepImagesOptions {
  readonly boardId: BoardId;
  readonly maxAssetBytes: number;
  readonly maxImportedImages: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Why the server does not keep one picture. Anything else that it says holds for all of them, and is thrown. */
const REASONS: Readonly<Partial<Record<ApiErrorCode, LeftOutReason>>> = {
  asset_unsafe: 'image_unsafe',
  asset_unsupported: 'image_unsupported',
  payload_too_large: 'image_too_large',
};

/** Puts the pictures of a file on the board's shelf, one after the other. @throws ApiError */
export async function keepImages(
  images: EmbeddedImages,
  options: KeepImagesOptions,
): Promise<ReadonlyMap<string, ImageFate>> {
  const fates = new Map<string, ImageFate>();
  for (const [assetId, bytes] of images) {
    options.signal.throwIfAborted();
    options.onProgress(fates.size, images.length);
    fates.set(assetId, fates.size < options.maxImportedImages ? await keep(bytes, options) : refused('too_many'));
  }
  return fates;
}

const refused = (reason: LeftOutReason): ImageFate => ({ kept: false, reason });

async function keep(bytes: Uint8Array | null, options: KeepImagesOptions): Promise<ImageFate> {
  if (bytes === null || bytes.byteLength === 0) return refused('image_unsupported');
  if (bytes.byteLength > options.maxAssetBytes) return refused('image_too_large');
  try {
    const { url, mime } = await api.keepImage(options.boardId, new Uint8Array(bytes), options.signal);
    return { kept: true, src: url, mime };
  } catch (error) {
    const reason = error instanceof ApiError ? REASONS[error.code] : undefined;
    if (reason === undefined) throw error;
    return refused(reason);
  }
}
