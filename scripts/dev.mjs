/**
 * `pnpm dev`: the server on port 3000 and Vite in front of it, both reloading on change. The server runs from its
 * TypeScript sources; open the address that Vite prints.
 */
import { join } from 'node:path';
import { install, main, node24, root, stayWith } from './setup.mjs';

await main(async () => {
  await install();
  stayWith([
    { command: node24, args: ['--watch', '--conditions=source', 'server/src/main.ts'] },
    { command: 'vite', args: [], cwd: join(root, 'client') },
  ]);
});
