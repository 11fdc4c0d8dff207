import type { Table } from '../report.ts';
import type { Spread } from '../statistics.ts';
import { sentence } from './boardRecords.ts';
import { STORAGES } from './BoardStorage.ts';
import { documentSize } from './documentSize.ts';
import { crowdLog, dragLog } from './dragLog.ts';
import { fillingCost, type FillingCost } from './filling.ts';
import { remoteChangeCost } from './remoteChange.ts';

/** `pnpm bench board`: how large a board and its log become, and what reading it costs. */
export function* boardBench(): Generator<Table> {
  yield sizes(1);
  yield sizes(10);
  yield drags();
  yield crowd();
  yield remoteChanges();
  yield filling();
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

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(bytes < 100_000 ? 1 : 0);

const spread = ({ p50, p95 }: Spread): string => `${milliseconds(p50)} / ${milliseconds(p95)}`;

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 3 : 0);
