import { bytesOfDataUrl, textOfFile, type Decode } from './fileText.ts';
import { embeddedImages } from './images.ts';
import type { BoardContent, ImportFormat, ImportRefusal, LeftOut } from './importResult.ts';
import { readFile } from './readFile.ts';

/** Asset id → the bytes of a picture inside a file; null where its address holds none. */
export type EmbeddedImages = readonly (readonly [assetId: string, bytes: Uint8Array | null])[];

export type ReadBytes =
  | {
      readonly ok: true;
      readonly format: ImportFormat;
      /** Its pictures have no address yet: they lie in `images`, as bytes. */
      readonly content: BoardContent;
      readonly images: EmbeddedImages;
      readonly leftOut: readonly LeftOut[];
    }
  | { readonly ok: false; readonly code: ImportRefusal; readonly detail: string };

/** Reads a file as it comes from somebody's disk. Never throws, whatever the bytes; `name` as for `readFile`. */
export function readBytes(bytes: Uint8Array, name: string, decode: Decode): ReadBytes {
  const result = readFile(textOfFile(bytes, decode), name);
  if (!result.ok) return result;
  const { format, leftOut, content } = result;
  const urls = embeddedImages(content);
  const images = [...urls].map(([assetId, url]) => [assetId, bytesOfDataUrl(url)] as const);
  return { ok: true, format, leftOut, images, content: { ...content, records: withoutData(content, urls) } };
}

function withoutData(content: BoardContent, urls: ReadonlyMap<string, string>): BoardContent['records'] {
  return content.records.map((record) =>
    record.typeName === 'asset' && record.type === 'image' && urls.has(record.id)
      ? { ...record, props: { ...record.props, src: null } }
      : record,
  );
}
