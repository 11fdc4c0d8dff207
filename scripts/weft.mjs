/**
 * `npm run weft -- backup FILE`, `restore FILE`, `verify` (or `pnpm weft …`): what one does with a data folder. FILE is
 * taken from where the command was called; DATA_DIR is the one that `npm start` uses.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build, install, main, node24, root } from './setup.mjs';

await main(async () => {
  await install();
  await build();
  const [command, ...files] = process.argv.slice(2);
  const from = process.env.INIT_CWD ?? process.cwd();
  const args = [join(root, 'server/dist/cli/main.js'), command ?? '', ...files.map((file) => resolve(from, file))];
  const { status } = spawnSync(node24, args, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
