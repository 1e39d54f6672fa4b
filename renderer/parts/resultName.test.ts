import { expect, test } from 'vitest';
import { newSqlFiles } from '../gallery/exampleFiles';
import { resultName } from './resultName';

test('what undoes a revision is not the revision to go to', () => {
  const backwards = { ...newSqlFiles, changes: newSqlFiles.changes.toReversed() };
  expect(resultName(backwards)).toBe('20260310120000-add-weight-to-products.sql');
});
