import type { TLPage, TLRecord, TLShape } from '@tldraw/tlschema';
import type * as Y from 'yjs';
import { readBoard } from '../readBoard.ts';
import type { BoardRecord } from '../schema.ts';
import { boxAround, cornersOf, type Box, type Point } from '../thumbnail/geometry.ts';
import { paintPage } from '../thumbnail/paintOrder.ts';
import { DEFAULT_PAGE } from '../view/defaults.ts';
import { indicesAfter } from '../view/indexKeys.ts';
import { writeChanges, type StoreChanges } from '../writeChanges.ts';
import { inParts, inWritingOrder } from '../writingParts.ts';
import type { BoardContent } from './importResult.ts';

export interface InsertOptions {
  /** Begins every new id, and must be one that no other insertion had: a random token. */
  readonly idPrefix: string;
  /** The page for what stands on the content's first page; without it the board's first page. */
  readonly pageId?: string;
  /** Where the middle of that comes to stand; without it, beside what is there. */
  readonly at?: Point;
}

const GAP = 160;

/** What is written to bring content into a board: under new ids, with everything that hangs together in it. */
export interface Insertion {
  readonly items: number;
  /** The new items that stand on a page that was there. */
  readonly roots: readonly string[];
  /** To be written one after the other, each an update of its own; none needs what comes later. */
  readonly parts: readonly StoreChanges[];
}

/**
 * Plans how content comes into a board. Its first page's items come onto a page that is there; its other pages become
 * new ones. In parts of so many records at most: whoever applies a large import must be able to do something else in
 * between.
 */
export function planInsertion(
  board: ReadonlyMap<string, TLRecord>,
  content: BoardContent,
  options: InsertOptions,
  recordsInPart: number,
): Insertion {
  const target = targetPage(board, options.pageId);
  const [firstPage, ...otherPages] = pagesOf(content.records);
  const added = inWritingOrder(placed(board, content.records, { target, firstPage, otherPages, options }));
  const updated = renamedPage(board, target, firstPage);
  const renaming = Object.keys(updated).length === 0 ? [] : [{ added: {}, updated, removed: {} }];
  const shapes = added.filter((record) => record.typeName === 'shape');
  return {
    items: shapes.length,
    roots: shapes.filter(({ parentId }) => parentId === target.id).map(({ id }) => id),
    parts: [...renaming, ...inParts(added, recordsInPart)],
  };
}

/** Plans an insertion and makes it, as updates of the document. */
export function insertInParts(
  doc: Y.Doc,
  content: BoardContent,
  options: InsertOptions,
  recordsInPart: number,
): { readonly items: number; readonly updates: readonly Uint8Array[] } {
  const { items, parts } = planInsertion(readBoard(doc).records, content, options, recordsInPart);
  const updates: Uint8Array[] = [];
  const collect = (update: Uint8Array): void => void updates.push(update);
  doc.on('update', collect);
  for (const part of parts) writeChanges(doc, part, null);
  doc.off('update', collect);
  return { items, updates };
}

interface Places {
  readonly target: TLPage;
  readonly firstPage: TLPage | undefined;
  readonly otherPages: readonly TLPage[];
  readonly options: InsertOptions;
}

/** The records as they come to stand on the board. */
function placed(
  board: ReadonlyMap<string, TLRecord>,
  records: readonly BoardRecord[],
  { target, firstPage, otherPages, options }: Places,
): BoardRecord[] {
  const newIds = renamed(records, options.idPrefix, firstPage?.id, target.id);
  const offset = offsetOf(board, records, target.id, firstPage?.id, options.at);
  const indices = rootIndices(board, records, target.id, firstPage?.id);
  const freeIndices = indicesAfter(pagesOf([...board.values()]).at(-1)?.index ?? 'a0', null, otherPages.length);
  const pageIndices = new Map<string, string | undefined>(otherPages.map(({ id }, i) => [id, freeIndices[i]]));
  return records.flatMap((record): BoardRecord[] => {
    if (record.typeName === 'document' || record.id === firstPage?.id) return [];
    const isRoot = record.typeName === 'shape' && record.parentId === firstPage?.id;
    const moved = isRoot ? movedTo(record, offset, indices.get(record.id)) : record;
    const index = pageIndices.get(record.id);
    return [withNewIds((index === undefined ? moved : { ...moved, index }) as BoardRecord, newIds)];
  });
}

function pagesOf(records: readonly TLRecord[]): TLPage[] {
  return records.filter((record) => record.typeName === 'page').toSorted((a, b) => (a.index < b.index ? -1 : 1));
}

function targetPage(board: ReadonlyMap<string, TLRecord>, pageId: string | undefined): TLPage {
  const pages = pagesOf([...board.values()]);
  return pages.find(({ id }) => id === pageId) ?? pages[0] ?? DEFAULT_PAGE;
}

/** An empty page with the name that every board begins with takes the name of what comes onto it. */
function renamedPage(
  board: ReadonlyMap<string, TLRecord>,
  target: TLPage,
  page: TLPage | undefined,
): StoreChanges['updated'] {
  const isBlank = target.name === DEFAULT_PAGE.name && paintPage(board, target.id).items.length === 0;
  if (page === undefined || page.name === target.name || !isBlank) return {};
  return { [target.id]: [target, { ...target, name: page.name }] };
}

/** Old id → new id; the first page's is the target's. */
function renamed(
  records: readonly BoardRecord[],
  prefix: string,
  firstPageId: string | undefined,
  targetId: string,
): ReadonlyMap<string, string> {
  return new Map(
    records.map(({ id, typeName }, i) => [
      id,
      id === firstPageId ? targetId : `${typeName}:${prefix}${i.toString(36)}`,
    ]),
  );
}

/** The record under its new id, referring to others under theirs. Who edited a note elsewhere is nobody here. */
function withNewIds(record: BoardRecord, newIds: ReadonlyMap<string, string>): BoardRecord {
  const renew = (id: string): string => newIds.get(id) ?? id;
  const id = renew(record.id);
  // Ids are branded strings; these keep the type name that the brand stands for.
  if (record.typeName === 'binding') {
    return { ...record, id, fromId: renew(record.fromId), toId: renew(record.toId) } as BoardRecord;
  }
  if (record.typeName !== 'shape') return { ...record, id } as BoardRecord;
  const props = {
    ...record.props,
    ...('assetId' in record.props && record.props.assetId !== null ? { assetId: renew(record.props.assetId) } : {}),
    ...('textLastEditedBy' in record.props ? { textLastEditedBy: null } : {}),
  };
  return { ...record, id, parentId: renew(record.parentId), props } as BoardRecord;
}

function movedTo(shape: TLShape, { x, y }: Point, index: string | undefined): BoardRecord {
  return { ...shape, x: shape.x + x, y: shape.y + y, ...(index === undefined ? {} : { index }) } as BoardRecord;
}

function offsetOf(
  board: ReadonlyMap<string, TLRecord>,
  records: readonly BoardRecord[],
  targetId: string,
  firstPageId: string | undefined,
  at: Point | undefined,
): Point {
  const own = boundsOf(new Map(records.map((record) => [record.id, record])), firstPageId ?? '');
  if (own === null) return { x: 0, y: 0 };
  if (at !== undefined) return { x: at.x - (own.minX + own.maxX) / 2, y: at.y - (own.minY + own.maxY) / 2 };
  const there = boundsOf(board, targetId);
  return there === null ? { x: 0, y: 0 } : { x: there.maxX + GAP - own.minX, y: there.minY - own.minY };
}

function boundsOf(records: ReadonlyMap<string, TLRecord>, pageId: string): Box | null {
  return boxAround(paintPage(records, pageId).items.flatMap(({ box }) => cornersOf(box)));
}

/** New items lie above what is there, in their own order. */
function rootIndices(
  board: ReadonlyMap<string, TLRecord>,
  records: readonly BoardRecord[],
  targetId: string,
  firstPageId: string | undefined,
): ReadonlyMap<string, string> {
  const topmost = childrenOf([...board.values()], targetId).at(-1)?.index ?? 'a0';
  const roots = childrenOf(records, firstPageId ?? '');
  const indices = indicesAfter(topmost, null, roots.length);
  return new Map(roots.map(({ id }, i) => [id, indices[i] ?? topmost]));
}

function childrenOf(records: readonly TLRecord[], parentId: string): TLShape[] {
  return records
    .filter((record) => record.typeName === 'shape')
    .filter((shape) => shape.parentId === parentId)
    .toSorted((a, b) => (a.index < b.index ? -1 : 1));
}
