import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openConnectionForm, openOwnProject } from './openOwnProject';
import { type OwnServer, startOwnServer, writeProject } from './ownServer';
import { connectPage } from './pages/connectPage';
import { historyPage } from './pages/historyPage';
import { planPage } from './pages/planPage';
import { runPage } from './pages/runPage';

const PARCELS = `module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('parcels', { id: { type: Sequelize.INTEGER, primaryKey: true } }),
  down: (queryInterface) => queryInterface.dropTable('parcels'),
};`;
const BROKEN = `module.exports = {
  async up(queryInterface) {
    await queryInterface.addColumn('parcels', 'weight', { type: 'integer' });
    await queryInterface.sequelize.query('UPDATE parcels\\nSET wieght = 1');
  },
  async down() {},
};`;
const SLOW = `module.exports = {
  up: (queryInterface) => queryInterface.sequelize.query('CREATE TABLE slow (); SELECT pg_sleep(60)'),
  down: () => {},
};`;

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer();
});
test.afterAll(() => server.stop());

test('a failure shows the statement with its place, and what the database is like', async ({
  launchApp,
  door,
}) => {
  const project = await writeProject({
    'migrations/20260101-create-parcels.js': PARCELS,
    'migrations/20260102-weigh-parcels.js': BROKEN,
    'migrations/20260103-create-more.sql': 'CREATE TABLE more ();',
  });
  const url = await server.createDatabase(`failing_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const run = runPage(app.page);

  await upgradeAndTrust(app.page, 3);
  await expect(run.verdict).toHaveText('Failed in 20260102-weigh-parcels.js');
  await expect(run.report).toContainText('column "wieght" of relation "parcels" does not exist');
  await expect(run.report).toContainText('SET wieght = 1');
  await expect(run.report).toContainText('The database is as it was before this revision.');
  await expect(run.step('20260103-create-more.sql')).toContainText('not reached');
  const columns = await server.query(url, `SELECT 1 FROM pg_attribute WHERE attname = 'weight'`);
  expect(columns, 'the first statement of the failed revision is undone').toEqual([]);

  await writeFile(join(project, 'migrations/20260102-weigh-parcels.js'), BROKEN.replace('wieght', 'weight'));
  await run.runAgain.click();
  await planPage(app.page).run.click();
  await expect(run.verdict).toHaveText('2 revisions applied');
  await done();
});

test('Cancel rolls back what runs', async ({ launchApp, door }) => {
  const project = await writeProject({ 'migrations/20260101-slow.js': SLOW });
  const url = await server.createDatabase(`slow_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const run = runPage(app.page);

  await upgradeAndTrust(app.page, 1);
  await expect(app.page.getByText(/pg_sleep/).first()).toBeVisible();
  const begun = Date.now();
  await run.cancel.click();
  await expect(run.verdict).toHaveText('Cancelled: 0 of 1 applied');
  expect(Date.now() - begun, 'a cancel takes effect').toBeLessThan(3000);
  expect(await server.query(url, `SELECT 1 FROM pg_class WHERE relname = 'slow'`)).toEqual([]);
  await run.back.click();
  await expect(historyPage(app.page).row('20260101-slow.js')).toContainText('rolled back');
  await done();
});

test('a database that the project’s configuration names becomes a connection once the folder is trusted', async ({
  launchApp,
  door,
}) => {
  const url = await server.createDatabase(`configured_${door}`);
  const project = await writeProject({
    'migrations/20260101-create-parcels.js': PARCELS,
    'config/config.json': JSON.stringify({ development: { url, dialect: 'postgres' } }),
  });
  const other = await server.createDatabase(`unconfigured_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, other, project);
  const connect = connectPage(app.page);

  await app.page
    .getByRole('button', { name: /^Connect…/ })
    .first()
    .click();
  await app.page.getByRole('main').getByText('Own database').first().click();
  await connect.databases.click();
  await connect.addDatabase('development').click();
  await expect(app.page.getByText('Do you trust the code in this folder?')).toBeVisible();
  await app.page.getByRole('button', { name: 'Trust this folder and add' }).click();
  await expect(app.page.getByRole('heading', { name: `${basename(project)} development` })).toBeVisible();
  await done();
});

test('a wrong password is told at the form, step by step', async ({ launchApp, door }) => {
  const url = await server.createDatabase(`guarded_${door}`);
  const app = await launchApp();
  const connect = connectPage(app.page);
  await openConnectionForm(app.page);
  await connect.field('URL').fill(url.replace(/:[^:@/]+@/, ':wrong@'));
  await connect.test.click();
  await expect(connect.form).toContainText('The server refused the user or password');
  await expect(app.page.getByText(/wrong@/)).toHaveCount(0);
});

async function upgradeAndTrust(page: Page, count: number): Promise<void> {
  await historyPage(page).upgrade(count).click();
  const plan = planPage(page);
  await expect(plan.run).toBeDisabled();
  await plan.trust.click();
  await expect(plan.run).toHaveText(`Run ${count} ${count === 1 ? 'revision' : 'revisions'} on Own database`);
  await plan.run.click();
}
