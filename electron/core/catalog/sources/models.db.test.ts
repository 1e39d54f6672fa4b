/** Models against the database that the project's own revisions make: no difference where there is none. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { readProject } from '../../project/readProject';
import { createTestDatabase } from '../../testing/createTestDatabase';
import { testRunner } from '../../testing/testProject';
import { startTestTwin } from '../../testing/testTwin';
import { applyWithUmzug } from '../../testing/umzugProject';
import { diffCatalogs } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { leaveOut } from '../leaveOut';
import { fetchModelsCatalog } from './fetchModelsCatalog';
import { overlayModels } from './overlayModels';

const twin = startTestTwin();

async function compare(url: string, folder: string) {
  const project = await readProject(folder);
  const target = leaveOut(await fetchCatalog(parseTarget({ url })), { ledgers: [project.ledger.table] });
  const { catalog, tables } = await fetchModelsCatalog({
    project,
    isTrusted: true,
    target,
    spawnRunner: testRunner,
    twin: twin(),
    signal: new AbortController().signal,
  });
  return diffCatalogs(target, overlayModels(target, catalog, tables)).changes.map(
    ({ object, action, steps }) => ({
      what: `${action} ${object}`,
      sql: steps.map(({ sql }) => sql),
    }),
  );
}

test('the demo’s models are what its revisions have made', async () => {
  const database = await createTestDatabase();
  const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url));
  await applyWithUmzug(database.url, folder);
  expect(await compare(database.url, folder)).toEqual([]);
});
