/**
 * `pnpm fuzz`: three people who do two hundred things each to one board, at random, with real editors; as many boards as
 * are asked for. A failing seed prints the fewest steps found that still fail.
 *
 *   --seeds=N   how many boards (100)
 *   --from=K    the first seed (1); `--from=K --seeds=1` runs one again
 */
import { parseArgs } from 'node:util';
import { install, main, SetupError, step } from './setup.mjs';

const { values: flags } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, from: { type: 'string', default: '1' } },
});

const whole = (name) => {
  if (!/^\d+$/.test(flags[name])) throw new SetupError(`--${name} takes a whole number.`);
  return flags[name];
};

await main(async () => {
  const env = { WEFT_FUZZ_SEEDS: whole('seeds'), WEFT_FUZZ_FROM: whole('from') };
  await install();
  const { ok } = await step('Fuzz', 'vitest', ['run', 'client/src/canvas/fuzz'], { env, live: true });
  process.exitCode = ok ? 0 : 1;
});
