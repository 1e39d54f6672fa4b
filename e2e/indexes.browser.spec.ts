// What came of indexes that were made as suggested, by the keyboard alone.
import { expect, test } from '@playwright/test';
import { openGalleryBrowser } from './galleryBrowser';
import { indexesPage } from './pages/indexesPage';

const ON_MADE_UP_CORE = '/gallery.html?screen=app#/c/demo/p/demo/indexes';

const gallery = openGalleryBrowser();

test('an effect is found, opened, explained and closed by the keyboard, and can’t be chosen', async () => {
  const page = await (await gallery.newContext()).newPage();
  await page.goto(`${gallery.origin()}${ON_MADE_UP_CORE}`);
  const indexes = indexesPage(page);
  await indexes.grid.focus();
  await page.keyboard.press('End');
  await expect(indexes.row('orders_old_idx')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('/');
  await page.keyboard.type('made as expected');
  await expect(indexes.row('orders_old_idx')).toHaveCount(0);
  await indexes.grid.focus();
  await page.keyboard.press('Home');
  await expect(indexes.row('orders_customer_id_idx')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press(' ');
  await expect(indexes.createRevision(0)).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(indexes.effect).toContainText('48 ms a call before, 1.2 ms expected, 1.0 ms in 1,204 calls');
  await indexes.effect.getByRole('button', { name: 'Explain…' }).first().focus();
  await page.keyboard.press('Escape');
  await expect(indexes.effect).toHaveCount(0);
  await expect(indexes.grid).toBeFocused();
  await page.keyboard.press('Enter');
  await indexes.effect.getByRole('button', { name: 'Explain…' }).first().focus();
  await page.keyboard.press('Enter');
  await expect(indexes.statement).toHaveValue(/^SELECT o\.\*, c\.name FROM orders/);
  await page.context().close();
});

test('in a narrow window the toolbar and the findings are within it, and what can’t be ticked is not filled', async () => {
  const page = await (await gallery.newContext()).newPage();
  await page.setViewportSize({ width: 860, height: 700 });
  await page.goto(`${gallery.origin()}${ON_MADE_UP_CORE}`);
  const indexes = indexesPage(page);
  await expect(indexes.grid).toBeVisible();
  for (const part of [indexes.filter, indexes.dismissed, indexes.explain, indexes.fromTheWorkload]) {
    const box = await part.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(860);
  }
  await expect(page.getByText(/Twin refreshed/)).toBeInViewport({ ratio: 1 });
  const findings = page.getByRole('grid', { name: 'Findings' });
  await page.getByRole('button', { name: /^Queries/ }).click();
  await expect(findings).toBeVisible();
  expect(await findings.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
  await page.goto(`${gallery.origin()}/gallery.html?screen=indexes&state=loading`);
  await expect(indexes.dismissed).toBeDisabled();
  await expect(indexes.dismissed).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.context().close();
});

test('a statement that a suggestion helps is explained with the index that is suggested', async () => {
  const page = await (await gallery.newContext()).newPage();
  await page.goto(`${gallery.origin()}${ON_MADE_UP_CORE}`);
  const indexes = indexesPage(page);
  await indexes.row('orders_customer_id_placed_at_idx').first().click();
  await indexes.detail.getByRole('button', { name: 'Explain…' }).first().click();
  await expect(indexes.statement).toHaveValue(/^SELECT/);
  await expect(indexes.candidates).toHaveValue(/^CREATE INDEX CONCURRENTLY/);
  await page.context().close();
});
