import type { Table } from '../report.ts';
import type { Spread } from '../statistics.ts';
import { sentence } from './boardRecords.ts';
import { OFFICIAL_EXAMPLE, STORAGES, WEFT, WHOLE_RECORDS, type BoardStorage } from './BoardStorage.ts';
import { browserCost, type BrowserRuns } from './browserCost.ts';
import { documentSize } from './documentSize.ts';
import { crowdLog, dragLog } from './dragLog.ts';
import { fillingCost, type FillingCost } from './filling.ts';
import { BrowserPage } from './inBrowser.ts';
import { remoteChangeCost } from './remoteChange.ts';

/** `pnpm bench board`: how large a board and its log become, and what reading it costs, in a real browser too. */
export async function* boardBench(): AsyncGenerator<Table> {
  yield sizes(1);
  yield sizes(10);
  yield drags();
  yield crowd();
  yield remoteChanges();
  yield filling();
  yield* inBrowser();
}

const TARGET_BYTES = { without: 600_000, with: 720_000 };

function sizes(peoplePerNote: number): Table {
  const rows = STORAGES.map((storage) => {
    const without = documentSize(storage, () => '', peoplePerNote);
    const withText = documentSize(storage, sentence, peoplePerNote);
    return [
      storage.name,
      kilobytes(without.bytes),
      kilobytes(withText.bytes),
      kilobytes(without.bytesBefore),
      String(without.structs),
      without.microsecondsPerMove.toFixed(1),
      without.loadMilliseconds.toFixed(0),
    ];
  });
  const turns = peoplePerNote === 1 ? 'each note by one of them' : 'each note by all ten in turn, 20 moves each';
  const target =
    peoplePerNote === 1
      ? ` To reach: ≤ ${kilobytes(TARGET_BYTES.without)} KB without and ≤ ${kilobytes(TARGET_BYTES.with)} KB with text.`
      : '';
  return {
    title: `200 000 moves of 1 000 notes by 10 people, one note at a time, ${turns}`,
    about: `The encoded document (V1) afterwards, its notes empty and with 4 to 12 words each.${target}`,
    columns: ['storage', 'KB', 'KB with text', 'KB before the moves', 'structs', 'µs a move', 'load ms'],
    rows,
  };
}

function drags(): Table {
  return {
    title: 'The log of a one-minute drag of 20 items, written 4 times a second',
    about: 'Sealed: as one segment, without a keyframe. To reach: ≤ 45 KB.',
    columns: ['storage', 'updates', 'KB', 'KB sealed'],
    rows: STORAGES.map((storage) => {
      const { updates, rawBytes, segmentBytes } = dragLog(storage);
      return [storage.name, String(updates), kilobytes(rawBytes), kilobytes(segmentBytes)];
    }),
  };
}

function crowd(): Table {
  return {
    title: 'The log of ten people who drag one note each, all at once: 50 000 updates on 1 000 notes',
    about:
      'Bytes an update: as it came, sealed in segments of 2 500, and with keyframes on the way. To reach, all in all: ≤ 20, and ≤ 12 as the stretch.',
    columns: ['storage', 'payload', 'segments', 'keyframes', 'at rest'],
    rows: STORAGES.map((storage) => {
      const { updates, rawBytes, segmentBytes, keyframeBytes } = crowdLog(storage);
      const each = (bytes: number): string => (bytes / updates).toFixed(1);
      return [
        storage.name,
        each(rawBytes),
        each(segmentBytes),
        each(keyframeBytes),
        each(segmentBytes + keyframeBytes),
      ];
    }),
  };
}

function remoteChanges(): Table {
  return {
    title: 'One remote move of one note',
    about:
      "p50 / p95 in ms over 1 500 moves. The binding's share is what the live view adds to Yjs's own work. To reach: ≤ 1 ms p95, whatever the board's size.",
    columns: ['items on the board', 'Yjs', "binding's share", "tldraw's store", 'reading the whole board instead'],
    rows: [100, 1_000, 5_000].map((items) => {
      const cost = remoteChangeCost(items);
      return [String(items), spread(cost.yjs), spread(cost.binding), spread(cost.store), spread(cost.wholeStore)];
    }),
  };
}

function filling(): Table {
  const { weft, wholeRecords } = fillingCost(5_000);
  return {
    title: 'Opening a board of 5 000 notes with text',
    about:
      "p50 / p95 in ms over 7 runs, in Node without an editor. Whole records are neither checked nor arranged before they are put, so a bad one would throw. To reach, in a browser and with the editor's first read: ≤ 500 ms.",
    columns: ['storage', 'decode', 'view', 'put into the store', 'first read of the page', 'together'],
    rows: [fillingRow('Weft', weft), fillingRow('whole records', wholeRecords)],
  };
}

const fillingRow = (name: string, cost: FillingCost): string[] => [
  name,
  ...[cost.decode, cost.view, cost.put, cost.firstRead, cost.total].map(spread),
];

/**
 * A board of 5 000 is what is to be reached; the smaller ones show whether a change costs more on a larger one. The other
 * ways draw every note again and again and take a minute to open: once is enough to see it.
 */
const BROWSER_RUNS: readonly (BrowserRuns & { readonly storage: BoardStorage })[] = [
  { storage: WEFT, items: 100, openings: 5, moves: 300 },
  { storage: WEFT, items: 1_000, openings: 5, moves: 300 },
  { storage: WEFT, items: 5_000, openings: 5, moves: 300 },
  { storage: WHOLE_RECORDS, items: 5_000, openings: 1, moves: 60 },
  { storage: OFFICIAL_EXAMPLE, items: 5_000, openings: 1, moves: 60 },
];

async function* inBrowser(): AsyncGenerator<Table> {
  const chromium = process.env['CHROMIUM'];
  if (!chromium) throw new Error('CHROMIUM names the browser to measure in; `pnpm bench` finds one.');
  const page = await BrowserPage.start(chromium);
  const [openings, moves]: [string[][], string[][]] = [[], []];
  try {
    for (const run of BROWSER_RUNS) {
      const cost = await browserCost(page, run.storage, run);
      const name = [run.storage.name, String(run.items)];
      const { decode, fill, firstRead, together, drawn } = cost;
      openings.push([...name, String(run.openings), ...[decode, fill, firstRead, together, drawn].map(spread)]);
      moves.push([...name, String(cost.all.count), ...[cost.yjs, cost.share, cost.all].map(spread)]);
    }
  } finally {
    await page.close();
  }
  yield {
    title: 'Opening a board in headless Chromium',
    about:
      "p50 / p95 in ms, each opening on a new page. *First read* is tldraw's editor made and its first reading of the page. Weft does the first two in slices between which the page lives on; they are measured in one go here. To reach: ≤ 500 ms together, of 5 000 items. *Drawn* is the first frame with items in it, counted from the beginning, all of them in view.",
    columns: ['storage', 'items', 'openings', 'decode', 'view and store', 'first read', 'together', 'drawn'],
    rows: openings,
  };
  yield {
    title: 'One remote move of one note in headless Chromium',
    about:
      "p50 / p95 in ms, one move a frame, all items in view. *All* is Yjs, the binding, tldraw's store and the editor's reading of what is to be drawn. To reach: the binding's share ≤ 1 ms p95, all of it ≤ 18 ms p95.",
    columns: ['storage', 'items', 'moves', 'Yjs', "binding's share", 'all'],
    rows: moves,
  };
}

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(bytes < 100_000 ? 1 : 0);

const spread = ({ p50, p95 }: Spread): string => `${milliseconds(p50)} / ${milliseconds(p95)}`;

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 3 : 0);
