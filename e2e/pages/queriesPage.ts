import type { Page } from '@playwright/test';

/** The Queries room. */
export function queriesPage(page: Page) {
  return {
    open: () => page.getByRole('button', { name: /^Queries( \d+)?$/ }).click(),
    howToCount: page.getByRole('region', { name: 'How to count statements' }),
    steps: page.getByRole('list', { name: 'Steps' }).getByRole('listitem'),
    grid: page.getByRole('grid', { name: 'Findings' }),
  };
}
