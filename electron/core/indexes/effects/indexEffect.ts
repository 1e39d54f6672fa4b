/** What has come of an index that was made because of a suggestion: what was expected against what is measured. Pure. */
import { countedMinutes } from '../../queries/rates';
import { type Baseline, type Counters, type Measured, measuredSince } from './baseline';
import { type EffectVerdict, verdictOf, wordsOf } from './effectVerdict';
import type { Expectation, ExpectedStatement } from './expectation';

export interface IndexEffect {
  /** The same in every run for the same index. */
  readonly id: string;
  readonly schema: string;
  readonly table: string;
  readonly index: string;
  readonly verdict: EffectVerdict;
  /** The verdict in words. */
  readonly words: string;
  /** ISO, since when it is measured; null: it is not. */
  readonly since: string | null;
  /** Of its statements together, since then. */
  readonly calls: number;
  /** Means over its statements, each as often as it was called since. */
  readonly beforeMs: number;
  readonly expectedMs: number;
  /** null: none was called. */
  readonly measuredMs: number | null;
  /** What they took less since then, for each minute; negative: more. null: not known, or not by the index. */
  readonly savedMsPerMinute: number | null;
  /** Of the index, since then. */
  readonly scans: number | null;
  readonly statements: readonly StatementEffect[];
}

export interface StatementEffect {
  readonly queryId: string;
  readonly text: string;
  readonly beforeMs: number;
  readonly expectedMs: number;
  readonly calls: number;
  readonly measuredMs: number | null;
}

/** As the catalogs have it now. */
export interface IndexState {
  readonly isValid: boolean;
  /** Since the server's own counters began; of all partitions together. */
  readonly scans: number;
}

export interface Looked {
  /** null: not there. */
  readonly index: IndexState | null;
  /** null: it was never seen to be ready, or nothing is counted. */
  readonly baseline: Baseline | null;
  readonly counters: Counters | null;
}

export function describeEffect(expectation: Expectation, looked: Looked): IndexEffect {
  const { schema, table, index } = expectation;
  const measured = expectation.statements.map((each) => measuredOf(each, looked));
  const calls = sum(measured, (each) => each.calls);
  const means = meansOf(expectation.statements, measured);
  const { baseline, index: state } = looked;
  const scans = baseline && state ? state.scans - baseline.scans : null;
  const verdict = verdictOf(looked, { ...means, calls, scans });
  return {
    ...{ id: JSON.stringify([schema, index]), schema, table, index, calls, scans, ...means },
    verdict,
    savedMsPerMinute: JUDGED.has(verdict) ? savedPerMinute(looked, means, calls) : null,
    words: wordsOf(verdict, calls),
    since: baseline?.at ?? null,
    statements: expectation.statements.map(({ queryId, text, meanMs, expectedMs }, place) => {
      const { calls, totalMs } = measured[place] ?? NOTHING;
      return { queryId, text, beforeMs: meanMs, expectedMs, calls, measuredMs: meanOf(totalMs, calls) };
    }),
  };
}

/** By times that the index has had a part in. */
const JUDGED: ReadonlySet<EffectVerdict> = new Set(['as-expected', 'less-than-expected', 'no-effect']);

const NOTHING: Measured = { calls: 0, totalMs: 0 };

function measuredOf({ queryId }: ExpectedStatement, { index, baseline, counters }: Looked): Measured {
  return index?.isValid && baseline && counters ? measuredSince(baseline, counters, queryId) : NOTHING;
}

type Means = Pick<IndexEffect, 'beforeMs' | 'expectedMs' | 'measuredMs'>;

/** Weighed alike, or a shift between quick and slow statements would be taken for an effect. */
function meansOf(statements: readonly ExpectedStatement[], measured: readonly Measured[]): Means {
  const calls = sum(measured, (each) => each.calls);
  const weights = statements.map((each, place) => (calls > 0 ? (measured[place]?.calls ?? 0) : each.calls));
  const weight = sum(weights, (each) => each);
  const mean = (of: (each: ExpectedStatement) => number) =>
    sum(statements, (each) => of(each) * (weights[statements.indexOf(each)] ?? 0)) / Math.max(weight, 1);
  return {
    beforeMs: mean(({ meanMs }) => meanMs),
    expectedMs: mean(({ expectedMs }) => expectedMs),
    measuredMs: meanOf(
      sum(measured, (each) => each.totalMs),
      calls,
    ),
  };
}

function savedPerMinute({ baseline, counters }: Looked, { beforeMs, measuredMs }: Means, calls: number) {
  if (!baseline || !counters || measuredMs === null) return null;
  const minutes = countedMinutes({ since: baseline.at, takenAt: counters.takenAt });
  return minutes === null ? null : ((beforeMs - measuredMs) * calls) / minutes;
}

function meanOf(totalMs: number, calls: number): number | null {
  return calls > 0 ? totalMs / calls : null;
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
