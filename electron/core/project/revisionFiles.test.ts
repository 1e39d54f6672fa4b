import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readProject } from './readProject';
import type { RevisionCache } from './revisionFiles';
import { checksumOf } from './revisionText';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lockstep-cache-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = async (cache: RevisionCache) => (await readProject(folder, { env: {}, cache })).revisions;

test('what has not changed is not read again, what has is, and what is gone is forgotten', async () => {
  const cache: RevisionCache = new Map();
  for (const name of ['1-a.sql', '2-b.sql', '3-c.sql']) write(name, 'SELECT 1;');
  const before = await read(cache);
  write('2-b.sql', 'SELECT 2;');
  write('3-c.down.sql', 'SELECT 3;');
  const after = await read(cache);
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.checksum).toBe(checksumOf('SELECT 2;'));
  expect(after[2]?.downPath).toBe(join(folder, '3-c.down.sql'));
  rmSync(join(folder, '1-a.sql'));
  expect(await read(cache)).toHaveLength(2);
  expect([...cache.keys()]).toEqual([join(folder, '2-b.sql'), join(folder, '3-c.sql')]);
});
