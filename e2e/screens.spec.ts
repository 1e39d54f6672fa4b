import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, test } from './app';
import { openLockScene } from './lockScene';
import { openOwnDatabase } from './openOwnDatabase';
import { startOwnServer } from './ownServer';
import { diffPage } from './pages/diffPage';
import { historyPage } from './pages/historyPage';
import { indexesPage } from './pages/indexesPage';
import { locksPage } from './pages/locksPage';
import { planPage } from './pages/planPage';
import { queriesPage } from './pages/queriesPage';
import { runPage } from './pages/runPage';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const RESULTS = process.env.LOCKSTEP_E2E_RESULTS ?? join(import.meta.dirname, 'results');
const FOLDER = join(RESULTS, 'screenshots');

test('every screen is written as a picture, light and dark, small and large', async ({ app, door }) => {
  test.setTimeout(180_000);
  await mkdir(FOLDER, { recursive: true });
  const history = historyPage(app.page);
  await history.waitUntilLoaded(9);
  await takePictures(app, `${door}-history`);
  await history.row('20260216134500-index-orders-by-placed-at.js').click();
  await expect(app.page.locator('.cm-content')).toContainText('CREATE INDEX CONCURRENTLY');
  await takePictures(app, `${door}-inspector`);
  await takeDiffPictures(app, door);
  await takeAdvicePictures(app, door);
  await app.page.getByRole('button', { name: /^History/ }).click();
  await history.upgrade(9).click();
  await expect(planPage(app.page).run).toBeEnabled();
  await takePictures(app, `${door}-plan`);
  await planPage(app.page).run.click();
  await expect(app.page.getByText(/UPDATE orders/).first()).toBeVisible();
  await app.page.screenshot({ path: join(FOLDER, `${door}-run.png`) });
  await expect(runPage(app.page).verdict).toHaveText('9 revisions applied', { timeout: 60_000 });
  await takePictures(app, `${door}-report`);
  await app.page
    .getByRole('button', { name: /^Connect…/ })
    .first()
    .click();
  await takePictures(app, `${door}-connect`);
});

test('who blocks whom is written as a picture, light and dark, small and large', async ({ app, door }) => {
  test.setTimeout(120_000);
  await mkdir(FOLDER, { recursive: true });
  const server = await startOwnServer();
  const url = await server.createDatabase('shop');
  const scene = await openLockScene(url);
  await scene.run('billing', 'CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1), (2)');
  await scene.run('billing', 'BEGIN; UPDATE orders SET id = 3 WHERE id = 1');
  const altered = scene.run('migrate', 'ALTER TABLE orders ADD COLUMN total numeric');
  await scene.untilWaiting('migrate');
  const counted = scene.run('api', 'SELECT count(*) FROM orders');
  await scene.untilWaiting('api');
  await openOwnDatabase(app.page, url);
  const locks = locksPage(app.page);
  await locks.open();
  await locks.session('billing').click();
  await expect(locks.prediction('Ending it')).toContainText('1 goes on at once, 1 follows');
  await expect(locks.node('migrate')).toBeVisible();
  await takePictures(app, `${door}-locks`);
  await scene.run('billing', 'ROLLBACK');
  await Promise.all([altered, counted]);
  await scene.run('billing', 'BEGIN; UPDATE orders SET id = 3 WHERE id = 1');
  await locks.tab(/^Locked rows/).click();
  await locks.table('orders').click();
  await expect(locks.lockedRow('billing')).toBeVisible();
  await takePictures(app, `${door}-locked-rows`);
  await scene.close();
  await server.stop();
});

async function takeDiffPictures(app: App, door: string): Promise<void> {
  const diff = diffPage(app.page);
  await diff.open();
  await diff.row('currency').click({ timeout: 60_000 });
  await expect(diff.detail.locator('.cm-changedText').first()).toBeVisible();
  await takePictures(app, `${door}-diff`);
  await diff.createRevision(7).click();
  await diff.message.fill('as the models say');
  await expect(diff.create).toBeEnabled();
  await takePictures(app, `${door}-diff-revision`);
  await diff.back.click();
}

async function takeAdvicePictures(app: App, door: string): Promise<void> {
  const indexes = indexesPage(app.page);
  await indexes.open();
  await indexes.row('payments_order_id_idx').click();
  await expect(indexes.detail).toBeVisible();
  await indexes.refreshTwin.click();
  await indexes.expectTwin();
  await takePictures(app, `${door}-indexes`);
  await indexes.explain.click();
  await indexes.statement.fill(
    'SELECT * FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC LIMIT 20',
  );
  await indexes.suggest.click();
  await expect(indexes.plans).toContainText('cost', { timeout: 60_000 });
  await takePictures(app, `${door}-indexes-explain`);
  await queriesPage(app.page).open();
  await expect(queriesPage(app.page).howToCount.or(queriesPage(app.page).grid)).toBeVisible();
  await takePictures(app, `${door}-queries`);
}

async function takePictures({ page, electron }: App, name: string): Promise<void> {
  for (const size of SIZES) {
    if (electron) await resizeWindow(electron, size);
    else await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await refuseOverflow(page, `${name} at ${size.width}`);
      await page.screenshot({ path: join(FOLDER, `${name}-${size.width}-${colorScheme}.png`) });
    }
  }
}

async function resizeWindow(
  electron: NonNullable<App['electron']>,
  size: (typeof SIZES)[number],
): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
}

async function refuseOverflow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${where} is no wider than its window`).toBeLessThanOrEqual(0);
}
