/** How long counters have run, in words. */
const HOUR_MS = 3_600_000;

export function daysBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / (24 * HOUR_MS);
}

/** "12 days", "3 hours", "5 minutes". */
export function describeSpan(from: Date, to: Date): string {
  const ms = Math.max(0, to.getTime() - from.getTime());
  if (ms >= 48 * HOUR_MS) return `${Math.floor(ms / (24 * HOUR_MS))} days`;
  if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} hours`;
  const minutes = Math.floor(ms / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
