import type { TLRecord } from '@tldraw/tlschema';
import type { BoardId } from '@weft/protocol';
import { expect, it } from 'vitest';
import { imageAsset } from '../../../packages/board-model/src/sampleBoard.testkit.ts';
import { BoardImages } from './BoardImages.ts';

const HASH = 'a'.repeat(64);

function asset(name: string, src: string): TLRecord {
  const image = imageAsset(name);
  if (image.typeName !== 'asset' || image.type !== 'image') throw new Error('no image');
  return { ...image, props: { ...image.props, src } };
}
const board = (...assets: TLRecord[]) => new Map(assets.map((one) => [one.id as string, one]));

it('reads each image once, from the board that is shown, and nothing from elsewhere', async () => {
  const asked: string[] = [];
  const images = new BoardImages('here' as BoardId, async (address) => {
    asked.push(address);
    return await Promise.resolve(`data of ${address}`);
  });
  const [own, other] = [asset('own', `/api/boards/there/assets/${HASH}`), asset('other', 'https://example.org/a.png')];
  await images.load(board(own, other));
  await images.load(board(own, asset('new', 'data:image/png;base64,AA')));
  expect(asked).toEqual([`/api/boards/here/assets/${HASH}`, 'data:image/png;base64,AA']);
  expect(images.of('asset:own')).toBe(`data of /api/boards/here/assets/${HASH}`);
  await images.load(board(other));
  expect([images.of('asset:other'), images.of('asset:unknown')]).toEqual([undefined, undefined]);
});

it('takes an image once its asset says where it is kept', async () => {
  const images = new BoardImages('here' as BoardId, (address) => Promise.resolve(address));
  await images.load(board(asset('late', '')));
  expect(images.of('asset:late')).toBeUndefined();
  await images.load(board(asset('late', 'data:image/png;base64,AA')));
  expect(images.of('asset:late')).toBe('data:image/png;base64,AA');
});
