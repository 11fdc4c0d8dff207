import { ContributionFold, type FoldResult } from '@weft/contribution';
import type { Table } from '../report.ts';
import { spreadOf } from '../statistics.ts';
import { generateWorkshop, type GeneratedWorkshop } from './generatedWorkshop.ts';

const UPDATES = 200_000;
const MANY = { people: 10, items: 1_000, updates: UPDATES };
const ROUNDS = 3;
/** The newest updates of the log, folded one by one as they would come in live. */
const LIVE = 2_000;

/** How long folding takes, on one core, and how much memory it needs. */
export function foldCost(): Table {
  const { entries } = generateWorkshop(MANY);
  const rounds = Array.from({ length: ROUNDS }, () => measure(entries));
  const middle = (of: (round: Round) => number): number => spreadOf(rounds.map(of)).p50;
  return {
    title: '200 000 updates of ten people on 1 000 items, folded into contributions',
    about: `CPU time of one core, the middle of ${ROUNDS} rounds. To reach: all of it ≤ 4 s and ≤ 300 MB, one update that comes in ≤ 40 µs.`,
    columns: ['what', 'measured'],
    rows: [
      ['all of it', `${(middle((round) => round.wholeMs) / 1_000).toFixed(2)} s`],
      ['memory that it holds afterwards', `${middle((round) => round.heapMb).toFixed(0)} MB`],
      ['one more update', `${middle((round) => round.liveUs).toFixed(1)} µs`],
      ['telling all of it once', `${middle((round) => round.resultMs).toFixed(0)} ms`],
    ],
  };
}

interface Round {
  readonly wholeMs: number;
  readonly heapMb: number;
  readonly liveUs: number;
  readonly resultMs: number;
}

function measure(entries: GeneratedWorkshop['entries']): Round {
  const before = heapMb();
  const fold = new ContributionFold();
  const wholeMs = cpuMs(() => entries.slice(0, -LIVE).forEach((entry) => fold.append(entry)));
  const liveUs = (cpuMs(() => entries.slice(-LIVE).forEach((entry) => fold.append(entry))) / LIVE) * 1_000;
  const heap = heapMb() - before;
  const resultMs = cpuMs(() => void fold.result());
  fold.destroy();
  return { wholeMs: wholeMs + (liveUs * LIVE) / 1_000, heapMb: heap, liveUs, resultMs };
}

/** CPU time of this process, which runs nothing else meanwhile. */
function cpuMs(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}

function heapMb(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

const WORKSHOPS = 20;

/** Whether the fold is right: every item's starter and every character's writer, against how the workshop was made. */
export function exactness(): Table {
  let [items, characters, wrongItems, wrongCharacters] = [0, 0, 0, 0];
  for (let seed = 1; seed <= WORKSHOPS; seed++) {
    const workshop = generateWorkshop({ people: 5, items: 60, updates: 4_000 }, seed);
    const fold = new ContributionFold();
    for (const entry of workshop.entries) fold.append(entry);
    const wrong = compare(fold.result(), workshop);
    items += workshop.writers.size;
    characters += wrong.characters;
    wrongItems += wrong.items;
    wrongCharacters += wrong.wrongCharacters;
    fold.destroy();
  }
  return {
    title: 'Who started what, and who wrote what, against how it was made',
    about: `${WORKSHOPS} generated workshops of 4 000 updates: dragging, typing into each other's notes, copies, undo, removing. To reach: none wrong.`,
    columns: ['what', 'in all', 'wrong'],
    rows: [
      ['items', String(items), String(wrongItems)],
      ['characters', String(characters), String(wrongCharacters)],
    ],
  };
}

function compare(result: FoldResult, { startedBy, writers }: GeneratedWorkshop) {
  const found = new Map(result.items.map((item) => [String(item.id), item]));
  const wrong = { items: 0, characters: 0, wrongCharacters: 0 };
  for (const [id, truth] of writers) {
    const item = found.get(id);
    if (item?.present !== true || item.startedBy !== startedBy.get(id)) wrong.items += 1;
    const told = new Map(item?.people.map(({ personId, characters }) => [personId, characters]));
    for (const [person, count] of truth) {
      wrong.characters += count;
      wrong.wrongCharacters += Math.max(0, count - (told.get(person) ?? 0));
    }
  }
  return wrong;
}
