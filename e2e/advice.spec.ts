/** A foreign key without an index: suggested, dismissed and taken back, written as a revision, run, and gone. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { hasDebianServer, startDebianServer } from '../electron/core/testing/debianServer';
import { expect, test } from './app';
import { openLockScene } from './lockScene';
import { openOwnProject } from './openOwnProject';
import { openUpgradedProject, upgrade } from './openUpgradedProject';
import { type OwnServer, startOwnServer, writeProject } from './ownServer';
import { historyPage } from './pages/historyPage';
import { indexesPage } from './pages/indexesPage';
import { locksPage } from './pages/locksPage';
import { queriesPage } from './pages/queriesPage';
import { temporaryFolder } from './temporaryFolder';

const CREATE = `CREATE TABLE senders (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE parcels (id serial PRIMARY KEY, sender_id int REFERENCES senders, label text, sent_on date);
INSERT INTO senders (name) SELECT 'sender ' || n FROM generate_series(1, 500) n;
INSERT INTO parcels (sender_id, label, sent_on)
  SELECT n % 500 + 1, 'parcel ' || n, date '2026-01-01' + n % 300 FROM generate_series(1, 20000) n;
ANALYZE senders;
ANALYZE parcels;
`;
const PROJECT = {
  'migrations/20260101000000-create-parcels.sql': CREATE,
  'migrations/20260101000000-create-parcels.down.sql': 'DROP TABLE parcels, senders;\n',
};
const INDEX = 'parcels_sender_id_idx';

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer();
});
test.afterAll(() => server.stop());

test('a suggested index becomes a revision, and once it ran it is suggested no more', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const { page, url, project, done } = await openUpgradedProject(
    { launchApp, door },
    server,
    'advised',
    PROJECT,
  );
  const indexes = indexesPage(page);

  await indexes.open();
  await indexes.row(INDEX).click({ timeout: 60_000 });
  await expect(indexes.detail.getByLabel('SQL', { exact: true })).toContainText('CREATE INDEX CONCURRENTLY');
  await expect(indexes.detail.getByLabel('What takes it back')).toContainText('DROP INDEX CONCURRENTLY');
  await expect(page.getByText('Only the schema was looked at.')).toBeVisible();

  await indexes.detail.getByRole('button', { name: 'Dismiss…' }).click();
  await indexes.why.fill('nobody deletes senders');
  await page.keyboard.press('Enter');
  await expect(indexes.row(INDEX)).toHaveCount(0);
  const file = join(project, '.lockstep/suggestions.json');
  expect(await readFile(file, 'utf8')).toContain('nobody deletes senders');
  await indexes.dismissed.check();
  await indexes.row(INDEX).click();
  await expect(indexes.row(INDEX)).toContainText('nobody deletes senders');
  await indexes.detail.getByRole('button', { name: 'Suggest it again' }).click();
  await expect(indexes.tick(INDEX)).toBeEnabled();

  await indexes.grid.focus();
  await page.keyboard.press(' ');
  await expect(indexes.tick(INDEX)).toBeChecked();
  await indexes.createRevision(1).click();
  await indexes.message.fill('find parcels by sender');
  await expect(indexes.files).toContainText(INDEX);
  const before = await readdir(join(project, 'migrations'));
  expect(before, 'nothing is written before it is looked at').toHaveLength(2);
  await indexes.create.click();
  await expect(historyPage(page).row('find-parcels-by-sender').first()).toContainText('pending');
  await upgrade(page, 1);
  const made = await server.query(
    url,
    `SELECT indisvalid FROM pg_index WHERE indexrelid = '${INDEX}'::regclass`,
  );
  expect(made).toEqual([{ indisvalid: true }]);

  await indexes.open();
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing to suggest' })).toBeVisible();
  await done();
});

test('a statement that is pasted, or that a session runs, is explained on the twin; queries say how to count', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const { page, url, done } = await openUpgradedProject({ launchApp, door }, server, 'explained', PROJECT);
  const indexes = indexesPage(page);

  await indexes.open();
  await indexes.explain.click();
  await indexes.refreshTwin.click();
  await indexes.expectTwin();
  await indexes.statement.fill('SELECT * FROM parcels WHERE sent_on = $1');
  await indexes.ask.click();
  await expect(indexes.plans).toContainText('Seq Scan');
  await indexes.suggest.click();
  await expect(indexes.plans).toContainText('An index was found', { timeout: 60_000 });
  await expect(indexes.plans).toContainText('Before');
  await expect(indexes.candidates).toHaveValue(/sent_on/);
  await expect(indexes.plans).toContainText('The server has no hypopg.');
  await page.getByRole('button', { name: 'Show the suggestions' }).click();
  await expect(indexes.row('parcels_sent_on_idx')).toBeVisible();

  await indexes.privateColumns.click();
  await indexes.searchColumns.fill('parcels lab');
  await expect(page.getByText('1 column', { exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(indexes.column('label').getByRole('checkbox')).toBeChecked();
  await expect(indexes.column('label')).toContainText('no value of it');
  await indexes.back.click();
  await page.getByText('What the twin can’t do').click();
  await expect(page.getByText('Without the values of 1 private column')).toBeVisible();

  const scene = await openLockScene(url);
  await scene.run('reporter', 'BEGIN');
  await scene.run('reporter', "SELECT count(*) FROM parcels WHERE label = 'parcel 7'");
  const locks = locksPage(page);
  await locks.open();
  await locks.session('reporter').click();
  await locks.explain.click();
  await expect(indexes.statement).toHaveValue(/label = 'parcel 7'/);
  await expect(indexes.plans).toContainText('parcels');
  await scene.close();

  const queries = queriesPage(page);
  await queries.open();
  await expect(queries.howToCount).toContainText('pg_stat_statements');
  await expect(queries.steps.last()).toContainText('CREATE EXTENSION pg_stat_statements;');
  await done();
});

test('once statements are counted, findings have a cure and the workload is advised on', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const { page, url, done } = await openUpgradedProject({ launchApp, door }, server, 'counted', PROJECT);
  const [indexes, queries] = [indexesPage(page), queriesPage(page)];
  await server.query(url, 'CREATE EXTENSION pg_stat_statements');
  await queries.open();
  await expect(page.getByRole('heading', { name: 'Nothing is wrong with what was asked' })).toBeVisible();

  const inserts = Array.from({ length: 600 }, (_, n) => `INSERT INTO senders (name) VALUES ('new ${n}')`);
  await server.query(url, inserts.join(';'));
  await queries.lookAgain.click();
  await expect(queries.spent('Row at a time')).toHaveAttribute('aria-label', /^last .* ms\/s/, {
    timeout: 30_000,
  });
  await queries.row('Row at a time').click();
  await expect(queries.detail).toContainText('bulkCreate');
  await expect(queries.detail).toContainText('INSERT INTO senders');
  await expect(page.getByRole('button', { name: 'Queries 1' })).toBeVisible();
  await queries.filter.fill('row');

  await indexes.open();
  await indexes.filter.fill('sender');
  await indexes.row(INDEX).click();
  await locksPage(page).open();
  await queries.open();
  await expect(queries.filter, 'a room is as it was left').toHaveValue('row');
  await expect(queries.detail).toContainText('bulkCreate');
  await indexes.open();
  await expect(indexes.filter).toHaveValue('sender');
  await expect(indexes.detail).toBeVisible();
  await indexes.fromTheWorkload.click();
  await expect(page.getByText(/statements took/)).toBeVisible({ timeout: 60_000 });
  await indexes.expectTwin();

  await queries.open();
  await queries.row('Row at a time').click();
  await queries.detail.getByRole('button', { name: 'Explain on the twin' }).click();
  await expect(indexes.plans).toContainText('ModifyTable');
  await done();
});

test('what the twin says of an index is proven on a target that has hypopg', async ({ launchApp, door }) => {
  test.skip(!hasDebianServer(), 'of the PostgreSQLs here only Debian’s has hypopg, where it is installed');
  test.setTimeout(180_000);
  const folder = await temporaryFolder('debian');
  const debian = await startDebianServer(folder);
  const url = debian?.url('postgres') ?? '';
  await server.query(url, `CREATE EXTENSION hypopg; ${CREATE}`);
  const project = await writeProject(PROJECT);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const indexes = indexesPage(app.page);
  await indexes.open();
  await indexes.explain.click();
  await indexes.refreshTwin.click();
  await indexes.expectTwin();
  await indexes.statement.fill('SELECT * FROM parcels WHERE sent_on = $1');
  await indexes.candidates.fill('CREATE INDEX ON parcels (sent_on)');
  await indexes.ask.click();
  await expect(indexes.costs).toHaveCount(0);
  await indexes.prove.click();
  await expect(indexes.costs.getByRole('row')).toHaveCount(3);
  const [twin, target] = await Promise.all([1, 2].map((row) => costsIn(indexes.costs, row)));
  for (const [before = 0, after = 0] of [twin ?? [], target ?? []]) expect(after).toBeLessThan(before / 3);
  expect(target?.[0]).toBeCloseTo(twin?.[0] ?? 0, 0);
  await done();
  await debian?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function costsIn(costs: Locator, row: number): Promise<readonly number[]> {
  const cells = await costs.getByRole('row').nth(row).getByRole('cell').allTextContents();
  return cells.map((text) => Number(text.replaceAll(',', '')));
}
