import { ReplayCursor, type ReplayLog } from '@weft/history';
import { NO_FILTER, type ActsInTime } from '@weft/history/timeline';
import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  WebMOutputFormat,
} from 'mediabunny';
import type { BoardId } from '@weft/protocol';
import { applyUpdate } from '../../sync/applyUpdate.ts';
import { glowsAt } from '../glowsAt.ts';
import type { TimelinePicture } from '../timeline/timelinePicture.ts';
import { BoardPainter } from './BoardPainter.ts';
import { drawVideoFrame } from './drawVideoFrame.ts';
import { BoardImages, readScaled } from '../BoardImages.ts';
import { captionFonts, filmFonts } from './filmFonts.ts';
import { videoPlan } from './videoPlan.ts';

export interface VideoOptions {
  readonly boardId: BoardId;
  readonly log: ReplayLog;
  readonly making: { readonly picture: TimelinePicture; readonly acts: ActsInTime };
  readonly title: string;
  readonly whenText: (time: number) => string;
  readonly seconds: number;
  /** Of the picture, in px: 720 or 1080. */
  readonly height: number;
  readonly withNames: boolean;
  readonly onProgress: (part: number) => void;
  readonly signal: AbortSignal;
}

export interface Video {
  readonly blob: Blob;
  readonly extension: 'mp4' | 'webm';
}

const FRAMES_PER_SECOND = 24;
/** In the film's time: so long something glows after it ended. */
const LINGER_SECONDS = 0.8;

/** Browsers give their encoders only to pages that came over https or from this machine. */
export const canMakeVideo = (): boolean => 'VideoEncoder' in globalThis;

/**
 * The making of a board as a film: each frame the board as it was, drawn by Weft's own painter.
 * @returns null where this browser can encode none of the codecs. @throws the signal's reason once that is aborted
 */
export async function makeVideo(options: VideoOptions): Promise<Video | null> {
  const { log, making, seconds, height, signal, onProgress } = options;
  const width = Math.round((height * 16) / 9 / 2) * 2;
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'av1', 'vp8'], { width, height });
  if (codec === null) return null;
  const extension = codec === 'avc' ? 'mp4' : 'webm';
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const target = new BufferTarget();
  const output = new Output({ format: extension === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
  output.addVideoTrack(source, { frameRate: FRAMES_PER_SECOND });
  const cursor = new ReplayCursor(log, applyUpdate);
  try {
    const [fonts] = await Promise.all([filmFonts(), captionFonts()]);
    await output.start();
    const end = log.end?.at ?? 0;
    const plan = videoPlan(making.picture.acts, end, { seconds, framesPerSecond: FRAMES_PER_SECOND });
    const images = new BoardImages(options.boardId, readScaled(height));
    const painter = new BoardPainter({ cursor, log, size: { width, height }, fonts, images });
    await painter.fitTo(end);
    for (const [index, time] of plan.frames.entries()) {
      signal.throwIfAborted();
      const { picture, image } = await painter.at(time);
      const glows = glowsAt(making.picture, making.acts, {
        at: time,
        linger: LINGER_SECONDS * 1_000 * plan.speed,
        filter: NO_FILTER,
      });
      drawVideoFrame(context, image, picture, glows, {
        when: options.whenText(time),
        title: options.title,
        withNames: options.withNames,
      });
      await source.add(index / FRAMES_PER_SECOND, 1 / FRAMES_PER_SECOND);
      onProgress((index + 1) / plan.frames.length);
    }
    await output.finalize();
    const type = extension === 'mp4' ? 'video/mp4' : 'video/webm';
    return { blob: new Blob([target.buffer ?? new ArrayBuffer(0)], { type }), extension };
  } catch (error) {
    await output.cancel();
    throw error;
  } finally {
    cursor.destroy();
  }
}
