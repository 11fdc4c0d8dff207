import { defineConfig } from 'vitest/config';

/** The packages' `source` export condition lets tests run on the TypeScript itself: no build comes first. */
const conditions = ['source', 'module', 'node', 'development|production', 'import', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: [
      'scripts/*.test.mjs',
      'packages/*/src/**/*.test.ts',
      'server/src/**/*.test.ts',
      'client/src/**/*.test.{ts,tsx}',
    ],
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    execArgv: ['--conditions=source'],
  },
});
