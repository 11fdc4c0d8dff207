import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { boardAt } from '@weft/history';
import { packSegment } from '@weft/history/sealing';
import { seedBoard } from '@weft/board-model';
import { PERSON_COLORS, SOMEONE, type PersonId } from '@weft/protocol';
import { foldContributions } from '@weft/contribution';
import { LoggedBoard } from '../../../../packages/history/src/loggedBoard.testkit.ts';
import { anySteps, perform } from '../../../../packages/history/src/workingSteps.testkit.ts';
import { Telling } from '../../disclosure/Telling.ts';
import { zstdCodec } from '../../log/zstdCodec.ts';
import { checkWeftFile, logOf, openPart } from './checkWeftFile.ts';
import { PeopleOfFile } from './PeopleOfFile.ts';
import { ToldLog } from './ToldLog.ts';
import { unpackTar } from './unpackTar.ts';
import { writeWeftFile } from './writeWeftFile.ts';

const IMPORTER = 'importer' as PersonId;
const known = [0, 1, 2].map((index) => ({
  id: `person-${index}` as PersonId,
  name: `P${index}`,
  color: PERSON_COLORS[index] as string,
}));

async function* noImages() {
  // There are none.
}

/** A log through a file and back; the third of three people is hidden where that is said. */
async function throughFile(board: LoggedBoard, segmentEntries: number, hidden: boolean) {
  const people = known.map((person, index) => ({ ...person, hidden: hidden && index === 2 }));
  const told = new ToldLog(new Telling({ settings: [], people }, null));
  async function* log() {
    for (let first = 0; first < board.log.length; first += segmentEntries) {
      const entries = board.log.slice(first, first + segmentEntries).map((entry) => told.tell(entry));
      yield { first: first + 1, last: first + entries.length, bytes: packSegment(entries, zstdCodec).bytes };
    }
  }
  const begin = { format: 1, weft: '0', createdAt: 0, title: 'A', display: [] } as const;
  const file = writeWeftFile({
    begin: { ...begin, display: [] },
    log: log(),
    assets: noImages(),
    told: () => Promise.resolve({ people: [...told.people], moments: [] }),
  });
  const files = await unpackTar(await buffer(file));
  const checked = checkWeftFile(files, board.now);
  let next = 0;
  const back = new PeopleOfFile(checked.people, IMPORTER, () => `new-${next++}` as PersonId);
  const entries = logOf(files)
    .flatMap((part) => [...openPart(part)])
    .map((entry) => back.settle(entry, { from: { kind: 'file', at: 0 }, momentIds: new Map() }));
  const names = new Map<string, string>(back.remembered.map(({ id, name }) => [id, name]));
  return { entries, names };
}

it('[property] a log taken through a file gives the same board at every entry, and the same making by the same people', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (steps, segmentEntries, hidden) => {
      const board = new LoggedBoard(3);
      seedBoard(board.live);
      for (const step of steps) perform(board, step);
      const { entries, names } = await throughFile(board, segmentEntries, hidden);
      expect(entries.map(({ seq, at, kind }) => [seq, at, kind])).toEqual(
        board.log.map(({ seq, at, kind }) => [seq, at, kind]),
      );
      for (let seq = 0; seq <= entries.length; seq += Math.max(1, entries.length >> 3)) {
        expect(boardAt(entries.slice(0, seq)).records).toEqual(boardAt(board.log.slice(0, seq)).records);
      }
      const nameBefore = (id: PersonId | null) =>
        hidden && id === 'person-2' ? SOMEONE : (known.find((one) => one.id === id)?.name ?? id);
      const nameAfter = (id: PersonId | null) => (id === null ? null : (names.get(id) ?? id));
      const madeOf = (log: typeof entries, nameOf: (id: PersonId | null) => string | null) =>
        foldContributions(log).contributions.map((one) => ({ ...one, personId: nameOf(one.personId) }));
      expect(madeOf(entries, nameAfter)).toEqual(madeOf(board.log, nameBefore));
    }),
    { numRuns: 25 },
  );
}, 120_000);
