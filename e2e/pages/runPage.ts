import type { Page } from '@playwright/test';

/** A run as it goes on, and its report. */
export function runPage(page: Page) {
  const report = page.getByRole('region', { name: 'Report' });
  return {
    report,
    verdict: report.getByRole('heading'),
    cancel: page.getByRole('button', { name: 'Cancel', exact: true }),
    back: page.getByRole('button', { name: 'Back to history' }),
    runAgain: page.getByRole('button', { name: 'Run again' }),
    step: (name: string) => page.getByRole('listitem').filter({ hasText: name }),
  };
}
