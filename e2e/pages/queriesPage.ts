import type { Page } from '@playwright/test';

/** The Queries room. */
export function queriesPage(page: Page) {
  const grid = page.getByRole('grid', { name: 'Findings' });
  return {
    open: () => page.getByRole('button', { name: /^Queries( \d+)?$/ }).click(),
    howToCount: page.getByRole('region', { name: 'How to count statements' }),
    steps: page.getByRole('list', { name: 'Steps' }).getByRole('listitem'),
    lookAgain: page.getByRole('button', { name: 'Look again' }),
    filter: page.getByRole('searchbox', { name: 'Filter findings' }),
    grid,
    row: (name: string | RegExp) => grid.getByRole('row').filter({ hasText: name }),
    /** What it took of late. */
    spent: (name: string) => grid.getByRole('row').filter({ hasText: name }).getByRole('img'),
    detail: page.getByRole('region', { name: 'Finding', exact: true }),
  };
}
