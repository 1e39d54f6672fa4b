import type { Page } from '@playwright/test';

/** The Locks room. */
export function locksPage(page: Page) {
  const room = page.getByRole('button', { name: /^Locks/ });
  const graph = page.getByRole('application', { name: 'Who blocks whom' });
  const sessions = page.getByRole('treegrid', { name: 'Sessions' });
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const lockedRows = page.getByRole('grid', { name: 'Locked rows' });
  return {
    room,
    /** How many wait, beside the room's name. */
    open: () => room.click(),
    headline: page
      .getByRole('paragraph')
      .filter({ hasText: /waiting|Nobody waits/ })
      .first(),
    show: (view: 'List' | 'Graph') => page.getByRole('button', { name: view, exact: true }),
    node: (application: string) => graph.getByRole('button', { name: new RegExp(`^\\d+ ${application}`) }),
    sessions,
    session: (text: string | RegExp) => sessions.getByRole('row').filter({ hasText: text }),
    filter: page.getByRole('searchbox', { name: 'Filter sessions' }),
    timeline: page.getByRole('slider', { name: /last 30 minutes/ }),
    backToLive: page.getByRole('button', { name: 'Back to live' }),
    inspector,
    prediction: (verb: string) => inspector.getByText(new RegExp(`^${verb}:`)),
    explain: inspector.getByRole('button', { name: 'Explain…' }),
    terminate: inspector.getByRole('button', { name: 'Terminate…' }),
    cancelStatement: inspector.getByRole('button', { name: /^Cancel statement/ }),
    confirm: inspector.getByRole('form', { name: 'Confirm' }).locator('button[type="submit"]'),
    tab: (name: RegExp) => page.getByRole('tab', { name }),
    table: (name: string) =>
      page
        .getByRole('region', { name: 'Tables', exact: true })
        .getByRole('button', { name: new RegExp(`^${name}`) }),
    lockedRows,
    lockedRow: (text: string) => lockedRows.getByRole('row').filter({ hasText: text }),
    tryLock: page.getByRole('button', { name: /^Try lock/ }),
    async exportIncident(format: 'Markdown' | 'JSON') {
      await page.getByRole('button', { name: 'Export' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('menuitem', { name: `Incident as ${format}` }).click();
      return download;
    },
  };
}
