import type { Page } from '@playwright/test';
import { expect } from './app';
import { openConnectionForm } from './openOwnProject';
import { connectPage } from './pages/connectPage';

/** A database without a project, opened as a user opens it. */
export async function openOwnDatabase(page: Page, url: string): Promise<void> {
  const connect = connectPage(page);
  await openConnectionForm(page);
  await connect.field('URL').fill(url);
  await connect.field('Name').fill('Own database');
  await connect.save.click();
  await expect(page.getByRole('heading', { name: 'Own database' })).toBeVisible();
}
