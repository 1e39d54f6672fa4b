// Whether what somebody does with a page keeps it busy for so long that they feel it.
import { expect, type Page } from '@playwright/test';

const LONG_TASK_MS = 50;
/** A busy machine lengthens any task now and then; one that is long by itself is long every time. */
export const ATTEMPTS = 4;

declare global {
  interface Window {
    /** Durations of the long tasks since they were last asked for. */
    longTasks: number[];
  }
}

/** Runs in the page, before anything else does. */
export function observeLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

/**
 * What the observer reports is time by the clock, and on a busy machine holds the time of other programs. So a task
 * counts with the time that the page's own thread took for it.
 */
export async function expectNoLongTask(
  page: Page,
  what: string,
  move: () => Promise<void>,
  mostMs = LONG_TASK_MS,
): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser of its own to trace.');
  const longest: number[] = [];
  await page.mouse.move(640, 400);
  while (longest.length < ATTEMPTS && !longest.some((ms) => ms <= mostMs)) {
    await page.waitForTimeout(500);
    await page.evaluate(() => window.longTasks.splice(0));
    await browser.startTracing(page, { categories: ['toplevel'] });
    await move();
    await page.waitForTimeout(100);
    longest.push(longestTaskMs(await browser.stopTracing()));
    const observed = await page.evaluate(() => window.longTasks.splice(0).map(Math.round));
    console.log(
      `${what}: longest task ${longest.at(-1)} ms; observed by the clock: [${observed.join(', ')}]`,
    );
  }
  expect(Math.min(...longest), what).toBeLessThanOrEqual(mostMs);
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

function longestTaskMs(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter((event) => event.name.endsWith('RunTask') && pages.has(threadOf(event)));
  expect(tasks.length, 'the trace has the tasks of the page').toBeGreaterThan(10);
  return Math.round(tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1_000);
}

export async function wheel(page: Page, times: number, x: number, y: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await page.mouse.wheel(x, y);
    await page.waitForTimeout(16);
  }
}

export interface Frames {
  readonly perSecond: number;
  readonly longestGapMs: number;
}

/** Asks for a frame again and again, and counts those that come. */
export async function countFrames(page: Page, forMs: number): Promise<Frames> {
  const gaps = await page.evaluate(
    (ms) =>
      new Promise<readonly number[]>((resolve) => {
        const found: number[] = [];
        const begun = performance.now();
        let before = begun;
        const next = (now: number) => {
          found.push(now - before);
          before = now;
          if (now - begun < ms) requestAnimationFrame(next);
          else resolve(found.slice(1));
        };
        requestAnimationFrame(next);
      }),
    forMs,
  );
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  return {
    perSecond: Math.round((10_000 * gaps.length) / sum) / 10,
    longestGapMs: Math.round(Math.max(...gaps)),
  };
}
