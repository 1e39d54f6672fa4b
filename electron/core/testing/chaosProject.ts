/**
 * Revisions whose effects can be counted, for runs that are cut off at any moment: number i makes a table,
 * a mark and a column. The oracle: per revision all of it and its ledger row, or none of it.
 */
import type { TestDatabase } from './createTestDatabase';
import { revision, type TestProject, writeProject } from './testProject';

export const CHAOS_COUNT = 30;

/** `pauseSeconds` in each revision, between its statements, so that a moment in between can be hit. */
export function writeChaosProject(pauseSeconds = 0.004): Promise<TestProject> {
  const numbers = Array.from({ length: CHAOS_COUNT }, (_, index) => index + 1);
  return writeProject(Object.fromEntries(numbers.map((n) => [chaosName(n), chaosRevision(n, pauseSeconds)])));
}

export async function prepareChaos(database: Pick<TestDatabase, 'query'>): Promise<void> {
  await database.query('CREATE TABLE chaos_mark (number int)');
}

export interface ChaosVerdict {
  /** Revisions that are whole and recorded. */
  readonly done: number;
  /** Whole, but not recorded. */
  readonly lost: number;
  /** Marked more than once. */
  readonly duplicated: number;
  /** Neither whole nor absent, or recorded without being whole. */
  readonly partial: number;
}

/** To be asked when no session of the run is left. */
export async function judgeChaos(database: Pick<TestDatabase, 'query'>): Promise<ChaosVerdict> {
  const rows = await database.query<{ marks: number; tables: number; columns: number; recorded: number }>(
    `SELECT (SELECT count(*)::int FROM chaos_mark WHERE number = n) AS marks,
       (SELECT count(*)::int FROM pg_class WHERE relname = 'chaos_' || n) AS tables,
       (SELECT count(*)::int FROM pg_attribute WHERE attrelid = to_regclass('chaos_' || n) AND attname = 'late') AS columns,
       ${await recordedSql(database)} AS recorded
     FROM generate_series(1, ${CHAOS_COUNT}) n`,
  );
  const verdict = { done: 0, lost: 0, duplicated: 0, partial: 0 };
  for (const row of rows) {
    const effects = [row.marks, row.tables, row.columns];
    if (row.marks > 1) verdict.duplicated++;
    else if (effects.every((each) => each === 0) && row.recorded === 0) continue;
    else if (!effects.every((each) => each === 1)) verdict.partial++;
    else if (row.recorded === 0) verdict.lost++;
    else verdict.done++;
  }
  return verdict;
}

async function recordedSql(database: Pick<TestDatabase, 'query'>): Promise<string> {
  const [ledger] = await database.query<{ oid: string | null }>(
    `SELECT to_regclass('"SequelizeMeta"') AS oid`,
  );
  return ledger?.oid
    ? `(SELECT count(*)::int FROM "SequelizeMeta" WHERE name LIKE lpad(n::text, 4, '0') || '-%')`
    : '0';
}

export function chaosName(n: number): string {
  return `${String(n).padStart(4, '0')}-chaos.js`;
}

function chaosRevision(n: number, pauseSeconds: number): string {
  const pause = `await query('SELECT pg_sleep(${pauseSeconds})');`;
  return revision(
    `await query('CREATE TABLE chaos_${n} (id int)');
    await query('INSERT INTO chaos_mark VALUES (${n})');
    ${pause}
    await query('ALTER TABLE chaos_${n} ADD late int');`,
    `await query('DROP TABLE chaos_${n}');
    ${pause}
    await query('DELETE FROM chaos_mark WHERE number = ${n}');`,
  );
}

/** Random numbers that come again with the same seed, which the test prints. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `LOCKSTEP_SEED` repeats a failure. */
export function chooseSeed(): number {
  const seed = Number(process.env.LOCKSTEP_SEED ?? Math.floor(Math.random() * 1_000_000));
  console.info(`LOCKSTEP_SEED=${seed}`);
  return seed;
}
