import { expect, test } from 'vitest';
import { comparison } from '../../gallery/exampleChanges';
import { manyRows } from '../../gallery/exampleManyChanges';
import { renames } from '../../gallery/exampleRenames';
import { layoutTree } from './changeTree';
import type { Line } from './lines';

const NONE: ReadonlySet<string> = new Set();
const labelOf = (line: Line): string => {
  if (line.type === 'heading') return `${line.label} ${line.count}`;
  return line.type === 'change' ? line.row.name : line.question.id;
};
const labels = (lines: readonly Line[]) =>
  lines.map((line) => `${'  '.repeat(line.level - 1)}${labelOf(line)}`);

test('rows stand under their schema and kind, columns under their table, with counts', () => {
  expect(labels(layoutTree(comparison, '', NONE)).slice(0, 13)).toEqual([
    'Whole database 1',
    '  Extensions 1',
    '    citext',
    'public 13',
    '  Enums 1',
    '    order_status',
    '  Tables 8',
    '    customers',
    '      email',
    '      fax',
    '      phone',
    '    loyalty_points',
    '    orders',
  ]);
});

test('what is closed hides what is under it, and counts it still', () => {
  const lines = layoutTree(comparison, '', new Set(['schema ', 'schema public / table', 'schema reporting']));
  expect(labels(lines).slice(0, 6)).toEqual([
    'Whole database 1',
    'public 13',
    '  Enums 1',
    '    order_status',
    '  Tables 8',
    '  Constraints 1',
  ]);
  expect(labels(layoutTree(comparison, '', new Set(['table public.customers'])))).not.toContain('      fax');
});

test('questions come first; those that were answered are closed', () => {
  const lines = layoutTree({ ...comparison, renames }, '', NONE);
  expect(labels(lines).slice(0, 4)).toEqual([
    'Renamed, or another? 2',
    '  column public.orders.total=amount',
    '  table public.stock=inventory',
    'Answered before 1',
  ]);
});

test('the filter keeps the tables of columns that match, and the columns of tables that do', () => {
  expect(labels(layoutTree(comparison, 'fax', NONE))).toEqual([
    'public 1',
    '  Tables 1',
    '    customers',
    '      fax',
  ]);
  expect(labels(layoutTree(comparison, 'table public.orders', NONE))).toContain('      status');
  expect(layoutTree(comparison, 'no such thing', NONE)).toEqual([]);
});

test('the filter knows the marks', () => {
  const names = labels(layoutTree(comparison, 'destroys', NONE)).map((each) => each.trim());
  expect(names).toContain('fax');
  expect(names).toContain('sessions_old');
  expect(names).not.toContain('phone');
});

test('every row is there once', () => {
  const rows = manyRows(500);
  const keys = layoutTree({ rows, renames: [] }, '', NONE).map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows.every(({ id }) => keys.includes(id))).toBe(true);
});
