import type { DatabaseSync } from 'node:sqlite';

/** How much of `log.db` is what, in bytes; `hot` is all that is neither sealed, nor derived from that, nor free. */
export interface LogSizes {
  readonly hot: number;
  readonly sealed: number;
  readonly keyframes: number;
  readonly tracks: number;
  readonly free: number;
}

export function logSizesOf(db: DatabaseSync): LogSizes {
  const pragma = (name: string): number => db.prepare(`PRAGMA ${name}`).get()?.[name] as number;
  const total = (table: string): number =>
    db.prepare(`SELECT coalesce(sum(length(bytes)), 0) AS total FROM ${table}`).get()?.['total'] as number;
  const pageBytes = pragma('page_size');
  const free = pragma('freelist_count') * pageBytes;
  const [sealed, keyframes, tracks] = [total('segments'), total('keyframes'), total('tracks')];
  const hot = Math.max(0, pragma('page_count') * pageBytes - free - sealed - keyframes - tracks);
  return { hot, sealed, keyframes, tracks, free };
}
