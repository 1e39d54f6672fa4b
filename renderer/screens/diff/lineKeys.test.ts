import { expect, test } from 'vitest';
import { comparison } from '../../gallery/exampleChanges';
import { layoutTree } from './changeTree';
import { foldKey } from './lineKeys';

const lines = layoutTree(comparison, '', new Set());

test('left closes what is open, and goes up from what can’t be closed', () => {
  expect(foldKey(lines, 'table public.customers', 'ArrowLeft')).toMatchObject({ kind: 'fold' });
  expect(foldKey(lines, 'column public.customers.fax', 'ArrowLeft')).toEqual({
    kind: 'go',
    key: 'table public.customers',
  });
});

test('right goes inside what is open, and opens what is closed', () => {
  expect(foldKey(lines, 'table public.customers', 'ArrowRight')).toEqual({
    kind: 'go',
    key: 'column public.customers.email',
  });
  const closed = layoutTree(comparison, '', new Set(['table public.customers']));
  expect(foldKey(closed, 'table public.customers', 'ArrowRight')).toMatchObject({ kind: 'fold' });
  expect(foldKey(lines, 'column public.customers.fax', 'ArrowRight')).toBeNull();
});
