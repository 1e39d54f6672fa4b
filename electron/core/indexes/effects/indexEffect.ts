/** What has come of an index that was made because of a suggestion: what was expected against what is measured. Pure. */
import { type Baseline, type Counters, type Measured, measuredSince } from './baseline';
import type { Expectation, ExpectedStatement } from './expectation';

export type EffectVerdict =
  /** Or better. */
  | 'as-expected'
  | 'less-than-expected'
  /** It is used, and saves nothing that shows. */
  | 'no-effect'
  | 'not-used'
  | 'too-few-calls'
  | 'not-counted'
  /** Its build has not ended, or has failed. */
  | 'invalid'
  | 'dropped';

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

/** Fewer say more of what else was going on than of the index. */
export const FEWEST_CALLS = 20;
/** Of what was to be saved: the planner's costs are no times, and times vary. */
const AS_EXPECTED = 0.8;
const NO_EFFECT = 0.2;

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
    words: wordsOf(verdict, calls),
    since: baseline?.at ?? null,
    statements: expectation.statements.map(({ queryId, text, meanMs, expectedMs }, place) => {
      const { calls, totalMs } = measured[place] ?? NOTHING;
      return { queryId, text, beforeMs: meanMs, expectedMs, calls, measuredMs: meanOf(totalMs, calls) };
    }),
  };
}

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
    sum(statements, (each) => of(each) * (weights[statements.indexOf(each)] ?? 0)) / weight;
  return {
    beforeMs: mean(({ meanMs }) => meanMs),
    expectedMs: mean(({ expectedMs }) => expectedMs),
    measuredMs: meanOf(
      sum(measured, (each) => each.totalMs),
      calls,
    ),
  };
}

type Figures = Means & Pick<IndexEffect, 'calls' | 'scans'>;

function verdictOf(
  { index, baseline, counters }: Looked,
  { calls, scans, beforeMs, expectedMs, measuredMs }: Figures,
): EffectVerdict {
  if (!index) return 'dropped';
  if (!index.isValid) return 'invalid';
  if (!counters || !baseline) return 'not-counted';
  if (calls < FEWEST_CALLS || measuredMs === null) return 'too-few-calls';
  if (scans === 0) return 'not-used';
  const saved = (beforeMs - measuredMs) / Math.max(beforeMs - expectedMs, Number.EPSILON);
  if (saved >= AS_EXPECTED) return 'as-expected';
  return saved >= NO_EFFECT ? 'less-than-expected' : 'no-effect';
}

function wordsOf(verdict: EffectVerdict, calls: number): string {
  return verdict === 'too-few-calls'
    ? `too few calls yet: ${calls} of at least ${FEWEST_CALLS}`
    : WORDS[verdict];
}

const WORDS: Readonly<Record<Exclude<EffectVerdict, 'too-few-calls'>, string>> = {
  'as-expected': 'as expected',
  'less-than-expected': 'less than expected',
  'no-effect': 'no effect, though it is used',
  'not-used': 'no effect: not used since',
  'not-counted': 'its statements are not counted here',
  invalid: 'not valid: its build has not ended, or has failed',
  dropped: 'not there any more',
};

function meanOf(totalMs: number, calls: number): number | null {
  return calls > 0 ? totalMs / calls : null;
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
