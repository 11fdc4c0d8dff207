import type { ReadBytes } from '@weft/board-model';

/** What a file of whichever kind holds, ready to be kept and placed. */
export type FileContent =
  | Pick<Extract<ReadBytes, { ok: true }>, 'ok' | 'content' | 'images' | 'leftOut'>
  | Extract<ReadBytes, { ok: false }>;
