/** Models were changed: seen as differences, looked at, proven, written as a revision, run. And what was changed by hand. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openOwnProject } from './openOwnProject';
import { type OwnServer, startOwnServer, writeProject } from './ownServer';
import { diffPage } from './pages/diffPage';
import { historyPage } from './pages/historyPage';
import { planPage } from './pages/planPage';
import { runPage } from './pages/runPage';

const CREATE_PARCELS = `CREATE TABLE parcels (id serial PRIMARY KEY, label varchar(20) NOT NULL, sender text);
CREATE INDEX parcels_sender ON parcels (sender);
`;
/** As the revision makes it; the text between is what a change of the models adds. */
const parcel = (label: string, more: string, options: string) => `module.exports = (sequelize, DataTypes) =>
  sequelize.define('parcel', {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    label: { type: DataTypes.STRING(${label}), allowNull: false },
    sender: DataTypes.TEXT,${more}
  }, { tableName: 'parcels', timestamps: false, ${options} });
`;
const AS_CREATED = parcel('20', '', "indexes: [{ name: 'parcels_sender', fields: ['sender'] }]");
const AS_CHANGED = parcel('80', '\n    weight: DataTypes.INTEGER,', '');
const PROJECT = {
  'migrations/20260101000000-create-parcels.sql': CREATE_PARCELS,
  'migrations/20260101000000-create-parcels.down.sql': 'DROP TABLE parcels;\n',
  'models/parcel.js': AS_CREATED,
};

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer();
});
test.afterAll(() => server.stop());

test('changed models become a revision, and once it ran there is no difference', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const project = await writeProject(PROJECT);
  const url = await server.createDatabase(`modelled_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  const diff = diffPage(page);
  await upgrade(page, 1);

  await diff.open();
  await expect(page.getByRole('heading', { name: 'They are equal' })).toBeVisible({ timeout: 60_000 });

  await writeFile(join(project, 'models/parcel.js'), AS_CHANGED);
  await diff.compare.click();
  await diff.expectCounts('3 changes');
  await expect(diff.row('weight')).toContainText('integer');
  await expect(diff.row('label')).toContainText('character varying(20) → character varying(80)');
  await expect(diff.row('parcels_sender on parcels')).toContainText('drop');

  await diff.row('label').click();
  await expect(diff.detail).toContainText('public.parcels.label');
  await expect(diff.detail.locator('.cm-changedText').first()).toBeVisible();
  await expect(diff.detail.getByLabel('SQL', { exact: true })).toContainText('ALTER COLUMN');
  await page.keyboard.press('Escape');
  await expect(diff.detail).toBeHidden();

  if (door === 'browser') await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await diff.copySql.click();
  await expect(diff.copySql).toHaveText('Copied');
  await diff.prove.click();
  await expect(page.getByText('Proven: it leads there, and its reverse leads back.')).toBeVisible({
    timeout: 60_000,
  });
  await diff.back.click();

  await diff.createRevision(3).click();
  await diff.message.fill('as the models say');
  await expect(diff.files).toContainText('weight');
  const before = await readdir(join(project, 'migrations'));
  expect(before, 'nothing is written before it is looked at').toHaveLength(2);
  await diff.create.click();

  const written = historyPage(page).row('as-the-models-say');
  await expect(written.first()).toContainText('pending');
  const names = (await readdir(join(project, 'migrations'))).filter((name) => name.includes('as-the-models'));
  const texts = await Promise.all(names.map((name) => readFile(join(project, 'migrations', name), 'utf8')));
  expect(texts.join('\n')).toContain('weight');
  await upgrade(page, await written.count());

  await diff.open();
  await expect(page.getByRole('heading', { name: 'They are equal' })).toBeVisible({ timeout: 60_000 });
  const columns = await server.query(url, `SELECT 1 FROM pg_attribute WHERE attname = 'weight'`);
  expect(columns).toHaveLength(1);
  await done();
});

test('what was changed by hand is adopted as a revision that counts as applied here', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const project = await writeProject(PROJECT);
  const url = await server.createDatabase(`drifted_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  const diff = diffPage(page);
  await upgrade(page, 1);
  await server.query(url, 'ALTER TABLE parcels ADD COLUMN note text');

  await diff.open();
  await diff.sides.click();
  await page.getByRole('menuitem', { name: /what was changed by hand/ }).click();
  await diff.expectCounts('1 change');
  await expect(diff.row('note')).toContainText('text');
  await diff.adopt(1).click();
  await diff.message.fill('note on parcels');
  await expect(diff.files).toContainText('note');
  await diff.create.click();
  await expect(historyPage(page).row('note-on-parcels')).toContainText('applied');

  await diff.open();
  await diff.sides.click();
  await page.getByRole('menuitem', { name: /what was changed by hand/ }).click();
  await expect(page.getByText('nothing was changed by hand')).toBeVisible({ timeout: 60_000 });
  await done();
});

test('what would be a drop and an addition is asked about, and an answer compares again', async ({
  launchApp,
  door,
}) => {
  test.setTimeout(180_000);
  const project = await writeProject(PROJECT);
  const url = await server.createDatabase(`renamed_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  const diff = diffPage(page);
  await upgrade(page, 1);
  await writeFile(
    join(project, 'models/parcel.js'),
    AS_CREATED.replaceAll('sender', 'shipper').replace('parcels_shipper', 'parcels_sender'),
  );

  await diff.open();
  await expect(diff.row('public.parcels.sender ↔ public.parcels.shipper')).toBeVisible({ timeout: 60_000 });
  await expect(diff.tick('sender')).not.toBeChecked();
  await diff.row('↔').getByRole('button', { name: 'Yes' }).click();
  await expect(diff.row('Answered before')).toBeVisible();
  await expect(diff.row('destroys data')).toHaveCount(0);
  await done();
});

test('the SQL is copied, and a catalog that was saved is compared later', async ({ launchApp, door }) => {
  test.skip(door === 'electron', 'the system’s own dialog asks there where to save, and can’t be driven');
  const project = await writeProject(PROJECT);
  const url = await server.createDatabase(`saved_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  const { page } = app;
  const diff = diffPage(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await upgrade(page, 1);
  await diff.open();
  await expect(page.getByRole('heading', { name: 'They are equal' })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Save catalog' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Schema of Own database…' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Own-database.json');

  await server.query(url, 'ALTER TABLE parcels DROP COLUMN sender');
  await diff.sides.click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'A saved catalog…' }).click(),
  ]);
  await chooser.setFiles({
    name: 'before.json',
    mimeType: 'application/json',
    buffer: await readFile(await download.path()),
  });
  await diff.expectCounts('2 changes');
  await expect(diff.sides).toHaveText('before.json ⇄ Own database');
  await expect(diff.row('sender').first()).toContainText('create');
  await diff.copySql.click();
  await expect(diff.copySql).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('ADD COLUMN');
  await historyPage(page).open();
  await diff.open();
  await expect(diff.sides).toHaveText('before.json ⇄ Own database');
  await done();
});

async function upgrade(page: Page, count: number): Promise<void> {
  await historyPage(page).upgrade(count).click();
  const plan = planPage(page);
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  if (await plan.trust.isVisible()) await plan.trust.click();
  await plan.run.click();
  await expect(runPage(page).verdict).toHaveText(
    `${count} ${count === 1 ? 'revision' : 'revisions'} applied`,
  );
  await runPage(page).back.click();
}
