import { defineConfig } from 'vitest/config';

/**
 * The packages' `source` export condition lets tests run on the TypeScript itself: no build comes first. No `import`
 * here: Vitest hands these on to Node, where a `require` of a package with both kinds would then get the wrong one.
 */
const conditions = ['source', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['source', 'node'] } },
  test: {
    include: [
      'scripts/*.test.mjs',
      'packages/*/src/**/*.test.ts',
      'server/src/**/*.test.ts',
      'client/src/**/*.test.{ts,tsx}',
    ],
    setupFiles: ['./scripts/propertySeed.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
