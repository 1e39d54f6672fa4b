/**
 * The law of the ledger: whatever is upgraded, downgraded, stamped, merged and rebased, in whatever order, the
 * ledger is the set of applied revisions, the schema is what that set makes, and current is its heads.
 * The oracle reads the files by itself, in the plainest way.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/createTestDatabase';
import { fetchRecorded, fetchTables } from '../testing/databaseFacts';
import {
  fetchTestHistory,
  runProject,
  type TestProject,
  withPlace,
  writeProject,
} from '../testing/testProject';
import type { Authoring } from './authoring/fileChange';
import { planFiles, writeFiles } from './authoring/planFiles';
import { planStamp, runStamp } from './stamp';

const LARGEST = 200;

/** Each revision's parents, by index: none, or one or two of those before it. */
const shape = fc
  .array(fc.tuple(fc.nat(), fc.nat(), fc.integer({ min: 0, max: 9 })), { minLength: 3, maxLength: LARGEST })
  .map((picks) =>
    picks.map(([first, second, kind], index) => {
      if (index === 0 || kind === 0) return [];
      const near = index - 1 - (first % Math.min(index, 4));
      return kind === 1 ? [...new Set([near, second % index])] : [near];
    }),
  );

const operation = fc.record({
  kind: fc.constantFrom('upgrade', 'downgrade', 'stamp', 'merge', 'rebase', 'upgrade', 'downgrade'),
  pick: fc.nat(),
  other: fc.nat(),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

test('any sequence of verbs leaves the ledger, the schema and current agreeing', async () => {
  await fc.assert(
    fc.asyncProperty(
      shape,
      fc.array(operation, { minLength: 3, maxLength: 8 }),
      async (parents, operations) => {
        const database = await createTestDatabase();
        const project = await writeProject(revisionFiles(parents));
        let applied = new Set<string>();
        for (const each of operations) {
          applied = await apply(database, project, applied, each);
          await expectAgreement(database, project, applied);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 600_000);

function revisionFiles(parents: readonly (readonly number[])[]): Record<string, string> {
  const files: Record<string, string> = {};
  const name = (index: number) => `2026${String(index).padStart(10, '0')}-r${index}`;
  for (const [index, above] of parents.entries()) {
    const revises = `-- lockstep:\n--   revises: [${above.map(name).join(', ')}]\n`;
    files[`${name(index)}.sql`] = `${revises}CREATE TABLE r${index} ();\n`;
    files[`${name(index)}.down.sql`] = `DROP TABLE r${index};\n`;
  }
  return files;
}

/** Does one thing, and answers with what must be applied then by the oracle's reckoning. */
async function apply(
  database: TestDatabase,
  project: TestProject,
  applied: Set<string>,
  { kind, pick, other }: Operation,
): Promise<Set<string>> {
  const files = await readFiles(project);
  const names = [...files.keys()];
  const target = names[pick % names.length] ?? '';
  if (kind === 'upgrade') {
    const wanted = pick % 3 === 0 ? names : reach(files, target);
    await expectDone(database, project, 'up', pick % 3 === 0 ? 'heads' : target);
    return new Set([...applied, ...wanted]);
  }
  if (kind === 'downgrade') {
    const to = pick % 5 === 0 ? 'base' : target;
    if (to !== 'base' && !applied.has(target)) return applied;
    await expectDone(database, project, 'down', to);
    const undone =
      to === 'base' ? applied : new Set([...below(files, target)].filter((name) => name !== target));
    return new Set([...applied].filter((name) => !undone.has(name)));
  }
  if (kind === 'stamp') {
    const purge = other % 4 === 0;
    await stamp(database, project, target, purge);
    const below_ = below(files, target);
    const kept = purge ? [] : [...applied].filter((name) => name === target || !below_.has(name));
    const after = new Set([...kept, ...reach(files, target)]);
    await settleTables(database, files, applied, after);
    return after;
  }
  const heads = headsOf(files, new Set(names));
  if (heads.length < 2) return applied;
  const [head, onto] = [
    heads[pick % heads.length] ?? '',
    heads[(pick + 1 + (other % (heads.length - 1))) % heads.length] ?? '',
  ];
  if (kind === 'merge') {
    await author(database, project, { kind: 'merge', heads: [head, onto] }, applied);
    return applied;
  }
  const moved = [...reach(files, head)].filter((name) => !reach(files, onto).has(name));
  const isAllowed = moved.every((name) => !applied.has(name) && (files.get(name)?.parents.length ?? 0) < 2);
  const done = author(database, project, { kind: 'rebase', head, onto }, applied);
  if (isAllowed) await done;
  else await expect(done).rejects.toThrow();
  return applied;
}

async function author(
  _database: TestDatabase,
  project: TestProject,
  authoring: Authoring,
  applied: ReadonlySet<string>,
): Promise<void> {
  const { readProject } = await import('../project/readProject');
  const input = { project: await readProject(project.folder), applied, authoring, now: new Date() };
  const { id } = await planFiles(input);
  await writeFiles({ ...input, planId: id });
}

async function stamp(database: TestDatabase, project: TestProject, target: string, purge: boolean) {
  await withPlace(database, project, async (place) => {
    const asked = { targets: [target], purge };
    const { id } = await planStamp(place, asked);
    await runStamp(place, { ...asked, planId: id, runBy: 'test' });
  });
}

/** What somebody who stamps has done by hand. */
async function settleTables(
  database: TestDatabase,
  files: Files,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Promise<void> {
  const table = (name: string) => files.get(name)?.table;
  for (const name of after)
    if (!before.has(name) && table(name)) await database.query(`CREATE TABLE ${table(name)} ()`);
  for (const name of before)
    if (!after.has(name) && table(name)) await database.query(`DROP TABLE ${table(name)}`);
}

async function expectDone(
  database: TestDatabase,
  project: TestProject,
  direction: 'up' | 'down',
  target: string,
) {
  const run = await runProject(database, project, { direction, target, override: ['out-of-order'] });
  expect(run.failure).toBeNull();
}

async function expectAgreement(database: TestDatabase, project: TestProject, applied: ReadonlySet<string>) {
  const files = await readFiles(project);
  expect([...(await fetchRecorded(database))].sort()).toEqual([...applied].sort());
  const tables = [...applied].flatMap((name) => files.get(name)?.table ?? []);
  expect([...(await fetchTables(database))].sort()).toEqual(tables.sort());
  const history = await fetchTestHistory(database, project);
  expect([...history.current].sort()).toEqual(headsOf(files, applied).sort());
  expect([...history.heads].sort()).toEqual(headsOf(files, new Set(files.keys())).sort());
  const states = history.revisions.filter(({ state }) => state === 'applied').map(({ name }) => name);
  expect(states.sort()).toEqual([...applied].sort());
}

interface OracleFile {
  readonly parents: readonly string[];
  readonly table: string | null;
}
type Files = ReadonlyMap<string, OracleFile>;

async function readFiles(project: TestProject): Promise<Files> {
  const names = (await readdir(project.revisionsFolder)).filter((name) => !name.endsWith('.down.sql')).sort();
  const stems = new Map(names.map((name) => [stemOf(name), name]));
  const files = new Map<string, OracleFile>();
  let before: string | null = null;
  for (const name of names) {
    const text = await readFile(join(project.revisionsFolder, name), 'utf8');
    const stated = /revises: *(?:\[([^\]]*)\]|(\S+))/.exec(text);
    const words = stated ? (stated[1] ?? stated[2] ?? '').split(',') : [];
    const parents = words
      .map((word) => word.replace(/['",\s]/g, ''))
      .filter((word) => word !== '' && word !== 'null');
    files.set(name, {
      parents: stated
        ? parents.map((word) => stems.get(stemOf(word)) ?? word)
        : before === null
          ? []
          : [before],
      table: /CREATE TABLE (\w+)/.exec(text)?.[1] ?? null,
    });
    before = name;
  }
  return files;
}

function stemOf(name: string): string {
  return name.replace(/\.[cm]?[jt]s$|\.sql$/, '');
}

/** It and everything above it. */
function reach(files: Files, name: string): Set<string> {
  const found = new Set<string>();
  const visit = (each: string) => {
    if (found.has(each)) return;
    found.add(each);
    for (const parent of files.get(each)?.parents ?? []) visit(parent);
  };
  visit(name);
  return found;
}

/** It and everything that has it above. */
function below(files: Files, name: string): Set<string> {
  return new Set([...files.keys()].filter((each) => reach(files, each).has(name)));
}

function headsOf(files: Files, among: ReadonlySet<string>): string[] {
  const followed = new Set([...among].flatMap((name) => files.get(name)?.parents ?? []));
  return [...among].filter((name) => !followed.has(name));
}
