/** `pnpm check`: all static checks. `npm test` runs the same list. */
import { pathToFileURL } from 'node:url';
import { install, main, node24, step } from './setup.mjs';

const CHECKS = [
  ['Types', 'tsc', ['-b']],
  ['Lint', 'oxlint', ['--type-aware', '--deny-warnings', '--report-unused-disable-directives']],
  ['Format', 'oxfmt', ['--check']],
  ['Import direction', node24, ['scripts/imports.mjs']],
  ['Dead code', 'knip', ['--no-progress']],
];

/** Runs every check, also after one failed. @returns how many passed and failed. */
export async function runChecks() {
  let passed = 0;
  for (const check of CHECKS) if ((await step(...check)).ok) passed++;
  return { passed, failed: CHECKS.length - passed };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await install();
    const { failed } = await runChecks();
    process.exitCode = failed === 0 ? 0 : 1;
  });
}
