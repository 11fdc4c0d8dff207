import { getAssetUrls } from '@tldraw/assets/selfHosted';
import { AssetSchema, ErrorBodySchema } from '@weft/protocol';
import type { BoardId } from '@weft/protocol';
import type { TLAssetStore } from 'tldraw';

/** What the server keeps; it looks at the bytes itself. */
export const IMAGE_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/svg+xml',
] as const;

/** Images that are dropped in go to the board's store on the server; whatever lies elsewhere is not fetched. */
export function boardAssetStore(boardId: BoardId): TLAssetStore {
  return {
    async upload(_asset, file, abortSignal) {
      const response = await fetch(`/api/boards/${encodeURIComponent(boardId)}/assets`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': file.type },
        body: file,
        ...(abortSignal ? { signal: abortSignal } : {}),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(ErrorBodySchema.safeParse(answer).data?.message ?? `HTTP ${response.status}`);
      return { src: AssetSchema.parse(answer).url };
    },
    resolve: (asset) => {
      const src: unknown = asset.props.src;
      return typeof src === 'string' && isOwnAddress(src) ? onBoard(src, boardId) : null;
    },
  };
}

/**
 * An image of a board lies on the board that is shown, whichever board its address names: the log of a board that came
 * with its history names the board that it was.
 */
export const onBoard = (src: string, boardId: BoardId): string =>
  src.replace(/^\/api\/boards\/[^/]+\/assets\/(?=[\da-f]{64}$)/, `/api/boards/${encodeURIComponent(boardId)}/assets/`);

/** On this server, or already on this page. A peer may write any address into the document. */
export const isOwnAddress = (src: string): boolean => /^(?:\/(?![/\\])|data:image\/|blob:)/.test(src);

/** tldraw's fonts, icons and translations, as this server serves them from the same version of `@tldraw/assets`. */
export const tldrawAssetUrls = getAssetUrls({ baseUrl: '/tldraw-assets' });

/** An empty address is not asked for. */
const nowhere = <Name extends string>(urls: Readonly<Record<Name, string>>): Record<Name, string> =>
  Object.fromEntries(Object.keys(urls).map((name) => [name, ''])) as Record<Name, string>;

/** For a canvas without tldraw's own interface: its icons would come ahead of the letters that the first picture waits for. */
export const assetUrlsWithoutIcons: typeof tldrawAssetUrls = {
  ...tldrawAssetUrls,
  icons: nowhere(tldrawAssetUrls.icons),
  embedIcons: nowhere(tldrawAssetUrls.embedIcons),
};
