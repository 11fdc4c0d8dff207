import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROMIUM'];
/** Chromium's sandbox does not work for root, which is who containers run as. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Run through `npm test`, which builds Weft, finds a browser and names it in `CHROMIUM`. */
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/report.json' }],
  ],
  projects: [
    { name: 'kills', testMatch: 'kills/*.spec.ts' },
    { name: 'browser', testMatch: 'browser/*.spec.ts' },
  ],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--disable-background-networking', ...sandbox],
    },
  },
});
