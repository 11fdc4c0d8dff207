/**
 * `pnpm bench NAME [--options]`: measures, prints, and writes the section of that name in docs/benchmarks.md.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from './chromium.mjs';
import { build, install, main, node24, root, SetupError, step } from './setup.mjs';

const WRITING = {
  WEFT_WRITING_SECONDS: '60',
  WEFT_WRITING_REPORT: join(root, 'node_modules/.weft/reports/writing.jsonl'),
};

/** What a benchmark needs before it begins. @returns the environment to run it in. */
const PREPARED = {
  // A board is also measured in the browser that it is drawn in.
  board: async () => ({ CHROMIUM: await chromium() }),
  // As is what a replay costs.
  history: async () => ({ CHROMIUM: await chromium() }),
  // The relay's servers are measured as they are run.
  relay: async () => {
    await build();
    return {};
  },
  writing: async () => {
    await build();
    await writeTogether({ ...WRITING, CHROMIUM: await chromium() });
    return WRITING;
  },
};

/** Two real browsers leave their figures in a file, which the benchmark then tells. */
async function writeTogether(env) {
  rmSync(WRITING.WEFT_WRITING_REPORT, { force: true });
  const e2e = join(root, 'e2e');
  const args = ['test', '--project=browser', 'coWriting'];
  const playwright = join(e2e, 'node_modules/.bin/playwright');
  const { ok } = await step('Two people in one note', playwright, args, { cwd: e2e, env, live: true });
  if (!ok) throw new SetupError('A character was lost or a caret stood wrong; the lines above say what.');
}

await main(async () => {
  await install();
  const env = (await PREPARED[process.argv[2]]?.()) ?? {};
  // What is kept in memory is measured after what is not.
  const program = ['--expose-gc', '--conditions=source', 'packages/bench/src/main.ts', ...process.argv.slice(2)];
  const { ok } = await step('Measuring', node24, program, { live: true, env });
  if (!ok) throw new SetupError('The benchmark failed; the lines above say why.');
  await step('Format', 'oxfmt', ['docs/benchmarks.md']);
});
