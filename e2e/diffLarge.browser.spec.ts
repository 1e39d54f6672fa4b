// Two databases of 10,000 tables with 2,000 differences, compared by a real core: nothing that is done there is felt.
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { startLocalServer } from '../electron/core/twin/localServer';
import { expect, test } from './app';
import { createDifferentPair } from './bench/manyDifferences';
import { expectNoLongTask, observeLongTasks, wheel } from './longTasks';
import { openConnectionForm } from './openOwnProject';
import { writeProject } from './ownServer';
import { connectPage } from './pages/connectPage';
import { diffPage } from './pages/diffPage';
import { temporaryFolder } from './temporaryFolder';

const TABLES = 10_000;
const MOST_MS = 100;

test('10,000 tables with 2,000 differences are scrolled, filtered, chosen and looked at without a long task', async ({
  launchApp,
}) => {
  test.setTimeout(900_000);
  const folder = await temporaryFolder('server');
  const settings = { fsync: 'off' };
  const server = await startLocalServer({ binaries: '18', folder: join(folder, 'postgres'), settings });
  const project = await writeProject({ 'migrations/20260101000000-nothing.sql': 'SELECT 1;\n' });
  try {
    const { current, wanted } = await createDifferentPair(server, TABLES);
    const { page } = await launchApp({ env: { HOME: dirname(project) } });
    const to = await connect(page, 'Wanted', wanted);
    await connect(page, 'Current', current);
    await connectPage(page).openFolder.click();
    await connectPage(page).chooseFolder(basename(project));
    await page.waitForURL(/\/history/);
    await page.goto(page.url().replace(/\/history.*/, `/diff?to=connection%3A${to}`));
    const diff = diffPage(page);
    await diff.grid.waitFor({ timeout: 300_000 });
    await page.evaluate(observeLongTasks);
    await workInRoom(page, diff);
  } finally {
    await server.stop();
    await Promise.all([folder, project].map((path) => rm(path, { recursive: true, force: true })));
  }
});

/** Answers with its id. */
async function connect(page: Page, name: string, url: string): Promise<string> {
  const { field, save } = connectPage(page);
  await openConnectionForm(page);
  await field('URL').fill(url);
  await field('Name').fill(name);
  await save.click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  return /\/connect\/([^/?]+)/.exec(page.url())?.[1] ?? '';
}

async function workInRoom(page: Page, diff: ReturnType<typeof diffPage>): Promise<void> {
  const noLongTask = (what: string, move: () => Promise<void>) => expectNoLongTask(page, what, move, MOST_MS);
  await expect(diff.grid).toHaveAttribute('aria-rowcount', /^[23]\d{3}$/);
  await noLongTask('scrolling down', () => wheel(page, 40, 0, 240));
  await noLongTask('scrolling far', () => wheel(page, 30, 0, 2_400));
  await noLongTask('filtering', async () => {
    await diff.filter.pressSequentially('table_4', { delay: 60 });
    await diff.filter.fill('');
  });
  // Without the questions that stand above the changes.
  await diff.filter.fill('index');
  await noLongTask('ticking', async () => {
    for (const at of [4, 5, 6, 7]) await diff.grid.getByRole('checkbox').nth(at).click();
  });
  await noLongTask('choosing a schema, and leaving it out', async () => {
    await diff.grid.focus();
    for (const key of ['Home', ' ', ' ']) await page.keyboard.press(key);
  });
  await diff.filter.fill('amount_check');
  await noLongTask('looking at one difference after another', async () => {
    await diff.row('_amount_check').first().click();
    await expect(diff.detail.getByLabel('SQL', { exact: true })).toContainText('CONSTRAINT');
    await diff.grid.focus();
    for (let time = 0; time < 5; time++) {
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(200);
    }
    await page.keyboard.press('Escape');
  });
}
