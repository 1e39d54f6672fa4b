import { expect, test } from 'vitest';
import type { RevisionRow } from '../../../../electron/contract/revisions';
import { revision } from '../../../gallery/examples';
import { layoutLanes } from './lanes';

function stated(name: string, revises: readonly string[], change: Partial<RevisionRow> = {}): RevisionRow {
  return revision({ name, revises, isStated: true, ...change });
}

function trunkOf(rows: readonly RevisionRow[]): string {
  const { revisions } = layoutLanes(rows);
  return revisions
    .filter(({ lane }) => lane === 0)
    .map(({ row }) => row.name)
    .join('');
}

test('the longest line without a label is the trunk', () => {
  const labelled = { branches: ['billing'] };
  const rows = [
    stated('x', ['a']),
    stated('g', ['f'], labelled),
    stated('f', ['e'], labelled),
    stated('e', ['a'], { ...labelled, branch: 'billing' }),
    stated('c', ['b']),
    stated('b', ['a']),
    stated('a', []),
  ];
  expect(trunkOf(rows)).toBe('cba');
});

test('of a merge the trunk goes on along the side that states nothing', () => {
  const rows = [
    stated('m', ['s', 't']),
    stated('s', ['a']),
    revision({ name: 't', revises: ['a'] }),
    stated('a', []),
  ];
  expect(trunkOf(rows)).toBe('mta');
});

test('of a merge of two stated sides the trunk goes on along the one without a label, or the one named first', () => {
  const labelled = { branch: 'billing', branches: ['billing'] };
  const rows = [stated('m', ['s', 't']), stated('s', ['a']), stated('t', ['a']), stated('a', [])];
  expect(trunkOf(rows)).toBe('msa');
  const withLabel = rows.map((row) => (row.name === 's' ? { ...row, ...labelled } : row));
  expect(trunkOf(withLabel)).toBe('mta');
});

test('beside the trunk, a lane goes on to the revision that opens no branch of its own', () => {
  const rows = [
    stated('f', ['e']),
    stated('e', ['a']),
    stated('d', ['b'], { branch: 'late', branches: ['early', 'late'] }),
    stated('c', ['b'], { branches: ['early'] }),
    stated('b', ['a'], { branch: 'early', branches: ['early'] }),
    stated('a', []),
  ];
  const { revisions } = layoutLanes(rows);
  const laneOf = (name: string) => revisions.find(({ row }) => row.name === name)?.lane;
  expect(trunkOf(rows)).toBe('fea');
  expect(laneOf('c')).toBe(laneOf('b'));
  expect(laneOf('d')).not.toBe(laneOf('b'));
  const renamed = rows.map((row) => (row.name === 'c' ? { ...row, branch: 'other' } : row));
  expect(layoutLanes(renamed).laneCount).toBe(3);
});
