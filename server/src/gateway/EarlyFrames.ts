import type { CloseErrorCode } from '@weft/protocol';

interface EarlyFrame {
  readonly frame: Uint8Array;
  readonly isBinary: boolean;
}

const MAX_FRAMES = 64;

/**
 * What a socket sends before it is let in, when nobody knows yet who it is: little of it is kept, and nothing once it is
 * refused. A client that does not answer the closing may go on sending for half a minute.
 */
export class EarlyFrames {
  readonly #maxFrameBytes: number;
  #frames: EarlyFrame[] = [];
  #bytes = 0;

  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /** @returns why the socket must be closed, or null when the frame was kept. */
  keep(frame: Uint8Array, isBinary: boolean): CloseErrorCode | null {
    if (frame.byteLength > this.#maxFrameBytes) return 'frame_too_large';
    // One frame of the largest size and what a client sends beside it.
    if (this.#frames.length >= MAX_FRAMES || this.#bytes + frame.byteLength > 2 * this.#maxFrameBytes) {
      return 'rate_limited';
    }
    this.#bytes += frame.byteLength;
    this.#frames.push({ frame, isBinary });
    return null;
  }

  /** @returns what was kept, in order; it is kept no longer. */
  release(): readonly EarlyFrame[] {
    const released = this.#frames;
    this.#frames = [];
    this.#bytes = 0;
    return released;
  }
}
