/** Random scenes of locks: sessions in transactions that lock tables, rows and keys until most of them wait. */
import fc from 'fast-check';
import { LOCK_MODES } from '../locks/lockModes';
import type { LockScene, SceneSession, SentStatement } from './lockScene';

export interface LockAction {
  readonly session: number;
  /** A statement, or PREPARE for PREPARE TRANSACTION. */
  readonly sql: string;
}

const SESSIONS = 12;

/** One kind of table for locks on tables, one for locks on rows: a statement then waits once at most. */
export const RANDOM_LOCKS_SQL = `CREATE TABLE one (); CREATE TABLE two ();
  CREATE TABLE rows (id int PRIMARY KEY, body int); INSERT INTO rows SELECT n, 0 FROM generate_series(1, 3) n`;

const lockTable = fc
  .record({ table: fc.constantFrom('one', 'two'), mode: fc.constantFrom(...LOCK_MODES) })
  .map(({ table, mode }) => `LOCK TABLE ${table} IN ${mode} MODE`);
const row = fc.integer({ min: 1, max: 3 });
const lockRow = fc
  .record({ id: row, mode: fc.constantFrom('KEY SHARE', 'SHARE', 'NO KEY UPDATE', 'UPDATE') })
  .map(({ id, mode }) => `SELECT FROM rows WHERE id = ${id} FOR ${mode}`);
const changeRow = fc.oneof(
  row.map((id) => `UPDATE rows SET body = body + 1 WHERE id = ${id}`),
  row.map((id) => `DELETE FROM rows WHERE id = ${id}`),
);
const advisory = fc
  .record({ key: fc.integer({ min: 1, max: 2 }), shared: fc.constantFrom('', '_shared') })
  .map(({ key, shared }) => `SELECT pg_advisory_lock${shared}(${key})`);

export const lockActions: fc.Arbitrary<readonly LockAction[]> = fc.array(
  fc.record({
    session: fc.nat(SESSIONS - 1),
    sql: fc.oneof(
      { weight: 3, arbitrary: lockTable },
      { weight: 3, arbitrary: lockRow },
      { weight: 2, arbitrary: changeRow },
      { weight: 1, arbitrary: advisory },
      { weight: 1, arbitrary: fc.constant('PREPARE') },
    ),
  }),
  { minLength: 8, maxLength: 30 },
);

export interface WaitingSession {
  readonly session: SceneSession;
  readonly sent: SentStatement;
}

/** Sessions S0, S1, …; answers with those whose statement waits at the end. */
export async function playLocks(
  scene: LockScene,
  actions: readonly LockAction[],
): Promise<readonly WaitingSession[]> {
  const sessions = new Map<number, SceneSession>();
  const waiting = new Map<SceneSession, SentStatement>();
  for (const [turn, { session: number, sql }] of actions.entries()) {
    const session = sessions.get(number) ?? (await begin(scene, number));
    sessions.set(number, session);
    if (waiting.has(session)) continue;
    const isPrepare = sql === 'PREPARE';
    const sent = await session.send(isPrepare ? `PREPARE TRANSACTION '${scene.database.name} ${turn}'` : sql);
    if (sent.now() === null) waiting.set(session, sent);
    else if (isPrepare) await session.send(`BEGIN; ${LOCK_ROWS}`);
  }
  // A transaction that fails lets others go.
  await scene.settled();
  return [...waiting].flatMap(([session, sent]) => (sent.now() === null ? { session, sent } : []));
}

export async function clearLocks(scene: LockScene): Promise<void> {
  await scene.clear();
  const left = await scene.database.query<{ gid: string }>(
    'SELECT gid FROM pg_prepared_xacts WHERE database = current_database()',
  );
  for (const { gid } of left) await scene.database.query(`ROLLBACK PREPARED '${gid}'`);
}

/** So that no statement on a row waits for the table. */
const LOCK_ROWS = 'LOCK TABLE rows IN ROW EXCLUSIVE MODE';

async function begin(scene: LockScene, number: number): Promise<SceneSession> {
  const session = await scene.open(`S${number}`);
  await session.run("SET deadlock_timeout = '600s'", 'BEGIN', LOCK_ROWS);
  return session;
}
