/**
 * `node --conditions=source writeAndSeal.testkit.ts FILE`: appends to `log.db` and seals it, as fast as it can, until it
 * is killed. Writes `<board> <seq>` for what is durable.
 */
import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import * as Y from 'yjs';
import type { BoardId } from '@weft/protocol';
import { DirectUpdateLog, EAGER } from './sealing.testkit.ts';
import { entry } from './updateLogContract.testkit.ts';

const log = new DirectUpdateLog(argv[2] as string);
const boards = ['b1', 'b2'] as BoardId[];
for (const board of boards) await log.create(board, 'g');

for (let round = 0; ; round++) {
  for (const board of boards) {
    const last = (await log.open(board))?.lastSeq ?? 0;
    const entries = Array.from({ length: 7 }, (_, index) =>
      entry(last + 1 + index, { boardId: board, payload: updateOf(last + index) }),
    );
    await log.append({ entries, claims: [] });
    writeSync(1, `${board} ${last + entries.length}\n`);
  }
  log.sealAll({ ...EAGER, segmentEntries: 5, coldEntries: 100 });
}

/** One that follows on nothing: what is sealed is not what this is about. */
function updateOf(number: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = number;
  doc.getMap('records').set(`k${number % 10}`, number);
  return Y.encodeStateAsUpdate(doc);
}
