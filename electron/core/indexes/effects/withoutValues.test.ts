import { expect, test } from 'vitest';
import { withoutValues } from './withoutValues';

test('what was normalised stays as it is', async () => {
  const sql = 'SELECT * FROM orders WHERE customer_id = $1 AND note LIKE $2 LIMIT $3';
  expect(await withoutValues(sql)).toBe(sql);
});

test('values and comments are left out, wherever they stand', async () => {
  const sql = `SELECT /* Zoë, 7 */ name FROM customers -- Zoë\n WHERE name = 'Zoë' AND city = $1 AND id IN (41, 42)`;
  const told = await withoutValues(sql);
  expect(told).not.toMatch(/Zoë|41|42|7/);
  expect(told).toMatch(/name = \$2 AND city = \$1 AND id IN \(\$3, \$4\)/);
});

test('what can’t be understood is not told at all', async () => {
  expect(await withoutValues("SELECT 'Zo")).not.toContain('Zo');
});

test('a long one is cut', async () => {
  const list = Array.from({ length: 2000 }, (_, number) => `$${number + 1}`);
  expect((await withoutValues(`SELECT ${list.join(', ')}`)).length).toBeLessThan(1010);
});
