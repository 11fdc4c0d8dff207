/** Every rule of `importRules.mjs` must be able to fail: each test plants one wrong import in a small workspace of its own. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { RULES } from './importRules.mjs';
import { checkImports } from './imports.mjs';

const FOLDERS = ['protocol', 'update-codec', 'update-guard', 'board-model', 'contribution', 'history', 'bench'];
const NPM = ['zod', 'lib0', 'yjs', 'tldraw', 'ws', 'vitest'];

let workspace = '';
afterEach(() => rmSync(workspace, { recursive: true, force: true }));

/** A workspace in which nothing is wrong but what `planted` (path → source) brings in. */
function workspaceWith(planted) {
  workspace = mkdtempSync(join(tmpdir(), 'weft-imports-'));
  const write = (path, text) => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), text);
  };
  for (const folder of ['server', 'client', 'e2e']) write(`${folder}/src/ok.ts`, 'export const ok = 1;');
  write('scripts/start.mjs', "import 'node:fs';");
  for (const name of NPM) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = 1;');
  }
  mkdirSync(join(workspace, 'node_modules/@weft'), { recursive: true });
  for (const folder of FOLDERS) {
    const exports = { '.': { source: './src/index.ts', default: './dist/index.js' } };
    write(`packages/${folder}/package.json`, JSON.stringify({ name: `@weft/${folder}`, exports }));
    write(`packages/${folder}/src/index.ts`, 'export const ok = 1;');
    write(`packages/${folder}/src/inner.ts`, 'export const ok = 1;');
    symlinkSync(join(workspace, 'packages', folder), join(workspace, 'node_modules/@weft', folder));
  }
  for (const [path, text] of Object.entries(planted)) write(path, text);
  return workspace;
}

const least = (count) =>
  Object.fromEntries(
    [...FOLDERS.map((name) => `packages/${name}`), 'server', 'client', 'e2e', 'scripts'].map((f) => [f, count]),
  );

const problemsWith = async (planted) => (await checkImports(workspaceWith(planted), least(1))).problems;

/** For each rule, files that break it. */
const BREAKS = {
  'protocol-imports-only-what-the-table-allows': { 'packages/protocol/src/bad.ts': "import '@weft/update-codec';" },
  'protocol-tests-import-only-what-the-table-allows': { 'packages/protocol/src/bad.test.ts': "import 'ws';" },
  'update-codec-imports-only-what-the-table-allows': { 'packages/update-codec/src/bad.ts': "import 'yjs';" },
  'update-codec-tests-import-only-what-the-table-allows': {
    'packages/update-codec/src/bad.test.ts': "import '@weft/protocol';",
  },
  'update-guard-imports-only-what-the-table-allows': { 'packages/update-guard/src/bad.ts': "import 'node:fs';" },
  'update-guard-tests-import-only-what-the-table-allows': { 'packages/update-guard/src/bad.test.ts': "import 'ws';" },
  'board-model-imports-only-what-the-table-allows': { 'packages/board-model/src/bad.ts': "import '@weft/history';" },
  'board-model-tests-import-only-what-the-table-allows': { 'packages/board-model/src/bad.test.ts': "import 'ws';" },
  'contribution-imports-only-what-the-table-allows': { 'packages/contribution/src/bad.ts': "import '@weft/history';" },
  'contribution-tests-import-only-what-the-table-allows': {
    'packages/contribution/src/bad.testkit.ts': "import 'node:fs';",
  },
  'history-imports-only-what-the-table-allows': { 'packages/history/src/bad.ts': "import 'node:crypto';" },
  'history-tests-import-only-what-the-table-allows': { 'packages/history/src/bad.test.ts': "import 'ws';" },
  'bench-imports-neither-server-nor-client': { 'packages/bench/src/bad.ts': "import '../../../server/src/ok.ts';" },
  'server-never-imports-client': {
    'server/src/bad.ts': "import type { ok } from '../../client/src/ok.ts'; export type A = typeof ok;",
  },
  'client-never-imports-server': { 'client/src/bad.tsx': "import '../../server/src/ok.ts';" },
  'e2e-imports-no-part-of-weft': { 'e2e/bad.spec.ts': "import '@weft/protocol';" },
  'only-the-canvas-imports-tldraw': { 'client/src/board/bad.ts': "await import('tldraw');" },
  'browser-code-uses-no-node-modules': { 'client/src/bad.ts': "import 'node:fs';" },
  'packages-are-entered-by-their-index': { 'server/src/bad.ts': "import '../../packages/history/src/inner.ts';" },
  'only-tests-import-tests': {
    'server/src/ok.testkit.ts': 'export const ok = 1;',
    'server/src/bad.ts': "import './ok.testkit.ts';",
  },
  'bootstrap-runs-with-nothing-installed': { 'scripts/bad.mjs': "import 'zod';" },
  'no-cycles': { 'server/src/a.ts': "import './b.ts';", 'server/src/b.ts': "import './a.ts';" },
  'every-import-resolves': { 'server/src/bad.ts': "import './nowhere.ts';" },
};

test('an orderly workspace passes', async () => {
  const orderly = {
    'client/src/canvas/good.ts': "import 'tldraw'; import '@weft/protocol';",
    'packages/history/src/good.ts': "import '@weft/contribution'; import 'yjs';",
    'packages/protocol/src/good.test.ts': "import 'vitest'; import './index.ts';",
  };
  expect(await problemsWith(orderly)).toEqual([]);
});

test('there is a wrong import here for every rule', () => {
  expect(new Set(Object.keys(BREAKS))).toEqual(new Set(RULES.map(({ name }) => name)));
});

test.each(Object.entries(BREAKS))('%s can fail', async (rule, planted) => {
  const broken = (await problemsWith(planted)).map((problem) => problem.split(':')[0]);
  expect(broken).toContain(rule);
});

test('a check that saw too few modules fails', async () => {
  const { problems } = await checkImports(workspaceWith({}), least(2));
  expect(problems).toContain('saw only 1 modules in server, expected at least 2');
});
