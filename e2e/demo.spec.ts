import { expect, test } from './app';
import { historyPage } from './pages/historyPage';
import { planPage } from './pages/planPage';
import { runPage } from './pages/runPage';

const CONCURRENT = '20260216134500-index-orders-by-placed-at.js';
const HEAD = '20260309101500-add-returned-order-status.js';

test('the demo is upgraded to head, one is undone, and another start shows the same', async ({
  app,
  launchApp,
}) => {
  const history = historyPage(app.page);
  const plan = planPage(app.page);
  const run = runPage(app.page);

  await history.waitUntilLoaded(9);
  await expect(history.row(HEAD)).toContainText('pending');
  await history.upgrade(9).click();

  await expect(plan.step(CONCURRENT)).toContainText(/CONCURRENTLY can’t run in a transaction/);
  await plan.run.click();

  await expect(run.verdict).toHaveText('9 revisions applied', { timeout: 60_000 });
  await expect(run.step(CONCURRENT)).toContainText('applied');
  await run.back.click();

  await expect(history.row(HEAD)).toContainText('applied');
  await expect(history.row(HEAD)).toContainText('current');
  await expect(history.upgrade(0)).toBeDisabled();
  await history.downgradeOne();
  await expect(plan.run).toHaveText('Undo 1 revision on shop (demo)');
  await plan.run.click();
  await expect(run.verdict).toHaveText('1 revision undone');
  await run.back.click();
  await expect(history.upgrade(1)).toBeEnabled();

  await app.stop();
  const again = await launchApp();
  await historyPage(again.page).waitUntilLoaded(1);
});

test('a page that is loaded again in the middle of a run shows that run', async ({ app }) => {
  const run = runPage(app.page);
  await historyPage(app.page).waitUntilLoaded(9);
  await historyPage(app.page).upgrade(9).click();
  await planPage(app.page).run.click();
  await expect(run.cancel).toBeVisible();
  await app.page.reload();
  await expect(run.verdict).toHaveText('9 revisions applied', { timeout: 60_000 });
});
