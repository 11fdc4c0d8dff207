import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WeftError } from '@weft/protocol';

/** SHA-256, hex. */
export type AssetId = string;

export const assetIdOf = (bytes: Uint8Array): AssetId => createHash('sha256').update(bytes).digest('hex');

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * Images by the hash of their bytes, under `DATA_DIR/assets`: the same image is kept once, and a file that is there is
 * whole (written beside, synced, then renamed).
 */
export class AssetFiles {
  readonly #directory: string;

  constructor(dataDir: string) {
    this.#directory = join(dataDir, 'assets');
  }

  /** @throws WeftError `storage_failed` when the disk did not take it. */
  async put(bytes: Uint8Array): Promise<AssetId> {
    const id = assetIdOf(bytes);
    const file = this.#fileOf(id);
    try {
      if (!(await exists(file))) await this.#write(file, bytes);
    } catch (error) {
      throw new WeftError('storage_failed', `image ${id}: ${String(error)}`);
    }
    return id;
  }

  /** @throws WeftError `storage_failed`. What is not there needs no removing. */
  async remove(id: AssetId): Promise<void> {
    try {
      await rm(this.#fileOf(id), { force: true });
    } catch (error) {
      throw new WeftError('storage_failed', `image ${id}: ${String(error)}`);
    }
  }

  /** The caller closes the handle. @throws WeftError `storage_failed` when a file that was put is gone. */
  async open(id: AssetId): Promise<FileHandle> {
    try {
      return await open(this.#fileOf(id), 'r');
    } catch (error) {
      throw new WeftError('storage_failed', `image ${id}: ${String(error)}`);
    }
  }

  async #write(file: string, bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    const beside = `${file}.${randomUUID()}`;
    try {
      await writeSynced(beside, bytes);
      await rename(beside, file);
      await syncDirectory(dirname(file));
    } finally {
      await rm(beside, { force: true });
    }
  }

  #fileOf(id: AssetId): string {
    return join(this.#directory, id.slice(0, 2), id.slice(2));
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The new name must outlive a power cut too. Windows cannot open directories and does not need it. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
