import { expect, test } from 'vitest';
import { describeSaving, formatSaving } from './savingText';

test('what is saved is told for each minute where it is known since when was counted, and else in all', () => {
  const known = { savingMs: 812_400, savingMsPerMinute: 1_203.4 };
  expect(formatSaving(known)).toBe('1,203 ms/min');
  expect(describeSaving(known)).toContain('1,203 ms/min: 13 min 32 s of what is counted');
  expect(formatSaving({ ...known, savingMsPerMinute: 0.44 })).toBe('0.4 ms/min');
  expect(formatSaving({ ...known, savingMsPerMinute: -61.8 })).toBe('−62 ms/min');
  const unknown = { ...known, savingMsPerMinute: null };
  expect(formatSaving(unknown)).toBe('13 min 32 s in all');
  expect(describeSaving(unknown)).toContain('doesn’t tell since when');
  expect(formatSaving({ savingMs: null, savingMsPerMinute: null })).toBe('—');
});
