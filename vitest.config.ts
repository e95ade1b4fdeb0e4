import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The module that Node itself would load: Vite would pick the other build of graphql, and two of them refuse each other's schemas. */
const graphql = fileURLToPath(import.meta.resolve('graphql'));

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    // `npm test` leaves out what is heavy; CI runs all of it.
    projects: [
      {
        extends: true,
        test: {
          name: 'usual',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/**/*.heavy.test.ts', 'test/**/*.apart.test.ts'],
        },
      },
      { extends: true, test: { name: 'heavy', include: ['test/**/*.heavy.test.ts'] } },
      // These open the same fixtures elsewhere, so they share no modules with others.
      { extends: true, test: { name: 'apart', include: ['test/**/*.apart.test.ts'], isolate: true } },
    ],
    globalSetup: ['test/fixtures/temporary.ts'],
    pool: 'forks',
    // One process keeps its modules from file to file, so that what is dear to open (an embedded PostgreSQL) is opened once.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
