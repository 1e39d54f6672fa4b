/** The law of the scripts, over projects in all kinds of habits: psql's way and a run's are one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AWKWARD } from '../../testing/awkwardRevisions';
import { createTestDatabase, type TestDatabase } from '../../testing/createTestDatabase';
import { fetchColumn, fetchRecorded, fetchTables } from '../../testing/databaseFacts';
import { describeSchema } from '../../testing/describeSchema';
import { runPsql } from '../../testing/psql';
import { runProject, type TestProject, writeProject } from '../../testing/testProject';
import { captureToEnd, startTestTwin } from '../../testing/testTwin';

const twin = startTestTwin();

/** Whatever could mean something to PostgreSQL, psql, JavaScript or a shell. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$$',
        '$1',
        ':HOST',
        ":'USER'",
        ';',
        '--',
        '/*',
        '\n',
        '\r\n',
        '?',
        '%s',
      ),
      fc.constantFrom('\\!', '\n\\q\n', '$lockstep$', "E'\\'", 'ünï', '✓', '😀', '\u202e', '{', '`id`', ' '),
      fc.string({ unit: 'grapheme', maxLength: 6 }).map((any) => any.replaceAll('\0', '')),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const habits = fc.array(fc.tuple(fc.constantFrom(...Object.keys(AWKWARD)), text), {
  minLength: 5,
  maxLength: 9,
});

test('whatever the revisions, psql leaves what a run leaves, and the rollback what was there before', async () => {
  await fc.assert(
    fc.asyncProperty(habits, fc.nat(), async (chosen, at) => {
      const project = await writeProject(filesOf(chosen));
      const names = await recordedAfter(project, `+${at % chosen.length}`);
      const [ours, theirs] = await Promise.all([databaseAt(project, names), databaseAt(project, names)]);
      const before = await describe(theirs);
      const handOff = await captureToEnd(twin(), project, { applied: names });
      expect((await runProject(ours, project)).failure).toBeNull();
      expect(await runPsql(theirs, handOff.sql)).toMatchObject({ code: 0 });
      expect(await describe(theirs)).toEqual(await describe(ours));
      expect(handOff.notes.filter((note) => note.startsWith('There is no script'))).toEqual([]);
      expect(await runPsql(theirs, handOff.rollbackSql ?? '')).toMatchObject({ code: 0 });
      expect(await describe(theirs)).toEqual(before);
    }),
    { numRuns: 4, endOnFailure: true, ...(process.env.FC_SEED && { seed: Number(process.env.FC_SEED) }) },
  );
}, 240_000);

test.each(Object.entries(AWKWARD))(
  'each habit by itself, with everything in its text: %s',
  async (_habit, make) => {
    const all = `it's "all" \\ $$ $1 :HOST :'USER' ; -- /*\r\n\\q\n$lockstep$ ünï ✓ 😀 \u202e\u0085 ? %s \${x}`;
    const project = await writeProject(make({ number: 1, text: all }));
    const [ours, theirs] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const handOff = await captureToEnd(twin(), project);
    expect((await runProject(ours, project)).failure).toBeNull();
    expect(await runPsql(theirs, handOff.sql)).toMatchObject({ code: 0 });
    expect(await describe(theirs)).toEqual(await describe(ours));
    expect(await runPsql(theirs, handOff.rollbackSql ?? '')).toMatchObject({ code: 0 });
    expect(await fetchTables(theirs)).toEqual([]);
    expect(await fetchRecorded(theirs)).toEqual([]);
  },
);

function filesOf(chosen: readonly (readonly [habit: string, text: string])[]): Record<string, string> {
  return Object.assign(
    {},
    ...chosen.map(([habit, own], index) => AWKWARD[habit]?.({ number: index + 1, text: own })),
  );
}

/** What is applied after so many steps, in the ledger's names. */
async function recordedAfter(project: TestProject, target: string): Promise<readonly string[]> {
  if (target === '+0') return [];
  const database = await createTestDatabase();
  expect((await runProject(database, project, { target })).failure).toBeNull();
  return fetchRecorded(database);
}

async function databaseAt(project: TestProject, names: readonly string[]): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const target = names.at(-1);
  if (target !== undefined) expect((await runProject(database, project, { target })).failure).toBeNull();
  return database;
}

/** Schema, rows and ledger; the log is written by runs alone. */
async function describe(database: TestDatabase) {
  const schema = (await describeSchema(database)).filter((line) => !line.includes('lockstep_log'));
  const tables = await fetchTables(database);
  const rows: Record<string, readonly string[]> = {};
  for (const table of tables) {
    rows[table] = await fetchColumn(database, `SELECT to_jsonb(t)::text FROM "${table}" t ORDER BY 1`);
  }
  return { schema, rows, ledger: await fetchRecorded(database) };
}
