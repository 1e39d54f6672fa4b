import type { BrowserContext, Page } from '@playwright/test';

/** Violations of the content security policy arrive as console errors too: Chromium reports each one there. */
export function collectComplaints(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url, lineNumber } = message.location();
    complaints.push(`console: ${message.text()} (${url}:${lineNumber})`);
  });
  context.on('weberror', (webError) => {
    const thrown = webError.error();
    complaints.push(`uncaught: ${thrown.stack ?? thrown.message}`);
  });
  const watchPage = (page: Page) => page.on('crash', () => complaints.push(`crashed: ${page.url()}`));
  for (const page of context.pages()) watchPage(page);
  context.on('page', watchPage);
}
