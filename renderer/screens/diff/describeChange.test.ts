import { expect, test } from 'vitest';
import { change, comparison, FAX } from '../../gallery/exampleChanges';
import { statements } from '../../gallery/exampleStatements';
import { describeHazards, fullName, sqlOf } from './describeChange';

test('what is lost is said first, and the lock always', () => {
  const fax = comparison.rows.find(({ id }) => id === FAX);
  if (!fax) throw new Error('there is no such row');
  expect(describeHazards(fax).map(({ text }) => text)).toEqual([
    'Destroys the values of fax.',
    'Takes ACCESS EXCLUSIVE: reads and writes wait.',
  ]);
  expect(describeHazards(change({ id: 'a', name: 'a', lock: null })).map(({ text }) => text)).toEqual([
    'Takes no lock on what is there.',
  ]);
});

test('a name is the id without its kind', () => {
  expect(fullName({ id: 'column public.orders.status', kind: 'column' })).toBe('public.orders.status');
  expect(fullName({ id: 'something else', kind: 'column' })).toBe('something else');
});

test('statements end with semicolons', () => {
  expect(sqlOf(statements).split('\n')).toHaveLength(statements.length);
  expect(sqlOf([])).toBe('');
});
