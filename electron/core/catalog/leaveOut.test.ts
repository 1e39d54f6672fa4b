import { expect, test } from 'vitest';
import type { Catalog, CatalogObject } from './catalog';
import { leaveOut } from './leaveOut';

const extension = (name: string): CatalogObject => ({
  ...{ kind: 'extension', id: `extension ${name}`, name, schema: 'public', version: '1', comment: null },
  dependsOn: [],
});
const view = (on: string): CatalogObject => ({
  ...{ kind: 'view', id: 'view public.slow', schema: 'public', name: 'slow', comment: null },
  ...{ columns: [], options: [], definition: 'SELECT 1', dependsOn: [{ id: on }] },
  ...{ isMaterialised: false, accessMethod: null, isClusteredBy: null },
});
const namesOf = (
  objects: readonly CatalogObject[],
  isOfRevisions = true,
  schemas: readonly string[] = [],
) => {
  const catalog: Catalog = { format: 1, serverVersion: 180000, objects, unread: [] };
  return leaveOut(catalog, { ledgers: [], isOfRevisions, schemas }).objects.map(({ id }) => id);
};

test('what a server is watched with is no drift, unless a view of the user’s own needs it', () => {
  const [watching, other] = [extension('pg_stat_statements'), extension('citext')];
  expect(namesOf([watching, extension('hypopg'), other])).toEqual(['extension citext']);
  expect(namesOf([watching, view(watching.id)])).toEqual([watching.id, 'view public.slow']);
  expect(namesOf([watching, view(watching.id)], true, ['shop']), 'which nobody looks at').toEqual([]);
  expect(namesOf([watching, other], false), 'of two databases').toEqual([watching.id, other.id]);
});
