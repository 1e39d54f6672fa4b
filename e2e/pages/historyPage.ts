import { expect, type Page } from '@playwright/test';

/** The History room. */
export function historyPage(page: Page) {
  const rows = page.getByRole('grid', { name: 'Revisions' }).getByRole('row');
  return {
    open: () => page.getByRole('button', { name: /^History( \d+)?$/ }).click(),
    rows,
    row: (name: string) => rows.filter({ hasText: name }),
    upgrade: (pending?: number) =>
      page.getByRole('button', {
        name: pending === undefined ? /^Upgrade to head/ : `Upgrade to head (${pending})`,
      }),
    async downgradeOne() {
      await page.getByRole('button', { name: 'Downgrade', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Downgrade one' }).click();
    },
    filter: page.getByRole('searchbox', { name: 'Filter revisions' }),
    /** The demo's first start creates and fills a database. */
    waitUntilLoaded: async (pending: number) =>
      expect(page.getByRole('button', { name: `Upgrade to head (${pending})` })).toBeEnabled({
        timeout: 60_000,
      }),
  };
}
