import type { CanvasExchange, PictureGround } from '../canvas/CanvasExchange.ts';
import type { DownloadFormat, DownloadSubject } from './downloadChoices.ts';

export interface DownloadWish {
  readonly subject: DownloadSubject;
  readonly format: DownloadFormat;
  readonly ground: PictureGround;
  readonly scale: number;
  readonly title: string;
}

/** @returns the file, or why there is none: nothing to see, or the browser could not draw it. */
export async function makeDownload(
  canvas: CanvasExchange,
  { subject, format, ground, scale, title }: DownloadWish,
  signal: AbortSignal,
): Promise<Blob | 'nothingToSee' | 'notDrawn'> {
  try {
    if (format === 'png' || format === 'svg') {
      const of = subject === 'selection' ? 'selection' : 'page';
      return (await canvas.picture({ subject: of, format, ground, scale })) ?? 'nothingToSee';
    }
    const pages = await canvas.printPages(subject, signal);
    if (pages.length === 0) return 'nothingToSee';
    const { writePdf } = await import('./writePdf.ts');
    return await writePdf(pages, title);
  } catch (error) {
    // Too large for this browser's pictures, as a rule; whoever looks into the console should find the cause.
    console.error(error);
    return 'notDrawn';
  }
}
