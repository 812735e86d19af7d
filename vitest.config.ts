import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/**/*.test.ts'],
    // Playwright's own tests are `*.spec.ts`.
    exclude: ['node_modules/**', 'tests/browser/**'],
    setupFiles: ['tests/support/seed-properties.ts'],
    pool: 'threads',
    // Property tests and commands share the machine with linters and builds: slow is not wrong.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
