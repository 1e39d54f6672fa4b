import type { Page } from '@playwright/test';

/** A plan in the main area. */
export function planPage(page: Page) {
  return {
    run: page.getByRole('button', { name: /^(Run|Undo) \d+ revisions? on / }),
    trust: page.getByRole('button', { name: /trust/i }),
    step: (name: string) => page.getByRole('listitem').filter({ hasText: name }),
  };
}
