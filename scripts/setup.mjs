/**
 * What `npm start`, `npm test` and the other scripts share: install and build only when something changed.
 *
 * Everything here runs on a bare Node ≥ 20 with nothing installed. pnpm comes through npx and Node 24 through the npm
 * package `node`; tools are then run from node_modules/.bin, which stands first on their PATH so that they find that Node.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const OLDEST_NODE = 20;

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules/.bin');
export const node24 = join(bin, 'node');
const stamps = join(root, 'node_modules/.weft');
const verbose = process.argv.includes('--verbose');

/** A failure that is told in words, without a stack: what happened and what to do. */
export class SetupError extends Error {}

const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** The environment for tools: Node 24 and the workspace's own binaries come first. */
const toolEnv = (more = {}) => ({
  ...process.env,
  ...more,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
});

/** Runs a command to its end. Its output is gathered, and shown at once only if `live`. */
function run(command, args, { cwd = root, env = {}, live = verbose } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: toolEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (live) to.write(text);
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Runs one named step with a line before and after; on failure shows what the tool said. */
export async function step(name, command, args, options) {
  const began = Date.now();
  say(`  ${name} …`);
  const result = await run(command, args, options);
  if (!result.ok && !verbose && options?.live !== true) say(result.output.trimEnd());
  say(`  ${result.ok ? '✓' : '✗'} ${name} (${seconds(Date.now() - began)})`);
  return result;
}

function* filesUnder(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* filesUnder(inner);
    else if (!/\.(test|testkit)\.tsx?$/.test(entry.name)) yield inner;
  }
}

const byName = (a, b) => (a < b ? -1 : 1);

/** A hash over names and contents of files and folders. Contents, not times: a fresh checkout has new times only. */
function contentHash(paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const path of paths.map((name) => join(root, name)).filter(existsSync)) {
    const files =
      path.endsWith('.json') || path.endsWith('.yaml') ? [path] : Array.from(filesUnder(path)).toSorted(byName);
    for (const file of files) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Does `work` unless it was done before on the same inputs and its outputs are still there. */
async function unlessDone(name, inputs, outputs, work) {
  const stamp = join(stamps, name);
  const hash = contentHash(inputs);
  const done = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (done && outputs.every((path) => existsSync(join(root, path)))) return;
  await work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

function manifests() {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);
  const folders = ['.', 'client', 'server', 'e2e', ...packages];
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...folders.map((folder) => `${folder}/package.json`)];
}

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|network/i;

/** Makes sure that the dependencies are there, as the lockfile says. @throws SetupError */
export async function install() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new SetupError(
      `Weft needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}. Get one from https://nodejs.org.`,
    );
  }
  await unlessDone('install', manifests(), ['node_modules/.bin/node', 'node_modules/.bin/tsc'], async () => {
    const args = ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'];
    // NODE_ENV=production would leave out the very tools that build; CI=true keeps pnpm from asking questions.
    const { ok, output } = await step(
      'Installing what Weft needs (the first time takes a minute or two)',
      'npx',
      args,
      {
        env: { NODE_ENV: '', CI: 'true' },
      },
    );
    if (ok) return;
    throw new SetupError(
      OFFLINE.test(output)
        ? 'The package registry could not be reached. Connect to the internet once and run this again; after that Weft starts offline.'
        : 'The installation failed; the lines above say why.',
    );
  });
}

const SHARED_INPUTS = ['pnpm-lock.yaml', 'tsconfig.base.json', 'packages'];

/** A build step that must succeed. */
async function must(...args) {
  if (!(await step(...args)).ok) throw new SetupError('The build failed; the lines above say why.');
}

/** Builds server and client where their sources changed. @throws SetupError */
export async function build() {
  const builds = await Promise.allSettled([
    unlessDone('server', [...SHARED_INPUTS, 'server'], ['server/dist/main.js'], () =>
      must('Building the server', 'tsc', ['-b', 'server']),
    ),
    unlessDone('client', [...SHARED_INPUTS, 'client'], ['client/dist/web/index.html'], () =>
      must('Building the client', 'vite', ['build', '--logLevel', 'warn'], {
        cwd: join(root, 'client'),
        env: { NODE_ENV: 'production' },
      }),
    ),
  ]);
  for (const { reason } of builds) if (reason !== undefined) throw reason;
}

/** Runs a script's main function and turns a SetupError into words and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Runs programs that stay (the server, a watcher) until the first of them ends; passes SIGTERM, SIGINT and SIGHUP on,
 * stops the others and ends with the first one's exit code.
 */
export function stayWith(commands) {
  const children = commands.map(({ command, args, cwd = root, env = {} }) =>
    spawn(command, args, { cwd, env: toolEnv(env), stdio: 'inherit' }),
  );
  const tell = (signal) => children.forEach((child) => child.kill(signal));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => tell(signal));
  // An npm that was killed could not pass that on. Whoever starts this script without npm may leave it running.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && tell('SIGTERM'), 1000).unref();
  }
  let first = true;
  for (const child of children) {
    child.on('exit', (code, signal) => {
      if (!first) return;
      first = false;
      process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
      tell('SIGTERM');
    });
  }
}
