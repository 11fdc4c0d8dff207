import { useQuery } from '@tanstack/react-query';
import type { TLRecord } from '@tldraw/tlschema';
import { boundsOfFirstPage, renderPicture, type BoardPicture } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import { api } from '../api/api.ts';
import { changesBetween, type ItemChange } from './changesBetween.ts';

/** The form of each picture, in pixels. */
export const PICTURE = { width: 960, height: 640 } as const;
/** What lies around the items on both. */
const MARGIN = 40;
const CHARACTERS = 512 * 1024;

export interface Comparison {
  readonly pictures: readonly [BoardPicture, BoardPicture];
  readonly changes: readonly ItemChange[];
}

/** Both times of a board in the same frame, and what became of its items between them. */
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
  const around = aroundBoth(before, after);
  const draw = (records: ReadonlyMap<string, TLRecord>) =>
    renderPicture(records, PICTURE, { characters: CHARACTERS, ...(around && { around }) });
  return {
    pictures: [draw(before), draw(after)],
    changes: changesBetween(before, after, contributions, { from, to }),
  };
}

/** The server tells records of tldraw's form, made valid. */
async function recordsAt(boardId: BoardId, time: number): Promise<ReadonlyMap<string, TLRecord>> {
  const { records } = await api.boardAt(boardId, time);
  return new Map(Object.entries(records)) as unknown as ReadonlyMap<string, TLRecord>;
}

function aroundBoth(before: ReadonlyMap<string, TLRecord>, after: ReadonlyMap<string, TLRecord>) {
  const boxes = [boundsOfFirstPage(before), boundsOfFirstPage(after)].filter((box) => box !== null);
  if (boxes.length === 0) return null;
  return {
    minX: Math.min(...boxes.map(({ minX }) => minX)) - MARGIN,
    minY: Math.min(...boxes.map(({ minY }) => minY)) - MARGIN,
    maxX: Math.max(...boxes.map(({ maxX }) => maxX)) + MARGIN,
    maxY: Math.max(...boxes.map(({ maxY }) => maxY)) + MARGIN,
  };
}
