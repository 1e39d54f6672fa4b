import { expect, test } from 'vitest';
import { effects } from '../../gallery/exampleEffects';
import { indexAdvice, suggestions } from '../../gallery/exampleIndexes';
import { describeAction, linesOf } from './suggestionLines';

const told = (lines: ReturnType<typeof linesOf>) =>
  lines.map((each) => {
    if (each.isHeading) return `${each.title} ${each.count}`;
    return 'effect' in each ? each.effect.index : each.suggestion.index;
  });

test('suggestions are listed by kind, under what each kind is', () => {
  const lines = linesOf(indexAdvice, '', false);
  expect(lines[0]).toMatchObject({ isHeading: true, title: 'The workload would run faster', count: 1 });
  expect(lines.filter(({ isHeading }) => !isHeading)).toHaveLength(suggestions.length);
});

test('what was dismissed is listed last, where it is asked for', () => {
  expect(told(linesOf(indexAdvice, '', true)).slice(-2)).toEqual(['Dismissed 1', 'orders_ref_idx']);
  expect(told(linesOf(indexAdvice, '', false))).not.toContain('orders_ref_idx');
});

test('a filter finds tables, indexes, kinds and reasons by all of its words', () => {
  expect(told(linesOf(indexAdvice, 'UNUSED customers', false))).toEqual(['Unused 1', 'customers_fax_idx']);
  expect(linesOf(indexAdvice, 'unused nowhere', true)).toEqual([]);
});

test('what was made as suggested is listed after the suggestions, and found by its verdict', () => {
  const advice = { ...indexAdvice, effects };
  const lines = told(linesOf(advice, '', true));
  expect(lines.indexOf('Made as suggested 8')).toBeGreaterThan(
    lines.indexOf('Tables without a primary key 1'),
  );
  expect(lines.indexOf('Made as suggested 8')).toBeLessThan(lines.indexOf('Dismissed 1'));
  expect(told(linesOf(advice, 'not used since', false))).toEqual([
    'Made as suggested 1',
    'customers_email_idx',
  ]);
});

test('a sign says what is done, also where somebody has to decide', () => {
  expect(suggestions.map((each) => describeAction(each).sign)).toEqual(['+', '+', '−', '−', '↻', '?']);
});
