import { expect, type Page } from '@playwright/test';

/** The Indexes room. */
export function indexesPage(page: Page) {
  const grid = page.getByRole('grid', { name: 'Suggestions' });
  return {
    open: () => page.getByRole('button', { name: /^Indexes( \d+)?$/ }).click(),
    grid,
    row: (name: string | RegExp) => grid.getByRole('row').filter({ hasText: name }),
    tick: (name: string) => grid.getByRole('checkbox', { name: `Choose ${name}`, exact: true }),
    detail: page.getByRole('region', { name: 'Suggestion', exact: true }),
    effect: page.getByRole('region', { name: 'Effect', exact: true }),
    filter: page.getByRole('searchbox', { name: 'Filter suggestions' }),
    refreshTwin: page.getByRole('button', { name: 'Refresh twin' }),
    fromTheWorkload: page.getByRole('button', { name: 'From the workload' }),
    dismissed: page.getByRole('checkbox', { name: /^Dismissed/ }),
    why: page.getByLabel('Why it is not to be suggested any more'),
    createRevision: (count: number) => page.getByRole('button', { name: `Create revision (${count})` }),
    message: page.getByLabel('Message'),
    files: page.getByRole('region', { name: 'What it does' }),
    create: page.getByRole('button', { name: /^Create \d files?/ }),
    explain: page.getByRole('button', { name: 'Explain…' }),
    statement: page.getByLabel('Statement', { exact: true }),
    candidates: page.getByLabel('Indexes to try'),
    ask: page.getByRole('button', { name: 'Explain', exact: true }),
    suggest: page.getByRole('button', { name: 'Suggest an index' }),
    plans: page.getByRole('region', { name: 'Plans', exact: true }),
    prove: page.getByRole('button', { name: /^Prove on .* with hypopg$/ }),
    costs: page.getByRole('table', { name: 'Costs by both planners' }),
    privateColumns: page.getByRole('button', { name: 'Private columns…' }),
    searchColumns: page.getByRole('searchbox', { name: 'Search columns' }),
    column: (name: string) =>
      page.getByRole('grid', { name: 'Columns' }).getByRole('row').filter({ hasText: name }),
    back: page.getByRole('button', { name: 'Back to indexes' }),
    /** The local server starts first, and the schema is copied. */
    expectTwin: async () => expect(page.getByText(/Twin refreshed/).first()).toBeVisible({ timeout: 60_000 }),
  };
}
