import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROMIUM'];
/** Chromium's sandbox does not work for root, which is who containers run as. */
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Run through `npm test`, which builds Weft, finds a browser and names it in `CHROMIUM`. */
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  // A test is mostly waiting for browsers to load the canvas: two at a time take two thirds of the time.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/report.json' }],
  ],
  projects: [
    { name: 'kills', testMatch: 'kills/*.spec.ts' },
    { name: 'browser', testMatch: 'browser/*.spec.ts' },
  ],
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 20_000,
    navigationTimeout: 20_000,
    // Screenshots of every step cost more than the steps on a machine without a graphics card.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--disable-background-networking', ...sandbox],
    },
  },
});
