import { expect, type Page } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dropImage } from './dropImage.ts';
import { test } from './weftTest.ts';

const FOLDER = join(import.meta.dirname, '../screenshots');

/** The last picture of a film, as PNG, and how many of its pixels are red. */
async function lastPicture(page: Page, film: Buffer, type: string): Promise<{ png: Buffer; red: number }> {
  const { png, red } = await page.evaluate(
    async ([base64, mime]) => {
      const bytes = Uint8Array.from(atob(base64!), (character) => character.charCodeAt(0));
      const video = document.createElement('video');
      video.src = URL.createObjectURL(new Blob([bytes], { type: mime! }));
      await new Promise((resolve, reject) => {
        video.addEventListener('loadeddata', resolve, { once: true });
        video.addEventListener('error', () => reject(new Error('no film')), { once: true });
      });
      video.currentTime = video.duration - 0.2;
      await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
      const context = canvas.getContext('2d')!;
      context.drawImage(video, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at]! > 190 && data[at + 1]! < 50 && data[at + 2]! < 50) count += 1;
      }
      return { png: canvas.toDataURL('image/png').replace(/^.*,/, ''), red: count };
    },
    [film.toString('base64'), type],
  );
  return { png: Buffer.from(png, 'base64'), red };
}

test('a film of the making shows the board in its own letters, with its pictures', async ({ person }) => {
  test.slow();
  const ada = await person('Ada');
  const { page } = ada;
  await ada.startBoard();
  await ada.writeFirstNote('Where do people wait? Überall, čekají tu');
  await dropImage(ada, '#e01010');
  await ada.isSaved();
  await page.goto(`${page.url()}/replay`);
  await page.getByRole('button', { name: 'Film of the making' }).click();
  const dialog = page.getByRole('dialog', { name: 'Film of the making' });
  await dialog.getByLabel('How long').selectOption({ index: 0 });
  const downloading = page.waitForEvent('download', { timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Make the film' }).click();
  const download = await downloading;
  const name = download.suggestedFilename();
  const film = await readFile(await download.path());
  // Weft's own pages play no films.
  const screen = await page.context().newPage();
  const { png, red } = await lastPicture(screen, film, name.endsWith('mp4') ? 'video/mp4' : 'video/webm');
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'film-last-picture.png'), png);
  expect(red).toBeGreaterThan(5_000);
});
