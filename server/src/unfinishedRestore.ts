import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WeftError } from '@weft/protocol';

/** In a data folder while a backup is restored into it: what is beside it may be half of something. */
export const RESTORING = '.weft-restoring';

/** @throws WeftError when a restore into the folder was cut short, or is under way */
export function assertNoUnfinishedRestore(dataDir: string): void {
  if (!existsSync(join(dataDir, RESTORING))) return;
  throw new WeftError(
    'storage_failed',
    `a backup was not wholly restored into ${dataDir}. Restore it again: what is there of it is then replaced`,
  );
}
