/** A user's own database and folder, opened as a user opens them. */
import { realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, type Door, expect } from './app';
import { connectPage } from './pages/connectPage';
import { temporaryFolder } from './temporaryFolder';

export async function openOwnProject(
  launchApp: (options: object) => Promise<App>,
  door: Door,
  url: string,
  folder: string,
) {
  const home = await temporaryFolder('home');
  const project = await realpath(folder);
  // The desktop's folder dialog is the system's own and can't be driven: there the folder was opened before.
  const known = { id: 'own', folder: project, trusted: null };
  if (door === 'electron') {
    await writeFile(join(home, 'projects.json'), JSON.stringify({ version: 1, projects: [known] }));
  }
  const app = await launchApp({ home, env: door === 'browser' ? { HOME: dirname(project) } : {} });
  const connect = connectPage(app.page);
  await openConnectionForm(app.page);
  await connect.field('URL').fill(url);
  await connect.field('Name').fill('Own database');
  await connect.test.click();
  await expect(connect.form).toContainText(/PostgreSQL 1\d/);
  await connect.save.click();
  if (door === 'browser') {
    await connect.openFolder.click();
    await connect.chooseFolder(basename(project));
  } else {
    await connect.openProject(basename(project)).click();
  }
  const done = async () => {
    await app.stop();
    await Promise.all([home, project].map((path) => rm(path, { recursive: true, force: true })));
  };
  return { app, done };
}

export async function openConnectionForm(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Connect…/ })
    .first()
    .click();
  const form = connectPage(page).form;
  if (!(await form.isVisible())) await page.getByRole('button', { name: 'New', exact: true }).click();
  await expect(form).toBeVisible();
}
