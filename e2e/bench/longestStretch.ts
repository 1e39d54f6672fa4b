/** In how long a stretch a process did nothing else. */
import { readFileSync } from 'node:fs';

/** How often another one begins, where nothing keeps it from it. */
const EVERY_MS = 5;

/**
 * The longest one while `act` runs, in milliseconds, by the time that this thread had of a processor: on a busy machine
 * the clock would tell of what other programs do. Linux alone tells it.
 */
export async function longestStretchMs(act: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = processorMs();
  const timer = setInterval(() => {
    const now = processorMs();
    longest = Math.max(longest, now - before);
    before = now;
  }, EVERY_MS);
  try {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 2 * EVERY_MS));
  } finally {
    clearInterval(timer);
  }
  return longest;
}

/** What this thread has had of a processor. */
export function processorMs(): number {
  const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}
