/**
 * Who may import whom: the table of shared DESIGN.md as dependency-cruiser rules. `scripts/imports.mjs` applies them.
 */

/** What each pure package may import beside itself: workspace packages by folder name, others by npm name. */
const PURE = {
  protocol: { npm: ['zod', 'lib0'] },
  'update-codec': { npm: ['lib0'] },
  'update-guard': { packages: ['protocol', 'update-codec'] },
  'board-model': { packages: ['protocol'], npm: ['yjs', '@tldraw/tlschema', '@tldraw/store'] },
  contribution: { packages: ['protocol', 'update-codec', 'board-model'], npm: ['yjs'] },
  history: { packages: ['protocol', 'update-codec', 'board-model', 'contribution'], npm: ['yjs', 'lib0'] },
};
/** Tests of pure packages may make documents and random cases; they stay as free of clocks and disks as the code. */
const FOR_TESTS = ['vitest', 'fast-check', 'yjs', 'lib0', 'y-protocols', 'y-prosemirror', 'prosemirror-model'];

const TEST = '\\.(test|testkit)\\.tsx?$';
const npm = (name) => `(^|/)node_modules/${name.replace('.', '\\.')}/`;

const allowedFor = (folder, { packages = [], npm: names = [] }) => [
  ...[folder, ...packages].map((name) => `^packages/${name}/`),
  ...names.map(npm),
];

const pureRules = Object.entries(PURE).flatMap(([folder, allowed]) => [
  {
    name: `${folder}-imports-only-what-the-table-allows`,
    severity: 'error',
    from: { path: `^packages/${folder}/`, pathNot: TEST },
    to: { pathNot: allowedFor(folder, allowed) },
  },
  {
    name: `${folder}-tests-import-only-what-the-table-allows`,
    severity: 'error',
    from: { path: `^packages/${folder}/.*${TEST}` },
    to: { pathNot: [...allowedFor(folder, allowed), ...FOR_TESTS.map(npm)] },
  },
]);

const forbidden = (name, from, to) => ({ name, severity: 'error', from, to });

export const RULES = [
  ...pureRules,
  forbidden(
    'bench-imports-neither-server-nor-client',
    { path: '^packages/bench/' },
    { path: '^(server|client|e2e|scripts)/' },
  ),
  forbidden('server-never-imports-client', { path: '^server/' }, { path: '^(client|e2e|packages/bench)/' }),
  forbidden('client-never-imports-server', { path: '^client/' }, { path: '^(server|e2e|packages/bench)/' }),
  forbidden('e2e-imports-no-part-of-weft', { path: '^e2e/' }, { path: '^(server|client|packages|scripts)/' }),
  forbidden(
    'only-the-canvas-imports-tldraw',
    { path: '^(packages|server|client|e2e)/', pathNot: '^client/src/canvas/' },
    { path: ['tldraw', '@tldraw/editor'].map(npm) },
  ),
  forbidden(
    'browser-code-uses-no-node-modules',
    { path: '^client/src/', pathNot: TEST },
    { dependencyTypes: ['core'] },
  ),
  forbidden(
    'packages-are-entered-by-their-index',
    { path: '^(packages/[^/]+|server|client)/' },
    // Tests share what makes documents and forged bytes; a package's product never needs it.
    {
      path: '^packages/[^/]+/',
      pathNot: [
        '^$1/',
        '^packages/[^/]+/src/index\\.ts$',
        '^packages/history/src/(sealing|timeline)/index\\.ts$',
        '\\.testkit\\.ts$',
      ],
    },
  ),
  forbidden('only-tests-import-tests', { pathNot: TEST }, { path: TEST }),
  forbidden(
    'bootstrap-runs-with-nothing-installed',
    { path: '^scripts/', pathNot: '^scripts/(imports(\\.test)?\\.mjs|propertySeed\\.ts)$' },
    { pathNot: '^scripts/', dependencyTypesNot: ['core'] },
  ),
  forbidden('no-cycles', {}, { circular: true }),
  forbidden('every-import-resolves', {}, { couldNotResolve: true }),
];

/** The folders to look at, each with how many modules of its own must be seen: a check that saw nothing must fail. */
export const LEAST_MODULES = {
  'packages/protocol': 8,
  'packages/update-codec': 1,
  'packages/update-guard': 1,
  'packages/board-model': 1,
  'packages/contribution': 1,
  'packages/history': 1,
  'packages/bench': 1,
  server: 3,
  client: 1,
  e2e: 1,
  scripts: 5,
};
