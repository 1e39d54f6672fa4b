/** Models were changed: seen as differences, looked at, proven, written as a revision, run. And what was changed by hand. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { openUpgradedProject, upgrade } from './openUpgradedProject';
import { type OwnServer, startOwnServer } from './ownServer';
import { diffPage } from './pages/diffPage';
import { historyPage } from './pages/historyPage';
import { AS_CHANGED, AS_CREATED, PROJECT } from './parcelModels';

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
  const { page, url, project, done } = await openUpgradedProject(
    { launchApp, door },
    server,
    'modelled',
    PROJECT,
  );
  const diff = diffPage(page);

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
  const { page, url, done } = await openUpgradedProject({ launchApp, door }, server, 'drifted', PROJECT);
  const diff = diffPage(page);
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
  const { page, project, done } = await openUpgradedProject({ launchApp, door }, server, 'renamed', PROJECT);
  const diff = diffPage(page);
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
