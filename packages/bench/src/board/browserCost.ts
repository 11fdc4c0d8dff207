import * as Y from 'yjs';
import { spreadOf, type Spread } from '../statistics.ts';
import { noteRecords, sentence } from './boardRecords.ts';
import type { BoardStorage } from './BoardStorage.ts';
import type { BrowserPage, Move, Opening } from './inBrowser.ts';
import { noteMoves } from './noteMoves.ts';

export interface BrowserCost {
  readonly decode: Spread;
  readonly fill: Spread;
  readonly firstRead: Spread;
  readonly together: Spread;
  readonly drawn: Spread;
  readonly yjs: Spread;
  readonly share: Spread;
  readonly all: Spread;
}

export interface BrowserRuns {
  readonly items: number;
  /** Each on a page of its own. */
  readonly openings: number;
  readonly moves: number;
}

/** The first moves on a page find code that the browser has not compiled yet. */
const WARM_UP = 20;

/** Opens a board of so many notes in the browser, several times, and moves notes on the last one as somebody else. */
export async function browserCost(page: BrowserPage, storage: BoardStorage, runs: BrowserRuns): Promise<BrowserCost> {
  const doc = new Y.Doc();
  const notes = noteRecords(runs.items, sentence);
  storage.putAll(doc, notes);
  const board = Y.encodeStateAsUpdate(doc);
  const moves = noteMoves(storage, doc, notes, runs.moves + WARM_UP);
  const openings: Opening[] = [];
  let moved: readonly Move[] = [];
  for (let run = 1; run <= runs.openings; run++) {
    const isLast = run === runs.openings;
    const measured = await page.measure({ way: storage.name, board, moves: isLast ? moves : [] });
    openings.push(measured.opening);
    moved = measured.moves.slice(WARM_UP);
  }
  return { ...openingSpreads(openings), ...moveSpreads(moved) };
}

const openingSpreads = (openings: readonly Opening[]) => ({
  decode: spreadOf(openings.map(({ decode }) => decode)),
  fill: spreadOf(openings.map(({ fill }) => fill)),
  firstRead: spreadOf(openings.map(({ firstRead }) => firstRead)),
  together: spreadOf(openings.map(({ decode, fill, firstRead }) => decode + fill + firstRead)),
  drawn: spreadOf(openings.map(({ drawn }) => drawn)),
});

const moveSpreads = (moves: readonly Move[]) => ({
  yjs: spreadOf(moves.map(({ yjs }) => yjs)),
  share: spreadOf(moves.map(({ share }) => share)),
  all: spreadOf(moves.map(({ all }) => all)),
});
