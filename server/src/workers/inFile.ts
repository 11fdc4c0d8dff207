import { closeSync, openSync } from 'node:fs';
import { WeftError } from '@weft/protocol';

/**
 * Opens a database file for the server's user alone, and so the files that SQLite makes beside it.
 * @throws an Error that names the file, as whoever starts the server must know which one to look at
 */
export function inFile<T>(file: string, open: (file: string) => T): T {
  try {
    closeSync(openSync(file, 'a', 0o600));
    return open(file);
  } catch (error) {
    const reason = error instanceof WeftError ? error.detail : error instanceof Error ? error.message : String(error);
    throw new Error(`${file} cannot be used: ${reason}. It was not changed`, { cause: error });
  }
}
