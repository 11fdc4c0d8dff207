/** `pnpm picture`: takes the README's picture anew, of the real thing with three people at work. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from './chromium.mjs';
import { build, install, main, root, SetupError, step } from './setup.mjs';

await main(async () => {
  await install();
  await build();
  const e2e = join(root, 'e2e');
  const { ok } = await step(
    'Three people at work',
    join(e2e, 'node_modules/.bin/playwright'),
    ['test', '--project=browser', 'screenshots', '--grep=desktop-light'],
    { cwd: e2e, env: { CHROMIUM: await chromium() }, live: true },
  );
  if (!ok) throw new SetupError('The picture could not be taken; the lines above say why.');
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  copyFileSync(join(e2e, 'screenshots/board-desktop-light.png'), join(root, 'docs/images/board.png'));
});
