import { expect, test } from 'vitest';
import { effects } from '../../gallery/exampleEffects';
import { describeEffect, describeMeans, describeShortly } from './effectText';

test('what was expected is told beside what is measured, short times with their digits', () => {
  const means = { beforeMs: 48.3, expectedMs: 1.24, measuredMs: 0.0431, calls: 1_204 };
  expect(describeMeans(means)).toBe('48 ms a call before, 1.2 ms expected, 0.043 ms in 1,204 calls since');
  expect(describeMeans({ ...means, measuredMs: null, calls: 0 })).toMatch(/expected, not called since$/);
});

test('in a row the figures stand where there is something to judge', () => {
  expect(effects.map(describeShortly)).toEqual([
    'As expected: 48 ms → 1.0 ms a call, 1.2 ms expected',
    'Less than expected: 48 ms → 23 ms a call, 1.2 ms expected',
    'No effect, though it is used: 48 ms → 51 ms a call, 1.2 ms expected',
    'No effect: not used since',
    'Too few calls yet: 3 of at least 20',
    'Its statements are not counted here',
    'Not valid: its build has not ended, or has failed',
    'Not there any more',
  ]);
});

test('of an index that is not there or not valid no times are told', () => {
  expect(effects.slice(-2).map(describeEffect)).toEqual([
    'Not valid: its build has not ended, or has failed.',
    'Not there any more.',
  ]);
});
