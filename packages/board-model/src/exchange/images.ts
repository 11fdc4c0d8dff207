import type { TLAsset, TLRecord } from '@tldraw/tlschema';
import type { BoardRecord } from '../schema.ts';
import { LeftOutTally, type BoardContent, type LeftOut, type LeftOutReason } from './importResult.ts';

/** What became of a picture inside a file: kept at an address, or not, and why. */
export type ImageFate =
  | { readonly kept: true; readonly src: string; readonly mime: string }
  | { readonly kept: false; readonly reason: LeftOutReason };

/** Asset id → data URL of every picture that lies inside a file. They are as yet whatever the file says. */
export function embeddedImages({ records }: BoardContent): Map<string, string> {
  const images = new Map<string, string>();
  for (const asset of usedAssets(records)) {
    const { src } = asset.props;
    if (asset.type === 'image' && src !== null && /^data:/i.test(src)) images.set(asset.id, src);
  }
  return images;
}

/** Asset id → address of every picture of a board. */
export function imageAddresses(records: ReadonlyMap<string, TLRecord>): Map<string, string> {
  const addresses = new Map<string, string>();
  for (const record of records.values()) {
    if (record.typeName !== 'asset' || record.type !== 'image') continue;
    if (record.props.src !== null) addresses.set(record.id, record.props.src);
  }
  return addresses;
}

/** The same records, with the pictures of these assets at other addresses: as data URLs in a file, say. */
export function withImageAddresses(
  records: ReadonlyMap<string, TLRecord>,
  addresses: ReadonlyMap<string, string>,
): Map<string, TLRecord> {
  const moved = new Map(records);
  for (const [id, src] of addresses) {
    const record = records.get(id);
    if (record?.typeName === 'asset' && record.type === 'image') {
      moved.set(id, { ...record, props: { ...record.props, src } });
    }
  }
  return moved;
}

/**
 * The content with its pictures where they were kept. What was not kept is left out with the items that show it: a
 * picture that lies at another address is never fetched, neither now nor by whoever looks at the board.
 */
export function settleImages(
  content: BoardContent,
  fates: ReadonlyMap<string, ImageFate>,
): { readonly content: BoardContent; readonly leftOut: readonly LeftOut[] } {
  const tally = new LeftOutTally();
  const assets = new Map<string, TLAsset>();
  const dropped = new Map<string, LeftOutReason>();
  for (const asset of usedAssets(content.records)) {
    const settled = settle(asset, fates.get(asset.id));
    if (typeof settled === 'string') dropped.set(asset.id, settled);
    else assets.set(asset.id, settled);
  }
  const gone = new Set<string>();
  for (const record of content.records) {
    const reason = dropped.get(assetIdOf(record) ?? '');
    if (reason === undefined) continue;
    gone.add(record.id);
    tally.add(record.typeName === 'shape' ? record.type : 'image', reason);
  }
  leaveOutInside(gone, content.records, tally);
  leaveOutEmptied(gone, content.records);
  const records = content.records.flatMap((record): BoardRecord[] => {
    if (record.typeName === 'asset') return [];
    if (record.typeName === 'binding' && (gone.has(record.toId) || gone.has(record.fromId))) return [];
    return gone.has(record.id) ? [] : [record];
  });
  return { content: { ...content, records: [...assets.values(), ...records] }, leftOut: tally.list() };
}

/** What hangs from an item that is left out would have nothing to hang from. */
function leaveOutInside(gone: Set<string>, records: readonly BoardRecord[], tally: LeftOutTally): void {
  const shapes = records.filter((record) => record.typeName === 'shape');
  const inside = Map.groupBy(shapes, ({ parentId }) => parentId as string);
  // A set grows while it is walked, so this comes to everything below.
  for (const id of gone) {
    for (const shape of inside.get(id) ?? []) {
      if (gone.has(shape.id)) continue;
      gone.add(shape.id);
      tally.add(shape.type, 'not_connected');
    }
  }
}

/** A group of nothing cannot be seen or taken hold of, so that nobody misses it and it is not counted. */
function leaveOutEmptied(gone: Set<string>, records: readonly BoardRecord[]): void {
  const shapes = new Map(
    records.flatMap((record) => (record.typeName === 'shape' ? [[record.id as string, record]] : [])),
  );
  const inside = Map.groupBy(shapes.values(), ({ parentId }) => parentId as string);
  // What was left out last may have been the last in its group, and that group the last in another.
  for (const id of gone) {
    const parent = shapes.get(shapes.get(id)?.parentId ?? '');
    if (parent?.type === 'group' && inside.get(parent.id)?.every((shape) => gone.has(shape.id))) gone.add(parent.id);
  }
}

/** The asset as it may stand on a board, or why it may not. */
function settle(asset: TLAsset, fate: ImageFate | undefined): TLAsset | LeftOutReason {
  if (asset.type === 'bookmark') return { ...asset, props: { ...asset.props, image: '', favicon: '' } };
  if (asset.type !== 'image') return 'not_supported';
  if (fate === undefined) return 'image_elsewhere';
  if (!fate.kept) return fate.reason;
  return { ...asset, props: { ...asset.props, src: fate.src, mimeType: fate.mime } };
}

function usedAssets(records: readonly BoardRecord[]): TLAsset[] {
  const used = new Set(records.map(assetIdOf));
  return records.filter((record) => record.typeName === 'asset').filter(({ id }) => used.has(id));
}

function assetIdOf(record: BoardRecord): string | null {
  return record.typeName === 'shape' && 'assetId' in record.props ? record.props.assetId : null;
}
