import type { TldrawOptions, TLExternalContent } from 'tldraw';
import type { Offer, PagePoint } from './CanvasExchange.ts';
import { IMAGE_TYPES } from './canvasAssets.ts';

type Drop = Parameters<NonNullable<TldrawOptions['experimental__onDropOnCanvas']>>[0];

const PICTURES: ReadonlySet<string> = new Set(IMAGE_TYPES);

/** What is dropped or pasted goes to whoever listens, but for single pictures, addresses and short texts. */
export class ContentOffers {
  #listener: ((offer: Offer) => void) | null = null;

  listen(listener: (offer: Offer) => void): () => void {
    this.#listener = listener;
    return () => {
      if (this.#listener === listener) this.#listener = null;
    };
  }

  /** @returns whether somebody takes it; the pictures among the files are left to the canvas. */
  fromDrop({ point, event }: Drop, putPictures: (pictures: File[], at: PagePoint) => void): boolean {
    const files = Array.from(event.dataTransfer?.files ?? []);
    const others = files.filter((file) => !PICTURES.has(file.type));
    const at = { x: point.x, y: point.y };
    if (others.length === 0 || !this.#offer({ kind: 'files', files: others, at })) return false;
    const pictures = files.filter((file) => PICTURES.has(file.type));
    if (pictures.length > 0) putPictures(pictures, at);
    return true;
  }

  /** @returns whether somebody takes it. */
  fromPaste(content: TLExternalContent<unknown>): boolean {
    const at = content.point ? { x: content.point.x, y: content.point.y } : null;
    if (content.type === 'files') {
      const isForCanvas = content.files.every((file) => PICTURES.has(file.type));
      return !isForCanvas && this.#offer({ kind: 'files', files: content.files, at });
    }
    if (content.type === 'excalidraw') {
      // The clipboard of Excalidraw holds what its files hold.
      const file = new File([JSON.stringify(content.content)], 'clipboard.excalidraw');
      return this.#offer({ kind: 'files', files: [file], at });
    }
    if (content.type !== 'text') return false;
    const text = plainTextIn(content.sources) ?? content.text;
    if (!/\S\s*[\r\n]\s*\S/.test(text)) return false;
    return this.#offer({ kind: 'lines', text, html: content.html ?? null, at });
  }

  #offer(offer: Offer): boolean {
    this.#listener?.(offer);
    return this.#listener !== null;
  }
}

/** The text as its writer has it: what is read out of formatted text has lost the lines and the cells. */
function plainTextIn(sources: TLExternalContent<unknown>['sources']): string | undefined {
  const plain = sources?.find((source) => source.type === 'text' && source.subtype === 'text');
  return plain?.type === 'text' ? plain.data : undefined;
}
