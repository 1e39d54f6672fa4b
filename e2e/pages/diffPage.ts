import { expect, type Page } from '@playwright/test';

/** The Diff room. */
export function diffPage(page: Page) {
  const grid = page.getByRole('treegrid', { name: 'Differences' });
  const rows = grid.getByRole('row');
  const detail = page.getByRole('region', { name: 'Difference', exact: true });
  return {
    open: () => page.getByRole('button', { name: /^Diff( \d+)?$/ }).click(),
    grid,
    row: (name: string | RegExp) => rows.filter({ hasText: name }),
    tick: (name: string) => grid.getByRole('checkbox', { name: `Choose ${name}`, exact: true }),
    detail,
    sides: page.getByRole('main').getByRole('button', { name: /⇄/ }),
    filter: page.getByRole('searchbox', { name: 'Filter differences' }),
    compare: page.getByRole('button', { name: 'Compare', exact: true }),
    copySql: page.getByRole('button', { name: /^(Copy SQL|Copied)$/ }),
    createRevision: (count: number) => page.getByRole('button', { name: `Create revision (${count})` }),
    adopt: (count: number) => page.getByRole('button', { name: `Adopt (${count})` }),
    prove: page.getByRole('button', { name: 'Prove it…' }),
    message: page.getByLabel('Message'),
    files: page.getByRole('region', { name: 'What it does' }),
    create: page.getByRole('button', { name: /^Create \d files?/ }),
    proofSteps: page.getByRole('list', { name: 'Steps of the proof' }).getByRole('listitem'),
    back: page.getByRole('button', { name: 'Back to diff' }),
    /** The models are synchronised and the revisions replayed on a server that starts first. */
    expectCounts: async (text: string | RegExp) =>
      expect(page.getByRole('status').filter({ hasText: text }).first()).toBeVisible({ timeout: 60_000 }),
  };
}
