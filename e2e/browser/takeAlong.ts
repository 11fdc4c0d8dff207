import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { PersonAtBoard } from './PersonAtBoard.ts';

export async function openMyPart({ page }: PersonAtBoard): Promise<void> {
  await page.getByRole('link', { name: /My part on this board/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My part' })).toBeVisible();
}

/** Of the dialog that takes one's part along: one file, with its bytes. */
export async function take({ page }: PersonAtBoard, format: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Take it along' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take it along' });
  await dialog.getByText(format, { exact: true }).click();
  const waiting = page.waitForEvent('download', { timeout: 60_000 });
  await dialog
    .getByRole('button', { name: 'Save' })
    .or(dialog.getByRole('link', { name: 'Save' }))
    .click();
  const bytes = await readFile(await (await waiting).path());
  await expect(dialog).toBeHidden();
  return bytes;
}
