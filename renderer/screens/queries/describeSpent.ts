/** What a statement took of late, in words. Pure. */
import type { TimeSpent } from '../../../electron/contract/queries';
import { formatDuration } from '../../parts/formatDuration';

export interface Spent {
  /** Of each interval; null: not known. */
  readonly msPerSecond: readonly (number | null)[];
  /** Of the latest interval that is known; null: none is. */
  readonly now: number | null;
  /** Such as `last 5 min: 12 ms/s, rising`. */
  readonly text: string;
}

/** Of a statement; `spent`: null before anything was read. */
export function spentOn(queryId: string, spent: TimeSpent | null): Spent {
  const found = spent?.statements.find((each) => each.queryId === queryId);
  const msPerSecond = found?.msPerSecond ?? [];
  const known = msPerSecond.filter((value) => value !== null);
  const now = known.at(-1) ?? null;
  const text =
    now === null
      ? 'Not known before the counters are read twice.'
      : `last ${spanOf(spent)}: ${describeRate(now)}, ${trendOf(known)}`;
  return { msPerSecond, now, text };
}

export function describeRate(ms: number): string {
  if (ms === 0) return '0 ms/s';
  if (ms < 0.1) return '<0.1 ms/s';
  return `${ms.toLocaleString('en-GB', { maximumFractionDigits: ms < 10 ? 1 : 0 })} ms/s`;
}

export type Trend = 'rising' | 'falling' | 'steady' | 'nothing';

/** The latest third held against the first: what is less than a quarter more or less is steady. */
export function trendOf(values: readonly number[]): Trend {
  const third = Math.max(1, Math.floor(values.length / 3));
  const [before, after] = [meanOf(values.slice(0, third)), meanOf(values.slice(-third))];
  if (values.every((value) => value === 0)) return 'nothing';
  if (after > before * 1.25) return 'rising';
  return after < before * 0.8 ? 'falling' : 'steady';
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function spanOf(spent: TimeSpent | null): string {
  const [first, last] = [spent?.readAt[0], spent?.readAt.at(-1)];
  return formatDuration(first && last ? Math.round((Date.parse(last) - Date.parse(first)) / 1000) * 1000 : 0);
}
