/** What came of an index, in words and figures. Pure. */
import type { EffectVerdict, IndexEffect } from '../../../electron/contract/indexes';
import { formatMean } from '../../parts/formatDuration';

interface VerdictSign {
  readonly sign: string;
  readonly tone: 'green' | 'red' | 'amber' | 'muted';
}

const GOOD: VerdictSign = { sign: '✓', tone: 'green' };
const DOUBTFUL: VerdictSign = { sign: '!', tone: 'amber' };
const OPEN: VerdictSign = { sign: '…', tone: 'muted' };

export const EFFECT_SIGNS: Readonly<Record<EffectVerdict, VerdictSign>> = {
  'as-expected': GOOD,
  'less-than-expected': DOUBTFUL,
  'no-effect': DOUBTFUL,
  'not-used': DOUBTFUL,
  'too-few-calls': OPEN,
  'not-counted': OPEN,
  invalid: { sign: '✗', tone: 'red' },
  dropped: { sign: '−', tone: 'muted' },
};

type Figures = Pick<IndexEffect, 'beforeMs' | 'expectedMs' | 'measuredMs' | 'calls'>;

/** 48 ms a call before, 1.2 ms expected, 1.4 ms in 312 calls since. */
export function describeMeans({ beforeMs, expectedMs, measuredMs, calls }: Figures): string {
  const expected = `${formatMean(beforeMs)} a call before, ${formatMean(expectedMs)} expected`;
  if (measuredMs === null) return `${expected}, not called since`;
  return `${expected}, ${formatMean(measuredMs)} in ${calls.toLocaleString('en-GB')} ${calls === 1 ? 'call' : 'calls'} since`;
}

/** As expected: 48 ms → 1.0 ms a call, 1.2 ms expected. For a cell. */
export function describeShortly({ words, savedMsPerMinute, beforeMs, expectedMs, measuredMs }: IndexEffect) {
  if (savedMsPerMinute === null || measuredMs === null) return capitalised(words);
  const change = `${formatMean(beforeMs)} → ${formatMean(measuredMs)} a call, ${formatMean(expectedMs)} expected`;
  return `${capitalised(words)}: ${change}`;
}

/** As expected. 48 ms a call before, … */
export function describeEffect(effect: IndexEffect): string {
  const { words, verdict } = effect;
  const told = capitalised(words);
  return verdict === 'invalid' || verdict === 'dropped' ? `${told}.` : `${told}. ${describeMeans(effect)}.`;
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
