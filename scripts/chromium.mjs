/** Finds a Chromium for the end-to-end tests, or installs one. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { root, SetupError, step } from './setup.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(existsSync);
}

/** Where Playwright keeps a Chromium of its own, if it has one. */
function inPlaywrightCache() {
  const fromE2e = createRequire(join(root, 'e2e/package.json'));
  const path = fromE2e('@playwright/test').chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

const isRoot = process.getuid?.() === 0;
const osRelease = () => (existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
/** Ubuntu's package of this name is only a pointer to a snap, which does not run in containers. */
const isDebian = () => /^ID=debian$/m.test(osRelease());

async function throughApt() {
  if (!isRoot || !isDebian()) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await step('Reading the package lists of Debian', 'apt-get', ['update'], { env });
  await step('Installing chromium', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  return onPath();
}

async function throughPlaywright() {
  const withDeps = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  await step("Installing Playwright's chromium", join(root, 'e2e/node_modules/.bin/playwright'), [
    'install',
    ...withDeps,
    'chromium',
  ]);
  return inPlaywrightCache();
}

/** @returns the path of a Chromium. `CHROMIUM` names one that is to be used. @throws SetupError when there is none. */
export async function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = onPath() ?? inPlaywrightCache() ?? (await throughApt()) ?? (await throughPlaywright());
  if (found) return found;
  throw new SetupError(
    'The end-to-end tests need a browser and none could be installed. Install Chromium or Google Chrome so that ' +
      '`chromium` or `google-chrome` is on the PATH (or name it in CHROMIUM=/path/to/it), then run this again; ' +
      '`npm test -- --fast` leaves the browser out.',
  );
}
