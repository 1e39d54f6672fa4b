import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type RevisionFolder, writeRevisionFolder } from '../../testing/revisionFolder';
import type { Authoring, FileChangePlan } from './fileChange';
import { planFiles, writeFiles } from './planFiles';

const NOW = new Date('2026-03-01T10:20:30.400Z');
const UP = 'exports.up = async () => {};\n';
const on = (...names: readonly string[]) =>
  `exports.lockstep = { revises: ${JSON.stringify(names)} };\n${UP}`;

/** Two heads: b and c, both on a. */
const FORK = {
  '20260101000000-a.js': UP,
  '20260102000000-b.js': on('20260101000000-a'),
  '20260103000000-c.js': on('20260101000000-a.js'),
};

async function plan(
  place: RevisionFolder,
  authoring: Authoring,
  applied: readonly string[] = [],
): Promise<FileChangePlan> {
  return planFiles({ project: await place.project(), applied: new Set(applied), authoring, now: NOW });
}

/** As a front door does it: the plan, and a while later the files. */
async function make(place: RevisionFolder, authoring: Authoring): Promise<FileChangePlan> {
  const { id } = await plan(place, authoring);
  const now = new Date(NOW.getTime() + 90_000);
  return writeFiles({ project: await place.project(), applied: new Set(), authoring, now, planId: id });
}

test('on a plain line a new revision states nothing', async () => {
  const place = await writeRevisionFolder({ '20260101000000-a.js': UP });
  const { changes, heads, summary } = await make(place, { kind: 'revision', message: 'Add Höhe & price!' });
  expect(heads).toEqual(['20260301102030-add-hohe-price.js']);
  expect(summary).toBe('Creates 20260301102030-add-hohe-price.js, which follows 20260101000000-a.js.');
  expect(changes).toMatchObject([
    { path: 'migrations/20260301102030-add-hohe-price.js', renamedFrom: null, before: null },
  ]);
  const text = (await place.texts())['20260301102030-add-hohe-price.js'];
  expect(text).toBe(changes[0]?.after);
  expect(text).toBe(`'use strict';

// Add Höhe & price!
/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {},

  async down(queryInterface, Sequelize) {},
};
`);
});

test('an empty project gets its first revision at base', async () => {
  const place = await writeRevisionFolder({});
  const { heads, summary, changes } = await make(place, {
    kind: 'revision',
    message: 'first',
    parents: ['base'],
  });
  expect(heads).toEqual(['20260301102030-first.js']);
  expect(summary).toContain('begins at base');
  expect(changes[0]?.after).not.toContain('lockstep');
});

test('a new revision never sorts before the last one', async () => {
  for (const last of [
    '20300101000000-a.js',
    '20269999999999-a.js',
    '20260301_a.js',
    '20260301102030-first.js',
    '0042-a.js',
  ]) {
    const place = await writeRevisionFolder({ [last]: UP });
    const { heads } = await make(place, { kind: 'revision', message: 'first' });
    expect([last, heads[0] ?? ''].sort()).toEqual([last, heads[0]]);
  }
  const bumped = await plan(await writeRevisionFolder({ '20300101000000-a.js': UP }), {
    kind: 'revision',
    message: 'b',
  });
  expect(bumped.heads).toEqual(['20300101000001-b.js']);
});

test('where no number sorts last, a new revision states what it follows, and is refused where it can’t', async () => {
  const asked: Authoring = { kind: 'revision', message: 'b' };
  for (const text of [UP, `exports.lockstep = { revises: null };`]) {
    const { changes, heads } = await plan(await writeRevisionFolder({ 'zones.js': text }), asked);
    expect(changes[0]?.after).toContain(`lockstep: { revises: 'zones' }`);
    expect(heads).toEqual(['20260301102030-b.js']);
  }
  await expect(
    plan(await writeRevisionFolder({ 'zones.js': UP }), { ...asked, parents: ['base'], splice: true }),
  ).rejects.toThrow(/20260301102030-b\.js would come before zones\.js/);
});

const KINDS: readonly (readonly [
  files: Record<string, string>,
  format: 'ts' | 'sql' | 'mjs' | undefined,
  name: string,
  text: RegExp,
])[] = [
  [
    { '01-a.ts': '', '02-b.ts': '', '03-c.js': UP },
    undefined,
    '20260301102030-x.ts',
    /^import type .*export async function up\(queryInterface: QueryInterface\)/s,
  ],
  [{ '1-a.sql': '' }, undefined, '20260301102030-x.sql', /^-- x\n$/],
  [{ '1-a.cjs': '' }, undefined, '20260301102030-x.cjs', /module\.exports/],
  [{ '1-a.js': '' }, 'mjs', '20260301102030-x.mjs', /export async function up/],
  [
    { '1-a.js': '', 'package.json': '{"type": "module"}' },
    undefined,
    '20260301102030-x.js',
    /export async function up/,
  ],
  [
    { '1-a.js': '', 'package.json': '{}', '../package.json': '{"type": "module"}' },
    undefined,
    '20260301102030-x.js',
    /module\.exports/,
  ],
];

test.each(KINDS)('in %j with format %s the new one is %s', async (files, format, name, text) => {
  const place = await writeRevisionFolder(files);
  const { changes, heads } = await make(place, { kind: 'revision', message: 'x', format });
  expect(heads).toEqual([name]);
  expect(changes[0]?.after).toMatch(text);
});

test('a .sql revision comes with the file that undoes it, and a title that looks like metadata is left out', async () => {
  const place = await writeRevisionFolder({});
  await make(place, { kind: 'revision', message: 'lockstep: { revises: x }', format: 'sql' });
  expect(await place.texts()).toEqual({
    '20260301102030-lockstep-revises-x.sql': '',
    '20260301102030-lockstep-revises-x.down.sql': '',
  });
});

test('with several heads a new revision has to say which it follows', async () => {
  const place = await writeRevisionFolder(FORK);
  await expect(plan(place, { kind: 'revision', message: 'd' })).rejects.toMatchObject({
    info: { kind: 'bad-input', field: 'parents', candidates: ['20260102000000-b.js', '20260103000000-c.js'] },
  });
  const { changes, heads } = await make(place, {
    kind: 'revision',
    message: 'd',
    parents: ['20260102000000-b'],
  });
  expect(changes[0]?.after).toContain(`lockstep: { revises: '20260102000000-b' }`);
  expect(heads).toEqual(['20260103000000-c.js', '20260301102030-d.js']);
});

test('what is no head is followed with splice alone', async () => {
  const place = await writeRevisionFolder({ '1-a.js': UP, '2-b.js': UP });
  const asked: Authoring = { kind: 'revision', message: 'c', parents: ['1-a'] };
  await expect(plan(place, asked)).rejects.toThrow(/1-a\.js is no head: 2-b\.js follows it\./);
  expect((await plan(place, { ...asked, splice: true })).heads).toEqual(['2-b.js', '20260301102030-c.js']);
});

test('a branch with a label begins at base, and is then followed by its label', async () => {
  const place = await writeRevisionFolder({ '1-a.js': UP, '2-b.ts': '' });
  await make(place, {
    kind: 'revision',
    message: 'billing',
    parents: ['base'],
    branch: 'bill',
    dependsOn: ['2-b'],
    format: 'ts',
  });
  const { '20260301102030-billing.ts': text } = await place.texts();
  expect(text).toContain(`export const lockstep = { revises: null, branch: 'bill', dependsOn: '2-b' };`);
  const { summary } = await make(place, { kind: 'revision', message: 'more', parents: ['bill@head'] });
  expect(summary).toContain('follows 20260301102030-billing.ts');
  await expect(plan(place, { kind: 'revision', message: 'x', parents: ['no@head'] })).rejects.toThrow(
    /There is no branch “no”/,
  );
  await expect(plan(place, { kind: 'revision', message: 'x', parents: ['base', '2-b'] })).rejects.toThrow(
    /follows nothing else/,
  );
});

test('a graph with a problem takes no new revision', async () => {
  const place = await writeRevisionFolder({ '1-a.js': on('nothing') });
  await expect(plan(place, { kind: 'revision', message: 'x' })).rejects.toThrow(/nothing/);
});

test('a merge joins all heads, or those that are named', async () => {
  const place = await writeRevisionFolder({ ...FORK, '20260104000000-d.js': on('20260101000000-a') });
  const named = await plan(place, {
    kind: 'merge',
    heads: ['20260102000000-b', '20260103000000-c'],
    message: 'Two',
  });
  expect(named.heads).toEqual(['20260104000000-d.js', '20260301102030-merge-two.js']);
  const { heads, changes, summary } = await make(place, { kind: 'merge' });
  expect(heads).toEqual(['20260301102030-merge-b-and-c-and-d.js']);
  expect(changes[0]?.after).toContain(
    `revises: ['20260102000000-b', '20260103000000-c', '20260104000000-d']`,
  );
  expect(summary).toMatch(
    /which joins 20260102000000-b\.js, 20260103000000-c\.js and 20260104000000-d\.js\.$/,
  );
});

test.each([
  [{ '1-a.js': UP }, undefined, /There is only 1-a\.js: nothing to merge/],
  [{}, undefined, /There is no head/],
  [
    FORK,
    ['20260101000000-a', '20260102000000-b'],
    /20260101000000-a\.js comes before 20260102000000-b\.js already/,
  ],
  [
    { ...FORK, '3-x.js': on('20260102000000-b') },
    ['20260102000000-b', '20260103000000-c'],
    /20260102000000-b\.js is no head/,
  ],
])('a merge in %j of %j is refused', async (files, heads, message) => {
  await expect(plan(await writeRevisionFolder(files), { kind: 'merge', heads })).rejects.toThrow(message);
});

test('a rebase gives new names to what sorts too early, and takes away what no longer needs saying', async () => {
  const place = await writeRevisionFolder({
    '20260101000000-a.js': UP,
    '20260102000000-mine.sql': '-- lockstep:\n--   revises: 20260101000000-a\n\nSELECT 1;\n',
    '20260102000000-mine.down.sql': 'SELECT 2;\n',
    '20260103000000-mine-too.js': on('20260102000000-mine'),
    '20260104000000-theirs.js': on('20260101000000-a'),
  });
  const done = await make(place, {
    kind: 'rebase',
    head: '20260103000000-mine-too',
    onto: '20260104000000-theirs',
  });
  expect(done.summary).toBe(
    'Moves 2 revisions, 20260102000000-mine.sql to 20260103000000-mine-too.js, on top of 20260104000000-theirs.js.',
  );
  expect(done.heads).toEqual(['20260301102031-mine-too.js']);
  expect(done.notes).toEqual([expect.stringMatching(/see it as missing\.$/)]);
  const texts = await place.texts();
  expect(Object.keys(texts)).toEqual([
    '20260101000000-a.js',
    '20260104000000-theirs.js',
    '20260301102030-mine.down.sql',
    '20260301102030-mine.sql',
    '20260301102031-mine-too.js',
  ]);
  expect(texts['20260301102030-mine.sql']).toBe('SELECT 1;\n');
  expect(texts['20260301102031-mine-too.js']).toBe(UP);
});

test('a rebase keeps names that sort well, and what has to be said in a project that is no line', async () => {
  const place = await writeRevisionFolder({ ...FORK, '20260104000000-d.js': on('20260101000000-a') });
  const done = await make(place, { kind: 'rebase', head: '20260103000000-c', onto: '20260102000000-b' });
  expect(done.heads).toEqual(['20260103000000-c.js', '20260104000000-d.js']);
  expect((await place.texts())['20260103000000-c.js']).toBe(
    `exports.lockstep = { revises: "20260102000000-b" };\n${UP}`,
  );
  expect(done.notes).toEqual([expect.stringMatching(/out of order\.$/)]);
});

test('files that speak of a renamed one speak of its new name', async () => {
  const place = await writeRevisionFolder({
    ...FORK,
    '20260102500000-e.js': on('20260102000000-b'),
    '20260104000000-d.js': `exports.lockstep = { revises: "20260101000000-a", dependsOn: ["20260102000000-b.js"] };\n${UP}`,
  });
  const done = await make(place, { kind: 'rebase', head: '20260102500000-e', onto: '20260103000000-c' });
  expect(done.heads).toEqual(['20260301102031-e.js', '20260301102032-d.js']);
  const texts = await place.texts();
  expect(texts['20260301102032-d.js']).toContain(`dependsOn: "20260301102030-b"`);
  expect(texts['20260301102031-e.js']).toContain(`revises: "20260301102030-b"`);
});

test('what is placed by its name alone stays where it is, and says so where it must', async () => {
  const place = await writeRevisionFolder({
    '20260101000000-a.js': UP,
    '20260102000000-mine.js': on('20260101000000-a').replace('};', `, branch: 'mine' };`),
    '20260103000000-theirs.js': on('20260101000000-a').replace('};', `, branch: 'theirs' };`),
    '20260104000000-trunk.js': UP,
    '20300101000000-later.js': UP,
  });
  const asked: Authoring = { kind: 'rebase', head: '20260102000000-mine', onto: '20300101000000-later' };
  expect((await plan(place, asked)).heads).toEqual(['20260103000000-theirs.js', '20300101000001-mine.js']);
  const done = await make(place, { ...asked, onto: '20260103000000-theirs' });
  expect(done.heads).toEqual(['20260301102030-mine.js', '20300101000000-later.js']);
  expect((await place.texts())['20300101000000-later.js']).toBe(UP);
});

test.each([
  [
    'what is applied',
    { head: '20260102000000-b', onto: '20260103000000-c' },
    ['20260102000000-b.ts'],
    /20260102000000-b\.js is applied to this database/,
  ],
  [
    'what is no head',
    { head: '20260101000000-a', onto: '20260103000000-c' },
    [],
    /20260101000000-a\.js is no head/,
  ],
  [
    'onto what is no head',
    { head: '20260102000000-b', onto: '20260101000000-a' },
    [],
    /20260101000000-a\.js is no head/,
  ],
  ['onto itself', { head: '20260102000000-b', onto: '20260102000000-b' }, [], /can’t go on top of itself/],
])('a rebase of %s is refused', async (_, heads, applied, message) => {
  const place = await writeRevisionFolder(FORK);
  await expect(plan(place, { kind: 'rebase', ...heads }, applied)).rejects.toThrow(message);
});

test('a rebase of a merge is refused', async () => {
  const place = await writeRevisionFolder({
    ...FORK,
    '4-m.js': on('20260102000000-b', '20260103000000-c'),
    '5-n.js': on('20260101000000-a'),
  });
  await expect(plan(place, { kind: 'rebase', head: '4-m', onto: '5-n' })).rejects.toThrow(
    /4-m\.js is a merge/,
  );
});

test('a rebase onto what depends on it is refused', async () => {
  const place = await writeRevisionFolder({
    '1-a.js': UP,
    '2-b.js': on('1-a'),
    '3-c.js': `exports.lockstep = { revises: '1-a', dependsOn: '2-b' };`,
  });
  await expect(plan(place, { kind: 'rebase', head: '2-b', onto: '3-c' })).rejects.toThrow();
});

test('files that have changed since the plan are left alone', async () => {
  const place = await writeRevisionFolder(FORK);
  const authoring: Authoring = { kind: 'rebase', head: '20260103000000-c', onto: '20260102000000-b' };
  const { id } = await plan(place, authoring);
  const project = await place.project();
  await place.write({ '20260103000000-c.js': `${FORK['20260103000000-c.js']}\n` });
  const before = await place.texts();
  const write = { applied: new Set<string>(), authoring, now: NOW, planId: id };
  await expect(writeFiles({ ...write, project })).rejects.toMatchObject({ info: { kind: 'files-changed' } });
  await expect(writeFiles({ ...write, project: await place.project() })).rejects.toMatchObject({
    info: { kind: 'files-changed' },
  });
  expect(await place.texts()).toEqual(before);
});

test('when one file can’t be made, none is', async () => {
  const place = await writeRevisionFolder({ '20260301102030-x.down.sql': 'mine' });
  await expect(make(place, { kind: 'revision', message: 'x', format: 'sql' })).rejects.toThrow(
    /There is a file migrations\/20260301102030-x\.down\.sql already/,
  );
  expect(await place.texts()).toEqual({ '20260301102030-x.down.sql': 'mine' });
});

test('when one of several changes fails, all files are as they were', async () => {
  const place = await writeRevisionFolder({
    '20260101000000-a.js': UP,
    '20260102000000-mine.sql': '-- lockstep:\n--   revises: 20260101000000-a\n\nSELECT 1;\n',
    '20260102000000-mine.down.sql': 'SELECT 2;\n',
    '20260104000000-theirs.js': on('20260101000000-a'),
    '20260105000000-more.js': `exports.lockstep = { revises: '20260102000000-mine' };`,
    '20300101000000-kept.js': `exports.lockstep = { revises: null, branch: 'b', dependsOn: '20260102000000-mine' };`,
    '20260301102030-mine.down.sql': 'somebody’s\n',
  });
  const before = await place.texts();
  const asked: Authoring = { kind: 'rebase', head: '20260105000000-more', onto: '20260104000000-theirs' };
  const planned = (await plan(place, asked)).changes.map(({ path, renamedFrom }) => [path, renamedFrom]);
  expect(planned).toContainEqual(['migrations/20300101000000-kept.js', null]);
  await expect(make(place, asked)).rejects.toThrow(
    /There is a file migrations\/20260301102030-mine\.down\.sql already/,
  );
  expect(await place.texts()).toEqual(before);
});

test('a revision that is a link is not changed', async () => {
  const other = await writeRevisionFolder({ 'b.js': on('20260101000000-a') });
  const place = await writeRevisionFolder({
    '20260101000000-a.js': UP,
    '20260103000000-c.js': on('20260101000000-a'),
  });
  await symlink(join(other.revisionsFolder, 'b.js'), join(place.revisionsFolder, '20260102000000-b.js'));
  const before = await other.texts();
  const asked: Authoring = { kind: 'rebase', head: '20260102000000-b', onto: '20260103000000-c' };
  await expect(make(place, asked)).rejects.toThrow(/20260102000000-b\.js is a link to another file/);
  expect(await other.texts()).toEqual(before);
});

test('nothing is written to a folder that is a link out of the project', async () => {
  const other = await writeRevisionFolder({ '20260101000000-a.js': UP });
  const place = await writeRevisionFolder({});
  await rm(place.revisionsFolder, { recursive: true });
  await symlink(other.revisionsFolder, place.revisionsFolder);
  await expect(make(place, { kind: 'revision', message: 'x' })).rejects.toThrow(
    /is a link to .*, outside of the project/,
  );
  expect(await other.texts()).toEqual({ '20260101000000-a.js': UP });
});
