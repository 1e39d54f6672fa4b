import type { Page } from '@playwright/test';

/** The inspector of the selected revision. */
export function inspector(page: Page) {
  return {
    verb: (name: string) => page.getByRole('button', { name, exact: true }),
    tab: (name: string) => page.getByRole('tab', { name }),
    panel: page.getByRole('tabpanel'),
  };
}
