/** Every kind of object, made again from its Catalog alone, on the oldest and the newest server of the tests. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseTarget } from '../../connection/parseTarget';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import type { Catalog } from '../catalog';
import { diffCatalogs } from '../diff/diffCatalogs';
import { fetchCatalog } from '../fetchCatalog';
import { cloneCatalog } from './cloneCatalog';

const CORPUS = join(import.meta.dirname, '../corpus');
const BOTH = ['everyType', 'relations', 'partitions', 'pgbench'].flatMap((name) => [
  [name, '18'] as const,
  [name, '15'] as const,
]);

test.each([...BOTH, ['version18', '18'] as const])(
  '%s, made again on PostgreSQL %s from its catalog, reads the same, and goes away again',
  async (name, postgres) => {
    const [original, copy] = [await createTestDatabase({ postgres }), await createTestDatabase({ postgres })];
    await original.query(await readFile(join(CORPUS, `${name}.sql`), 'utf8'));
    const [wanted, empty] = [await read(original), await read(copy)];
    expect(await clone(copy, wanted)).toEqual([]);
    const made = await read(copy);
    expect(diffCatalogs(made, wanted)).toEqual({ changes: [], unknown: [], refused: [] });
    expect(made.objects.map(({ id }) => id)).toEqual(wanted.objects.map(({ id }) => id));
    expect(await clone(copy, empty)).toEqual([]);
    expect(diffCatalogs(await read(copy), empty)).toEqual({ changes: [], unknown: [], refused: [] });
  },
);

function read({ url }: TestDatabase): Promise<Catalog> {
  return fetchCatalog(parseTarget({ url }));
}

function clone({ url }: TestDatabase, catalog: Catalog) {
  const superuser = parseTarget({ url });
  return cloneCatalog({ superuser, guest: superuser }, catalog, new AbortController().signal);
}
