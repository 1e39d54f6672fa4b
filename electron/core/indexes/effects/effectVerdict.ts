/** What to think of an index, from its state and what was measured. Pure. */
import type { IndexEffect, Looked } from './indexEffect';

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

/** Fewer say more of what else was going on than of the index. */
export const FEWEST_CALLS = 20;
/** Of what was to be saved: the planner's costs are no times, and times vary. */
const AS_EXPECTED = 0.8;
const NO_EFFECT = 0.2;

type Figures = Pick<IndexEffect, 'calls' | 'scans' | 'beforeMs' | 'expectedMs' | 'measuredMs'>;

export function verdictOf(
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

export function wordsOf(verdict: EffectVerdict, calls: number): string {
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
