import { useQuery } from '@tanstack/react-query';
import type { TLRecord } from '@tldraw/tlschema';
import { boundsOfPage, renderPicture, type BoardPicture, type Box } from '@weft/board-model';
import type { BoardId } from '@weft/protocol';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { BoardImages, readScaled, type ImageOf } from '../replay/BoardImages.ts';
import { changesBetween } from './changesBetween.ts';
import { pagesCompared, type PageCompared } from './pagesCompared.ts';

/** The form of each picture, in pixels. */
export const PICTURE = { width: 960, height: 640 } as const;
/** What lies around the items on both. */
const MARGIN = 40;
const CHARACTERS = 32 * 1024 * 1024;

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

/** The images of both times, as far as I may see them; undefined until they are there. */
export function useImages(boardId: BoardId, { before, after }: Comparison): ImageOf | undefined {
  const [read, setRead] = useState<{ readonly of: ImageOf }>();
  useEffect(() => {
    let isWanted = true;
    const images = new BoardImages(boardId, readScaled(PICTURE.height));
    // Where an image is kept, an asset may have been told only after the first of the two times.
    void images.load(new Map([...before, ...after])).then(() => isWanted && setRead({ of: images.of }));
    return () => {
      isWanted = false;
    };
  }, [boardId, before, after]);
  return read?.of;
}

/** A page at both times, in the same frame. */
export function picturesOf(
  { before, after }: Comparison,
  page: string,
  imageOf: ImageOf | undefined,
): readonly [BoardPicture, BoardPicture] {
  const around = aroundBoth(boundsOfPage(before, page), boundsOfPage(after, page));
  const draw = (records: Records) =>
    renderPicture(records, PICTURE, {
      page,
      characters: CHARACTERS,
      ...(around && { around }),
      ...(imageOf && { imageOf }),
    });
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
