/** The last half hour as bars: how many waited, at most, in each part of it. Pure. */
import type { RecordedPoint } from '../../../electron/contract/locks';

export const TIMELINE_MS = 30 * 60_000;
export const BAR_COUNT = 180;
const BAR_MS = TIMELINE_MS / BAR_COUNT;

export interface Bar {
  /** 0 is the oldest, BAR_COUNT - 1 is now. */
  readonly index: number;
  /** The sample with the most waiting of its part. */
  readonly point: RecordedPoint;
}

/** Parts in which nobody waited have no bar. */
export function barsOf(points: readonly RecordedPoint[], now: string): readonly Bar[] {
  const most = new Map<number, RecordedPoint>();
  for (const point of points) {
    const index = barIndexOf(point.takenAt, now);
    const before = most.get(index);
    if (index >= 0 && (!before || point.waitingCount > before.waitingCount)) most.set(index, point);
  }
  return [...most].map(([index, point]) => ({ index, point }));
}

/** Bars end at full parts by the clock: so they wander to the left as a whole and don't flicker. */
export function barIndexOf(at: string, now: string): number {
  const part = (iso: string) => Math.floor(Date.parse(iso) / BAR_MS);
  return Math.min(BAR_COUNT - 1, BAR_COUNT - 1 - (part(now) - part(at)));
}

/** How far since it has looked reaches back, as a bar; 0 where it is all. */
export function firstWatchedBar(since: string | null, now: string): number {
  return since === null ? BAR_COUNT : Math.max(0, barIndexOf(since, now));
}

/** The sample nearest to a bar that was pointed at; null where there is none at all. */
export function pointAt(bars: readonly Bar[], index: number): RecordedPoint | null {
  const nearest = bars.reduce<Bar | null>(
    (best, bar) => (best && Math.abs(best.index - index) <= Math.abs(bar.index - index) ? best : bar),
    null,
  );
  return nearest?.point ?? null;
}

export type TimelineKey = 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | 'Escape';
export type TimelineMove = { readonly kind: 'sample'; readonly id: number } | { readonly kind: 'live' };

/** From a sample, or from now, to the one before or after; after the last is now. */
export function moveInTime(
  points: readonly RecordedPoint[],
  at: number | null,
  key: string,
): TimelineMove | null {
  if (key === 'End' || key === 'Escape') return { kind: 'live' };
  const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (points.length === 0 || (step === 0 && key !== 'Home')) return null;
  const from = at === null ? points.length : points.findIndex(({ id }) => id === at);
  const to = key === 'Home' || from === -1 ? 0 : Math.max(0, from + step);
  const point = points[to];
  return point ? { kind: 'sample', id: point.id } : { kind: 'live' };
}
