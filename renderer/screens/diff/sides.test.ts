import { expect, test } from 'vitest';
import { comparison } from '../../gallery/exampleChanges';
import { renames } from '../../gallery/exampleRenames';
import {
  countRows,
  describeCounts,
  describeEquality,
  describePurpose,
  meaningOf,
  needsProjectCode,
} from './sides';

const here = { kind: 'connection', connectionId: 'a' } as const;
const other = { kind: 'connection', connectionId: 'b' } as const;
const labels = { fromLabel: 'shop', toLabel: 'copy' };

test('the counts are of changes, not of the headings that stand for them', () => {
  expect(describeCounts(countRows(comparison))).toBe('15 changes · 2 destroy data');
  expect(describeCounts(countRows({ ...comparison, renames }))).toBe(
    '15 changes · 2 destroy data · 2 questions',
  );
  const one = { ...comparison, rows: comparison.rows.filter(({ name }) => name === 'fax') };
  expect(describeCounts(countRows(one))).toBe('1 change · 1 destroys data');
  expect(describeCounts(countRows({ ...comparison, rows: [] }))).toBe('No changes');
});

test('each pair of sides has a meaning of its own', () => {
  expect(meaningOf({ from: here, to: { kind: 'models' } })).toBe('models');
  expect(meaningOf({ from: { kind: 'applied' }, to: here })).toBe('drift');
  expect(meaningOf({ from: here, to: other })).toBe('two');
  expect(describePurpose({ from: here, to: { kind: 'models' }, ...labels })).toBe(
    'What makes shop as the models say',
  );
  expect(describePurpose({ from: { kind: 'applied' }, to: here, ...labels })).toBe(
    'What was changed in copy by hand',
  );
  expect(describeEquality({ from: here, to: other, ...labels })).toBe('shop and copy have the same schema.');
});

test('models and applied revisions run the project’s code, databases and files do not', () => {
  expect(needsProjectCode({ from: here, to: { kind: 'models' } })).toBe(true);
  expect(needsProjectCode({ from: { kind: 'applied' }, to: here })).toBe(true);
  expect(needsProjectCode({ from: here, to: { kind: 'saved', catalogId: 'x' } })).toBe(false);
});
