import { expect, test } from 'vitest';
import { findExplainObstacle, hasPlan } from './explainable';

test.each([
  'SELECT 1',
  '  -- by hand\n/* of the\nreport */ (select 1) union select 2',
  'WITH a AS (SELECT 1) UPDATE orders SET total = 0',
  'TABLE orders',
])('%s has a plan', (query) => {
  expect(hasPlan(query)).toBe(true);
});

test.each([
  'ALTER TABLE orders ADD note text',
  'COMMIT',
  '',
  '-- SELECT 1',
  'autovacuum: VACUUM orders',
  'selected',
])('“%s” has none', (query) => {
  expect(hasPlan(query)).toBe(false);
});

test('what is cut off, of another database or without a project can’t be explained, and it is said why', () => {
  const session = { isQueryCut: false, database: 'shop' };
  expect(findExplainObstacle(session, 'shop', true)).toBeNull();
  expect(findExplainObstacle({ ...session, isQueryCut: true }, 'shop', true)).toContain('longer');
  expect(findExplainObstacle({ ...session, database: 'other' }, 'shop', true)).toContain('other');
  expect(findExplainObstacle(session, 'shop', false)).toContain('Open a project');
  expect(findExplainObstacle({ ...session, database: null }, 'shop', true)).toBeNull();
});
