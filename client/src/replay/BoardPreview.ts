import { renderThumbnail } from '@weft/board-model';
import { ReplayCursor, type ReplayLog } from '@weft/history';
import { applyUpdate } from '../sync/applyUpdate.ts';

export interface PreviewPicture {
  /** ms since the epoch */
  readonly time: number;
  /** An SVG document of shapes and escaped text only. */
  readonly svg: string;
}

export const PREVIEW_SIZE = { width: 264, height: 165 } as const;

/** Small pictures of the board at times that somebody points at. One is made at a time; of all wishes meanwhile the last counts. */
export class BoardPreview {
  readonly #log: ReplayLog;
  readonly #cursor: ReplayCursor;
  readonly #onPicture: (picture: PreviewPicture | null) => void;
  #wish: number | null = null;
  #isMaking = false;
  #destroyed = false;

  /** @param onPicture told each picture, and null when none is wished for or none can be made */
  constructor(log: ReplayLog, onPicture: (picture: PreviewPicture | null) => void) {
    this.#log = log;
    this.#cursor = new ReplayCursor(log, applyUpdate);
    this.#onPicture = onPicture;
  }

  /** @param time ms since the epoch; null for no picture */
  show(time: number | null): void {
    this.#wish = time;
    if (time === null) this.#onPicture(null);
    else if (!this.#isMaking) void this.#make();
  }

  destroy(): void {
    this.#destroyed = true;
    this.#cursor.destroy();
  }

  async #make(): Promise<void> {
    this.#isMaking = true;
    try {
      for (let made: number | null = null; this.#wish !== made && this.#wish !== null && !this.#destroyed;) {
        made = this.#wish;
        await this.#cursor.moveTo(await this.#log.seqAt(made));
        if (this.#destroyed || this.#wish === null) continue;
        this.#onPicture({ time: made, svg: renderThumbnail(this.#cursor.records, PREVIEW_SIZE) });
      }
    } catch {
      // A preview that cannot be fetched is none; the replay itself says what is wrong when it goes there.
      this.#onPicture(null);
    } finally {
      this.#isMaking = false;
    }
  }
}
