import { diskFaultOf } from '../workers/diskFault.ts';

/** What a command found out and whoever called it should read. Commands throw it for what they refuse to do. */
export class CommandError extends Error {}

/**
 * What went wrong with a folder or file, in one line with a code, for the disk's and the system's own faults. Whoever calls
 * it has left nothing behind.
 */
export function inWords(error: unknown, place: string): unknown {
  if (error instanceof CommandError) return error;
  const fault = diskFaultOf(error);
  if (fault === 'storage_full') return new CommandError(`The disk is full (${fault}). Nothing was left at ${place}.`);
  const { code } = error as NodeJS.ErrnoException;
  const reason = fault ?? (code !== undefined && SYSTEM_CODES.has(code) ? code : null);
  if (reason === null) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new CommandError(`${place} cannot be written (${reason}): ${said}. Nothing was left there.`);
}

const SYSTEM_CODES = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EBUSY', 'EXDEV', 'EMFILE', 'ENAMETOOLONG']);

export type Say = (line: string) => void;

/** `1 board`, `2 boards`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
