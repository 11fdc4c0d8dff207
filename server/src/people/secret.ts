import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key that signs session cookies: `DATA_DIR/secret`, made at the first start, readable by the server's user only.
 * Losing it signs everybody out; nothing else hangs on it.
 */
export async function readOrMakeSecret(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'secret');
  return (await readSecret(file)) ?? (await makeSecret(file)) ?? (await readSecret(file)) ?? unreadable(file);
}

async function readSecret(file: string): Promise<string | null> {
  try {
    const secret = (await readFile(file, 'utf8')).trim();
    return secret.length >= 32 ? secret : unreadable(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** @returns null when another process made it first. */
async function makeSecret(file: string): Promise<string | null> {
  const secret = randomBytes(48).toString('base64url');
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(secret + '\n');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return secret;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return null;
    throw error;
  }
}

function unreadable(file: string): never {
  throw new Error(
    `${file} does not hold a key of this server. Remove it to have a new one made; all will sign in anew.`,
  );
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
