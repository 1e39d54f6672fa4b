/** A history that forks: seen, written, merged, run; and what happens to files and ledgers besides running. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openOwnProject } from './openOwnProject';
import { type OwnServer, startOwnServer, writeProject } from './ownServer';
import { historyPage } from './pages/historyPage';
import { inspector } from './pages/inspector';
import { planPage } from './pages/planPage';
import { runPage } from './pages/runPage';

const FORKED = {
  'migrations/20260101000000-create-parcels.sql': 'CREATE TABLE parcels (id int);\n',
  'migrations/20260102000000-weigh-parcels.sql': 'ALTER TABLE parcels ADD weight int;\n',
  'migrations/20260103000000-fax.sql':
    '-- lockstep: { revises: 20260101000000-create-parcels, branch: fax }\nCREATE TABLE faxes (id int);\n',
};

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer();
});
test.afterAll(() => server.stop());

test('two heads are shown, merged after a look at the file, and upgraded', async ({ launchApp, door }) => {
  const project = await writeProject(FORKED);
  const url = await server.createDatabase(`forked_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;

  await expect(page.getByText('2 heads:')).toBeVisible();
  await page.getByRole('button', { name: 'Merge…', exact: true }).first().click();
  await expect(page.getByRole('region', { name: 'What it does' })).toContainText('revises:');
  await page.getByRole('button', { name: /^Write \d files?$/ }).click();

  const merge = historyPage(page).row('merge');
  await expect(merge).toContainText('head');
  const written = (await readdir(join(project, 'migrations'))).find((name) => name.includes('merge'));
  expect(await readFile(join(project, 'migrations', written ?? ''), 'utf8')).toContain('20260103000000-fax');

  await historyPage(page).upgrade(4).click();
  await planPage(page).trust.click();
  await planPage(page).run.click();
  await expect(runPage(page).verdict).toHaveText('4 revisions applied');
  await runPage(page).back.click();
  await expect(merge).toContainText('current');
  const tables = await server.query(url, `SELECT 1 FROM pg_class WHERE relname IN ('parcels', 'faxes')`);
  expect(tables).toHaveLength(2);

  await page.getByRole('button', { name: 'Graph', exact: true }).click();
  await expect(page.getByRole('button', { name: /^20260103000000-fax\.sql, applied/ })).toBeVisible();
  await done();
});

test('a new revision is looked at, written and upgraded to', async ({ launchApp, door }) => {
  const project = await writeProject({
    'migrations/20260101000000-create-parcels.sql': 'CREATE TABLE parcels ();',
  });
  const url = await server.createDatabase(`written_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  await page.getByRole('button', { name: 'New revision' }).click();
  await page.getByRole('menuitem', { name: 'Empty revision…' }).click();
  await page.getByLabel('Message').fill('weigh parcels');
  await page.getByRole('button', { name: /^Create \d files?$/ }).click();
  await expect(historyPage(page).row('weigh-parcels')).toContainText('pending');
  await expect(historyPage(page).upgrade(2)).toBeEnabled();
  await done();
});

test('a stamp shows what the ledger gains, and runs nothing', async ({ launchApp, door }) => {
  const project = await writeProject({
    'migrations/20260101000000-create-parcels.sql': 'CREATE TABLE parcels ();',
  });
  const url = await server.createDatabase(`stamped_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  await inspect(page, 'create-parcels');
  await inspector(page).verb('Stamp…').click();
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText('create-parcels.sql');
  await page.getByRole('button', { name: 'Stamp 1 revision on Own database' }).click();
  await expect(historyPage(page).row('create-parcels')).toContainText('applied');
  expect(await server.query(url, `SELECT 1 FROM pg_class WHERE relname = 'parcels'`)).toEqual([]);
  await done();
});

test('a file that changed since it ran is compared and accepted', async ({ launchApp, door }) => {
  const project = await writeProject({
    'migrations/20260101000000-create-parcels.sql': 'CREATE TABLE parcels ();\n',
  });
  const url = await server.createDatabase(`changed_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  await historyPage(page).upgrade(1).click();
  await planPage(page).trust.click();
  await planPage(page).run.click();
  await expect(runPage(page).verdict).toHaveText('1 revision applied');
  await writeFile(
    join(project, 'migrations/20260101000000-create-parcels.sql'),
    'CREATE TABLE parcels (id int);\n',
  );
  await runPage(page).back.click();
  await expect(historyPage(page).row('create-parcels')).toContainText('changed');
  await inspect(page, 'create-parcels');
  await inspector(page).verb('Accept change…').click();
  await expect(page.getByRole('region', { name: 'Difference' })).toContainText(
    'CREATE TABLE parcels (id int);',
  );
  await page.getByLabel('Why it is right as it is').fill('the column was added by hand');
  await page.getByRole('button', { name: 'Accept it on Own database' }).click();
  await expect(historyPage(page).row('create-parcels')).toContainText('applied');
  await done();
});

test('the SQL of a plan is captured without touching the database', async ({ app }) => {
  const { page } = app;
  await historyPage(page).waitUntilLoaded(9);
  await historyPage(page).upgrade(9).click();
  await page.getByRole('button', { name: 'Copy SQL' }).click();
  const sql = page.getByRole('region', { name: 'SQL of this plan' });
  await expect(sql).toContainText('ON_ERROR_STOP', { timeout: 60_000 });
  await expect(sql.getByRole('button', { name: /^Cop(y|ied)$/ })).toBeVisible();
});

async function inspect(page: Page, name: string): Promise<void> {
  await historyPage(page).row(name).dblclick();
  await expect(inspector(page).tab('Source')).toBeVisible();
}
