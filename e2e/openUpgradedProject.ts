/** Where a test of a room begins: a project of its own, its revisions run on a database of its own. */
import type { Page } from '@playwright/test';
import { type App, type Door, expect } from './app';
import { openOwnProject } from './openOwnProject';
import { type OwnServer, writeProject } from './ownServer';
import { historyPage } from './pages/historyPage';
import { planPage } from './pages/planPage';
import { runPage } from './pages/runPage';

interface UpgradedProject {
  readonly page: Page;
  readonly url: string;
  /** The folder. */
  readonly project: string;
  readonly done: () => Promise<void>;
}

interface Fixtures {
  readonly launchApp: (options: object) => Promise<App>;
  readonly door: Door;
}

/** The files have one revision. */
export async function openUpgradedProject(
  { launchApp, door }: Fixtures,
  server: OwnServer,
  database: string,
  files: Readonly<Record<string, string>>,
): Promise<UpgradedProject> {
  const project = await writeProject(files);
  const url = await server.createDatabase(`${database}_${door}`);
  const { app, done } = await openOwnProject(launchApp, door, url, project);
  await upgrade(app.page, 1);
  return { page: app.page, url, project, done };
}

/** By the button of the history, its plan and its run. */
export async function upgrade(page: Page, count: number): Promise<void> {
  await historyPage(page).upgrade(count).click();
  const plan = planPage(page);
  await expect(page.getByRole('region', { name: 'Plan' })).toBeVisible();
  if (await plan.trust.isVisible()) await plan.trust.click();
  await plan.run.click();
  await expect(runPage(page).verdict).toHaveText(
    count === 1 ? '1 revision applied' : `${count} revisions applied`,
  );
  await runPage(page).back.click();
}
