/** What the command answers to a bad URL, server, folder or word: exit code, message, and nothing run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../core/testing/createTestDatabase';
import { fetchTables } from '../core/testing/databaseFacts';
import { atEnd } from '../core/testing/endings';
import { revision, testRunner, writeProject } from '../core/testing/testProject';
import { chooseFreePort } from '../core/twin/freePort';
import { runCommand } from './program';

const database = await createTestDatabase();
const project = await writeProject({
  '1-a.js': revision(`await query('CREATE TABLE a (id int)');`, `await query('DROP TABLE a');`),
  '2-b.js': revision(`await query('CREATE TABLE b (id int)');`, `await query('DROP TABLE b');`),
});
const changed = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};
const closedPort = String(await chooseFreePort());

const BAD_TARGETS: readonly (readonly [what: string, url: string, error: object, code: number])[] = [
  [
    'a wrong password',
    changed((url) => {
      url.password = 'wrong';
    }),
    { kind: 'cannot-connect', reason: 'authentication' },
    1,
  ],
  [
    'an unknown user',
    changed((url) => {
      url.username = 'nobody_of_that_name';
    }),
    { kind: 'cannot-connect', reason: 'authentication' },
    1,
  ],
  [
    'an unknown database',
    changed((url) => {
      url.pathname = '/not_there';
    }),
    { kind: 'cannot-connect', reason: 'no-such-database' },
    1,
  ],
  [
    'a port where nothing listens',
    changed((url) => {
      url.port = closedPort;
    }),
    { kind: 'cannot-connect', reason: 'refused' },
    1,
  ],
  [
    'an unknown host',
    'postgres://me:secret@no-such-host.invalid/db?sslmode=disable',
    { kind: 'cannot-connect', reason: 'host-unknown' },
    1,
  ],
  [
    'TLS of a server without it',
    `${database.url}?sslmode=require`,
    { kind: 'cannot-connect', reason: 'tls' },
    1,
  ],
  ['a URL of something else', 'mysql://me@localhost/db', { kind: 'bad-input', field: 'url' }, 2],
  ['a URL without a user', 'postgres://localhost/db', { kind: 'bad-input', field: 'url' }, 2],
  ['a port that is none', 'postgres://me@localhost:99999/db', { kind: 'bad-input' }, 2],
  [
    'a parameter that we do not follow',
    `${database.url}?options=-csearch_path%3Dx`,
    { kind: 'bad-input', field: 'url' },
    2,
  ],
  [
    'an sslmode that leaves it open',
    `${database.url}?sslmode=prefer`,
    { kind: 'bad-input', field: 'url' },
    2,
  ],
];

test.each(BAD_TARGETS)(
  '%s is told by kind and exit code, and the password is not shown',
  async (_, url, error, code) => {
    for (const verb of ['upgrade', 'current']) {
      const told = await lockstep(verb, '--url', url, '--project', project.folder, '--json');
      expect(told.code).toBe(code);
      expect(JSON.parse(told.stdout)).toMatchObject({ error });
      expect(told.stderr.length).toBeGreaterThan(10);
      expect(told.stderr + told.stdout).not.toMatch(/secret|wrong|\n\s+at /);
    }
    expect(await fetchTables(database)).toEqual([]);
  },
);

const BAD_WORDS: readonly (readonly [what: string, words: readonly string[], told: RegExp])[] = [
  ['no verb', [], /Usage/],
  ['an unknown verb', ['migrate'], /unknown command/],
  ['an unknown option', ['upgrade', '--force'], /unknown option/],
  ['an unknown option of downgrade', ['downgrade', '-1', '--force'], /unknown words: --force/],
  ['a wait that is no number', ['upgrade', '--wait', 'long'], /must be a number/],
  ['an --allow of something else', ['upgrade', '--allow', 'anything'], /Allowed choices/],
  ['a format that is none', ['revision', '-m', 'x', '--format', 'exe'], /Allowed choices/],
  ['no --url', ['current'], /No database is named/],
];

test.each(BAD_WORDS)('%s is bad usage', async (_, words, message) => {
  const told = await lockstep(...words);
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(message);
});

test.each([
  ['a folder that is not there', '/not/there', /There is no folder/],
  ['a folder without revisions', await emptyFolder(), /holds no revisions/],
])('%s is bad input', async (_, folder, message) => {
  const told = await lockstep('upgrade', '--url', database.url, '--project', folder);
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(message);
});

test.each([
  ['upgrade', '+3', /goes beyond the head: 2 steps are possible/],
  ['upgrade', 'nonsense', /There is no revision “nonsense”/],
  ['upgrade', '-1', /not ahead|unknown option/],
  ['downgrade', '-1', /goes beyond base: 0 steps are possible/],
  ['downgrade', '1-a.js', /is not applied/],
  ['downgrade', '+1', /not behind/],
])('%s %s on an empty database is bad input, and nothing is run', async (verb, target, message) => {
  const told = await lockstep(verb, target, '--url', database.url, '--project', project.folder);
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(message);
  expect(await fetchTables(database)).toEqual([]);
});

test('help is no failure', async () => {
  expect(await lockstep('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('upgrade') });
});

async function emptyFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-empty-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function lockstep(...words: readonly string[]) {
  const told = { stdout: '', stderr: '' };
  const write = (stream: 'stdout' | 'stderr') => (text: string) => {
    told[stream] += text;
  };
  const code = await runCommand(words, {
    spawnRunner: testRunner,
    demoProject: project.folder,
    env: {},
    stdout: { write: write('stdout') },
    stderr: { write: write('stderr') },
  });
  return { code, ...told };
}
