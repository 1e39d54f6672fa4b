import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atEnd } from '../../testing/endings';
import type { Expectation } from './expectation';
import { EFFECTS_FILE, readExpectations, rememberExpectations } from './expectationsFile';

async function openFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-effects-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function expected(index: string, minute = 0, calls = 1): Expectation {
  return {
    ...{ schema: 'public', table: 'orders', index, database: '7/shop', sizeBytes: null },
    writtenAt: new Date(Date.UTC(2026, 2, 10, 12, minute)).toISOString(),
    statements: [{ queryId: '-7', text: 'SELECT $1', calls, meanMs: 2, expectedMs: 1 }],
  };
}

test('what is expected is kept by name, the newest of each index', async () => {
  const folder = await openFolder();
  await rememberExpectations(folder, [expected('b'), expected('a')]);
  await rememberExpectations(folder, [expected('b', 1, 9)]);
  expect(await readExpectations(folder)).toEqual([expected('a'), expected('b', 1, 9)]);
});

test('only so many are kept, the oldest go', async () => {
  const folder = await openFolder();
  const all = Array.from({ length: 250 }, (_, minute) => expected(`i${minute}`, minute));
  await rememberExpectations(folder, all);
  const kept = await readExpectations(folder);
  expect(kept).toHaveLength(200);
  expect(kept).not.toContainEqual(expected('i49', 49));
  expect(kept).toContainEqual(expected('i50', 50));
});

test('a file that is half merged is refused and left as it is, and so is a link to elsewhere', async () => {
  const folder = await openFolder();
  await mkdir(join(folder, '.lockstep'));
  await writeFile(join(folder, EFFECTS_FILE), '<<<<<<< ours');
  await expect(rememberExpectations(folder, [expected('a')])).rejects.toThrow(/can’t be understood/);
  expect(await readFile(join(folder, EFFECTS_FILE), 'utf8')).toBe('<<<<<<< ours');
  const [linked, elsewhere] = [await openFolder(), await openFolder()];
  await symlink(elsewhere, join(linked, '.lockstep'));
  await expect(rememberExpectations(linked, [expected('a')])).rejects.toThrow(/link/);
});
