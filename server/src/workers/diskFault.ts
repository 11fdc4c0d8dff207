import type { StorageFault } from '@weft/protocol';

/** SQLite's primary result codes, the lower byte of the extended ones. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_NOMEM = 7;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** The shared memory beside a database lies on the same disk. */
const SQLITE_IOERR_SHMSIZE = 4874;

/** What keeps the whole file from being written, whatever is to be written. A damaged page is some board's alone. */
const DISK_RESULTS = new Set([
  SQLITE_BUSY,
  SQLITE_LOCKED,
  SQLITE_NOMEM,
  SQLITE_READONLY,
  SQLITE_IOERR,
  SQLITE_FULL,
  SQLITE_CANTOPEN,
  SQLITE_NOTADB,
]);
const DISK_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/** @returns what is wrong with the disk or the file as a whole, or null when an error says nothing of it. */
export function diskFaultOf(error: unknown): StorageFault | null {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  const result = typeof errcode === 'number' ? errcode & 0xff : null;
  if (result === SQLITE_FULL || errcode === SQLITE_IOERR_SHMSIZE) return 'storage_full';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'storage_full';
  const isDisk = (result !== null && DISK_RESULTS.has(result)) || (typeof code === 'string' && DISK_CODES.has(code));
  return isDisk ? 'storage_failed' : null;
}
