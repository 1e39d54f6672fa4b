// Every state of every screen, from fixtures, in an ordinary browser: nothing to complain of, nothing that axe finds.

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, expect, type Page, chromium as playwrightChromium, test } from '@playwright/test';
import { chromium } from './prepare/chromium.js';

const AXE = createRequire(import.meta.url).resolve('axe-core');
const PAGE = join(import.meta.dirname, '../dist/page');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** While one screen is worked on: LOCKSTEP_GALLERY=diff */
const ONLY = process.env.LOCKSTEP_GALLERY;

declare global {
  interface Window {
    axe: typeof import('axe-core');
    /** Written by renderer/gallery/main.tsx. */
    __gallery?: readonly { readonly screen: string; readonly state: string }[];
  }
}

let server: Server;
let browser: Browser;

test.beforeAll(async () => {
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const body = await readFile(join(PAGE, path)).catch(() => null);
    response.writeHead(body ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    });
    response.end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const launch = await chromium();
  if (launch === undefined) throw new Error('There is no Chromium for this platform: put one on the PATH.');
  browser = await playwrightChromium.launch(launch);
});

test.afterAll(async () => {
  await browser.close();
  server.close();
});

/** Runs in the page: colours are judged when they have come to rest. */
async function untilStill(): Promise<void> {
  const endless = (animation: Animation) => animation.effect?.getComputedTiming().iterations === Infinity;
  const moving = document.getAnimations().filter((animation) => !endless(animation));
  await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Runs in the page. */
async function findViolations(): Promise<readonly string[]> {
  const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

/** A busy machine may be caught between two frames: what is wrong stays wrong. */
async function judge(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(findViolations);
  if (found.length === 0) return found;
  await page.waitForTimeout(500);
  return page.evaluate(findViolations);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every state in the gallery is sound and accessible, ${theme}`, async () => {
    test.setTimeout(900_000);
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${origin}/gallery.html`);
    const all = await page.evaluate(() => window.__gallery ?? []);
    expect(all.length, 'the gallery has states').toBeGreaterThan(30);
    const states = all.filter(({ screen }) => ONLY === undefined || screen === ONLY);
    for (const { screen, state } of states) {
      await page.goto(`${origin}/gallery.html?${new URLSearchParams({ screen, state, theme })}`);
      await expect(page.locator('#root')).not.toBeEmpty();
      await page.waitForFunction(() => !document.querySelector('[data-until-loaded]:not([hidden])'));
      await page.evaluate(untilStill);
      await page.addScriptTag({ path: AXE });
      expect.soft(await judge(page), `${screen}, ${state}, ${theme}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}
