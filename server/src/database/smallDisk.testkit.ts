import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from './temporaryDirectory.testkit.ts';

/** A disk of so many megabytes in memory. @returns null where that is not allowed. */
export async function smallDisk(megabytes: number): Promise<string | null> {
  const folder = join(await temporaryDirectory(), 'disk');
  mkdirSync(folder);
  try {
    const size = `size=${Math.ceil(megabytes * 1024)}k`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], { stdio: 'pipe' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}
