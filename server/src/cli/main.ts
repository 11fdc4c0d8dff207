/** `weft backup FILE`, `weft restore FILE`, `weft verify`: what one does with a data folder. `scripts/weft.mjs` calls it. */
import { readFileSync } from 'node:fs';
import { WeftError } from '@weft/protocol';
import { readConfig } from '../config.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';
import { CommandError } from './sayings.ts';
import { verify } from './verify.ts';

const USAGE = `weft backup FILE    everything into one file, while the server may go on
weft restore FILE   a backup into an empty DATA_DIR
weft verify         looks through all that DATA_DIR holds, and names what is broken`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(command: string | undefined, file: string | undefined): Promise<number> {
  const { dataDir } = readConfig(process.env);
  if (command === 'verify' && file === undefined) return (await verify({ dataDir, say })) === 0 ? 0 : 1;
  if (command === 'restore' && file !== undefined) {
    await restore({ dataDir, file, say });
    return 0;
  }
  if (command === 'backup' && file !== undefined) {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    await backup({ dataDir, file, version, now: Date.now(), say });
    return 0;
  }
  say(USAGE);
  return 2;
}

try {
  process.exitCode = await run(process.argv[2], process.argv[3]);
} catch (error) {
  if (error instanceof WeftError) process.stderr.write(`${error.detail ?? error.message}\n`);
  else if (error instanceof CommandError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 1;
}
