/** In a browser alone: on a desktop the system’s own dialog asks where to save, and can’t be driven. */
import { readFile } from 'node:fs/promises';
import { expect, test } from './app';
import { openUpgradedProject } from './openUpgradedProject';
import { type OwnServer, startOwnServer } from './ownServer';
import { diffPage } from './pages/diffPage';
import { historyPage } from './pages/historyPage';
import { PROJECT } from './parcelModels';

let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer();
});
test.afterAll(() => server.stop());

test('the SQL is copied, and a catalog that was saved is compared later', async ({ launchApp, door }) => {
  const { page, url, done } = await openUpgradedProject({ launchApp, door }, server, 'saved', PROJECT);
  const diff = diffPage(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
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
