import { useQuery } from '@tanstack/react-query';
import type { TLRecord } from '@tldraw/tlschema';
import { boundsOfPage, renderPicture, type BoardPicture, type Box } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import { api } from '../api/api.ts';
import { changesBetween } from './changesBetween.ts';
import { pagesCompared, type PageCompared } from './pagesCompared.ts';

/** The form of each picture, in pixels. */
export const PICTURE = { width: 960, height: 640 } as const;
/** What lies around the items on both. */
const MARGIN = 40;
const CHARACTERS = 512 * 1024;

export interface Comparison {
  readonly before: Records;
  readonly after: Records;
  /** At least one; those first on which something changed. */
  readonly pages: readonly PageCompared[];
}

type Records = ReadonlyMap<string, TLRecord>;

/** Both times of a board, and what became of its items between them. */
export function useComparison(boardId: BoardId, from: number, to: number) {
  return useQuery({
    queryKey: ['compare', boardId, from, to],
    queryFn: () => compare(boardId, from, to),
    structuralSharing: false,
    retry: false,
  });
}

async function compare(boardId: BoardId, from: number, to: number): Promise<Comparison> {
  const [before, after, contributions] = await Promise.all([
    recordsAt(boardId, from),
    recordsAt(boardId, to),
    api.contributions(boardId),
  ]);
  const changes = changesBetween(before, after, contributions, { from, to });
  return { before, after, pages: pagesCompared(before, after, changes) };
}

/** A page at both times, in the same frame. */
export function picturesOf({ before, after }: Comparison, page: string): readonly [BoardPicture, BoardPicture] {
  const around = aroundBoth(boundsOfPage(before, page), boundsOfPage(after, page));
  const draw = (records: Records) =>
    renderPicture(records, PICTURE, { page, characters: CHARACTERS, ...(around && { around }) });
  return [draw(before), draw(after)];
}

/** The server tells records of tldraw's form, made valid. */
async function recordsAt(boardId: BoardId, time: number): Promise<Records> {
  const { records } = await api.boardAt(boardId, time);
  return new Map(Object.entries(records)) as unknown as Records;
}

function aroundBoth(before: Box | null, after: Box | null): Box | null {
  const boxes = [before, after].filter((box) => box !== null);
  if (boxes.length === 0) return null;
  return {
    minX: Math.min(...boxes.map(({ minX }) => minX)) - MARGIN,
    minY: Math.min(...boxes.map(({ minY }) => minY)) - MARGIN,
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)) + MARGIN,
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)) + MARGIN,
  };
}
