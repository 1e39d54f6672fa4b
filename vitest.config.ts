import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'pure',
          // They share no state, and loading what they test for each file anew takes longer than they do.
          isolate: false,
          include: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', 'electron/core/testing/projects/**'],
          setupFiles: ['electron/core/testing/endings.setup.ts'],
        },
      },
      {
        test: {
          name: 'db',
          include: ['electron/**/*.db.test.ts'],
          globalSetup: ['electron/core/testing/testServers.ts'],
          setupFiles: ['electron/core/testing/endings.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
