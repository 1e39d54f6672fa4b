import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import type { AppOptions } from './app';

const results = process.env.LOCKSTEP_E2E_RESULTS ?? fileURLToPath(new URL('./results', import.meta.url));
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? `${results}/e2e.json`;

// One worker: each journey has its own PostgreSQL, and locks and durations are what they look at.
export default defineConfig<AppOptions>({
  testDir: '.',
  workers: 1,
  retries: 0,
  forbidOnly: process.env.CI === 'true',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: report }]],
  use: { actionTimeout: 15_000, navigationTimeout: 30_000, screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'browser',
      testIgnore: '**/*.electron.spec.ts',
      outputDir: `${results}/browser`,
      use: { door: 'browser' },
    },
    {
      name: 'electron',
      testIgnore: '**/*.browser.spec.ts',
      outputDir: `${results}/electron`,
      use: { door: 'electron' },
    },
  ],
});
