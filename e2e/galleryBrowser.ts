import { type Browser, type BrowserContext, chromium as playwrightChromium, test } from '@playwright/test';
import { type GalleryServer, openGalleryServer } from './galleryServer';
import { chromium } from './prepare/chromium.js';

export interface GalleryBrowser {
  origin(): string;
  newContext(): Promise<BrowserContext>;
}

/** The built gallery and a browser of its own, for all tests of the file that calls it. */
export function openGalleryBrowser(): GalleryBrowser {
  let server: GalleryServer;
  let browser: Browser;
  test.beforeAll(async () => {
    server = await openGalleryServer();
    const launch = await chromium();
    if (launch === undefined) throw new Error('There is no Chromium for this platform: put one on the PATH.');
    browser = await playwrightChromium.launch(launch);
  });
  test.afterAll(async () => {
    await browser.close();
    server.close();
  });
  return {
    origin: () => server.origin,
    newContext: () => browser.newContext({ viewport: { width: 1280, height: 800 } }),
  };
}
