import { expect, test } from 'vitest';
import type { EnableFacts } from './enableFacts.sql';
import { enableSteps } from './enableSteps';

const READY: EnableFacts = {
  ...{ user: 'app', schema: 'public', extensionVersion: '1.12', isAvailable: true, isLoaded: true },
  ...{ preloaded: 'pg_stat_statements', tracks: 'top', mayRead: true },
};

const sqlOf = (facts: Partial<EnableFacts>) =>
  enableSteps({ ...READY, ...facts })?.steps.map(({ sql }) => sql);

test('what is there, loaded and allowed needs nothing', () => {
  expect(enableSteps(READY)).toBeNull();
});

test('libraries that are loaded already stay, each as a literal of its own', () => {
  expect(sqlOf({ isLoaded: false, preloaded: 'auto_explain, "Odd lib"', schema: null })).toEqual([
    `ALTER SYSTEM SET shared_preload_libraries = 'auto_explain', 'Odd lib', 'pg_stat_statements';`,
    null,
    'CREATE EXTENSION pg_stat_statements;',
  ]);
});

test('a role that may not see what is loaded is not told to overwrite it', () => {
  expect(sqlOf({ isLoaded: false, preloaded: null })).toEqual([null, null]);
});

test('a server without contrib, or that counts nothing, is told as such', () => {
  expect(
    enableSteps({ ...READY, isAvailable: false, isLoaded: false, schema: null })?.steps[0]?.title,
  ).toMatch(/contrib/);
  expect(sqlOf({ tracks: 'none' })).toEqual([
    'ALTER SYSTEM SET pg_stat_statements.track = top;',
    'SELECT pg_reload_conf();',
  ]);
});
