import { ZodError } from 'zod';
import { WeftError } from '@weft/protocol';
import type { Config } from './config.ts';

/** Why the server cannot start, in words for the person at the terminal: what happened, and what to do. */
export function startFailure(error: unknown, config: Config | null): readonly string[] {
  if (error instanceof ZodError) return error.issues.map((issue) => `${issue.path.join('.')} — ${issue.message}`);
  if (error instanceof WeftError) return [error.detail ?? error.message];
  if (config !== null && error instanceof Error && 'code' in error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    const told = NETWORK_CALLS.has(syscall ?? '') ? networkFailure(code, config) : folderFailure(code, config);
    if (told !== null) return [told];
  }
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

const NETWORK_CALLS = new Set(['listen', 'bind', 'getaddrinfo']);

function networkFailure(code: string | undefined, { host, port }: Config): string | null {
  const another = 'choose another: PORT=3001 npm start';
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use. Stop what uses it, or ${another}`;
    case 'EACCES':
      return `this user may not listen on port ${port}; ${another}`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is no address of this machine. Leave HOST out to listen on all of its addresses`;
    default:
      return null;
  }
}

const FOLDER_CODES = new Set(['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT', 'ENOSPC']);

function folderFailure(code: string | undefined, { dataDir }: Config): string | null {
  if (code === undefined || !FOLDER_CODES.has(code)) return null;
  return `the folder ${dataDir} cannot be used (${code}). This user must be able to write there; or choose another: DATA_DIR=/a/folder npm start`;
}
