/** `npm start`: installs and builds what changed, then becomes the server. `--verbose` shows what the tools say. */
import { join } from 'node:path';
import { build, install, main, node24, root, stayWith } from './setup.mjs';

await main(async () => {
  await install();
  await build();
  const env = { NODE_ENV: process.env.NODE_ENV || 'production' };
  stayWith([{ command: node24, args: ['--enable-source-maps', join(root, 'server/dist/main.js')], env }]);
});
