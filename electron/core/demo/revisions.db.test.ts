import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/createTestDatabase';
import { describeSchema } from '../testing/describeSchema';
import { applyWithUmzug, revertWithUmzug, syncModels } from '../testing/umzugProject';

const projectFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

test.each(['18', '15'] as const)(
  'on PostgreSQL %s, up, down and up again give one schema',
  async (postgres) => {
    const database = await createTestDatabase({ postgres });
    await applyWithUmzug(database.url, projectFolder);
    const head = await describeSchema(database);
    await revertWithUmzug(database.url, projectFolder);
    expect(await describeSchema(database)).toEqual([]);
    await applyWithUmzug(database.url, projectFolder);
    expect(await describeSchema(database)).toEqual(head);
  },
);

test('the models say what the revisions make, but for what models can not say', async () => {
  const [upgraded, synced] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await applyWithUmzug(upgraded.url, projectFolder);
  await syncModels(synced.url, projectFolder);
  const check = 'constraint order_items_quantity_check on order_items CHECK ((quantity > 0))';
  const head = await describeSchema(upgraded);
  expect(head).toContain(check);
  expect(await describeSchema(synced)).toEqual(head.filter((line) => line !== check));
});
