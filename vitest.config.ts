import { defineConfig } from 'vitest/config';

/** What starts commands, evaluations or a whole GitHub, each in processes of its own, or measures whole tables. Add a file that does. */
const SLOW: Readonly<Record<string, readonly string[]>> = {
  'slow-workflows': ['tests/workflows/**/*.test.ts'],
  'slow-registry': ['tests/registry/**/*.test.ts'],
  'slow-engine': [
    'tests/{suite,site}/**/*.test.ts',
    'tests/policy/{documentation,command-options}.test.ts',
    'scripts/{data,measure}.test.ts',
    'scripts/bench/inference-models.test.ts',
    // Every metric under many changes, and every array that was ever read wrongly.
    'src/metrics/{invariance,bad-input}.test.ts',
    'src/evaluation/published-factors/**/*.test.ts',
    'tests/arrays/**/*.test.ts',
    'src/runtime/node/git.test.ts',
    'src/runtime/node/{cell-pool,codes-sampler,measure-pool,verify-old-record}.test.ts',
  ],
};

export default defineConfig({
  test: {
    setupFiles: ['tests/support/seed-properties.ts'],
    pool: 'threads',
    // Modules are loaded once for all files: that is two thirds of the fast tests' time. So no test changes what another sees.
    isolate: false,
    // `npm run unit -- --watch` turns it on.
    watch: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['{src,scripts,tests}/**/*.test.ts'],
          exclude: ['node_modules/**', ...Object.values(SLOW).flat()],
          // Generous, since the machine also lints and builds: slow is not wrong, but hanging is.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // A scenario raises its own limit, with a reason.
      ...Object.entries(SLOW).map(([name, include]) => ({
        extends: true as const,
        test: { name, include: [...include], testTimeout: 180_000, hookTimeout: 180_000 },
      })),
    ],
    coverage: {
      provider: 'v8',
      reportsDirectory: '.cache/coverage',
      include: ['src/**/*.ts'],
      exclude: ['**/*.test.ts'],
      reporter: ['text-summary', 'html'],
    },
  },
});
