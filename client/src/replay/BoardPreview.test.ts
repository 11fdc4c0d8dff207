import { seedBoard } from '@weft/board-model';
import { ReplayLog } from '@weft/history';
import { expect, it } from 'vitest';
import { LoggedBoard, type Peer } from '../../../packages/history/src/loggedBoard.testkit.ts';
import { StoredHistory } from '../../../packages/history/src/replay/storedHistory.testkit.ts';
import { plainCodec } from '../../../packages/history/src/sealing/sealing.testkit.ts';
import { BoardPreview, type PreviewPicture } from './BoardPreview.ts';

const rest = () => new Promise((resolve) => setTimeout(resolve, 5));

async function previewed() {
  const board = new LoggedBoard(1);
  const [ann] = board.peers as [Peer];
  seedBoard(board.live);
  const began = board.now;
  board.now = began + 1_000;
  ann.addNote('shape:a', [0, 0], 'first words');
  board.now = began + 2_000;
  ann.addNote('shape:b', [300, 0], 'second words');
  const log = new ReplayLog({ source: new StoredHistory(board.log), codec: plainCodec });
  await log.open();
  const told: (PreviewPicture | null)[] = [];
  const preview = new BoardPreview(log, (picture) => told.push(picture));
  return { preview, told, log, at: (ms: number) => began + ms };
}

it('draws the board as it was at the time that is pointed at', async () => {
  const { preview, told, at } = await previewed();
  preview.show(at(1_500));
  await rest();
  expect(told).toHaveLength(1);
  expect(told[0]?.svg).toContain('first');
  expect(told[0]?.svg).not.toContain('second');
  preview.show(at(2_500));
  await rest();
  expect(told[1]?.svg).toContain('second');
  preview.destroy();
});

it('makes no more pictures than somebody can see, and none when nobody points any more', async () => {
  const { preview, told, at } = await previewed();
  for (const ms of [1_100, 1_200, 1_300, 2_400]) preview.show(at(ms));
  await rest();
  expect(told.map((one) => one?.time)).toEqual([at(1_100), at(2_400)]);
  preview.show(at(1_100));
  preview.show(null);
  await rest();
  expect(told.slice(2)).toEqual([null]);
  preview.destroy();
});

it('shows none where it cannot be fetched, and tries again when asked again', async () => {
  const { preview, told, log, at } = await previewed();
  const seqAt = log.seqAt.bind(log);
  log.seqAt = () => Promise.reject(new Error('no network'));
  preview.show(at(1_500));
  await rest();
  expect(told).toEqual([null]);
  log.seqAt = seqAt;
  preview.show(at(1_600));
  await rest();
  expect(told.at(-1)?.svg).toContain('first');
  preview.destroy();
});
