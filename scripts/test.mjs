/**
 * `npm test`: everything that can be checked, from types to two people in a real browser. Its last line is
 * `N passed, N failed`.
 *
 *   --fast        without the browser and the long loops
 *   --only=STAGE  one of checks, unit, kills, browser
 *   --kills=N     how often the kill test kills the server (20)
 *   --verbose     shows what every tool says
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runChecks } from './check.mjs';
import { chromium } from './chromium.mjs';
import { build, install, root, SetupError, step } from './setup.mjs';

const { values: flags } = parseArgs({
  options: {
    fast: { type: 'boolean', default: false },
    only: { type: 'string' },
    kills: { type: 'string', default: '20' },
    verbose: { type: 'boolean', default: false },
  },
});

const reports = join(root, 'node_modules/.weft/reports');

/** Runs a test runner that writes a JSON report, and counts by `count`; a runner that failed without a failed test failed once. */
async function counted(name, command, args, options, report, count) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, report);
  rmSync(file, { force: true });
  const { ok } = await step(name, command, args, { ...options, live: true });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    Object.assign(counts, count(JSON.parse(readFileSync(file, 'utf8'))));
  } catch (error) {
    process.stdout.write(`  ${name} left no report that could be read: ${error.message}\n`);
  }
  const broken = counts.failed === 0 && (!ok || counts.passed === 0);
  return { ...counts, failed: broken ? 1 : counts.failed };
}

const fast = flags.fast ? { WEFT_FAST: '1' } : {};

function unit() {
  const file = join(reports, 'unit.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return counted('Unit and property tests', 'vitest', args, { env: fast }, 'unit.json', (report) => ({
    passed: report.numPassedTests,
    // A file that could not even be loaded has no tests to count.
    failed:
      report.numFailedTests +
      report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }));
}

function playwright(name, project, env) {
  const report = `${project}.json`;
  const command = join(root, 'e2e/node_modules/.bin/playwright');
  const options = { cwd: join(root, 'e2e'), env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, report) } };
  return counted(name, command, ['test', `--project=${project}`], options, report, ({ stats, errors }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  }));
}

const STAGES = {
  checks: { name: 'Static checks', run: runChecks },
  unit: { name: 'Unit and property tests', run: unit },
  kills: {
    name: 'Server killed under load',
    slow: true,
    run: async () => {
      await build();
      return playwright('Server killed under load', 'kills', { WEFT_KILLS: flags.kills });
    },
  },
  browser: {
    name: 'In the browser',
    slow: true,
    run: async () => {
      await build();
      return playwright('In the browser', 'browser', { CHROMIUM: await chromium() });
    },
  },
};

/** A stage that could not even begin counts as one failure and is told in words. */
async function runStage({ name, run }) {
  const began = Date.now();
  process.stdout.write(`\n${name}\n`);
  try {
    return { name, skipped: 0, ...(await run()), ms: Date.now() - began };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stdout.write(`${error.message}\n`);
    return { name, passed: 0, failed: 1, skipped: 0, ms: Date.now() - began };
  }
}

function chosenStages() {
  if (flags.only === undefined) return Object.values(STAGES).filter(({ slow }) => !(slow && flags.fast));
  const stage = STAGES[flags.only];
  if (stage === undefined) throw new SetupError(`--only takes one of ${Object.keys(STAGES).join(', ')}.`);
  return [stage];
}

async function runAll() {
  const results = [];
  const setUp = await runStage({ name: 'Set-up', run: () => install().then(() => ({ passed: 0, failed: 0 })) });
  if (setUp.failed > 0) return [setUp];
  for (const stage of chosenStages()) results.push(await runStage(stage));
  return results;
}

const results = await runAll();
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
process.stdout.write('\n');
for (const { name, passed, failed, skipped, ms } of results) {
  const counts = [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])];
  process.stdout.write(`${failed === 0 ? '✓' : '✗'} ${name}: ${counts.join(', ')} (${(ms / 1000).toFixed(0)} s)\n`);
}
process.stdout.write(`${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') === 0 ? 0 : 1;
