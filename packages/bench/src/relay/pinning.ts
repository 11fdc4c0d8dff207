import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Cores by number: the server has one for itself, the generator another. */
const SERVER_CORE = '0';
const GENERATOR_CORE = '1';

/** Puts this process, with all its threads, on the generator's core. @returns false on a machine where that cannot be. */
export function pinGenerator(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync('taskset', ['-a', '-c', '-p', GENERATOR_CORE, String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    // No taskset (not Linux), or a container that does not own these cores.
    return false;
  }
}

/** The command that runs a server on its core; `taskset` becomes the server, so that its pid is the server's. */
export function onServerCore(command: readonly string[], pinned: boolean): readonly string[] {
  return pinned ? ['taskset', '-c', SERVER_CORE, ...command] : command;
}
