/**
 * `pnpm bench NAME [--options]`: measures, prints, and writes the section of that name in docs/benchmarks.md.
 */
import { chromium } from './chromium.mjs';
import { build, install, main, node24, SetupError, step } from './setup.mjs';

await main(async () => {
  await install();
  // The relay's servers are measured as they are run.
  if (process.argv[2] === 'relay') await build();
  // A board is also measured in the browser that it is drawn in.
  const env = process.argv[2] === 'board' ? { CHROMIUM: await chromium() } : {};
  const program = ['--conditions=source', 'packages/bench/src/main.ts', ...process.argv.slice(2)];
  const { ok } = await step('Measuring', node24, program, { live: true, env });
  if (!ok) throw new SetupError('The benchmark failed; the lines above say why.');
  await step('Format', 'oxfmt', ['docs/benchmarks.md']);
});
