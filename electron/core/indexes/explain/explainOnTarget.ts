/**
 * The same question asked of the target itself, where it has hypopg: its own planner, with indexes that only our
 * session believes in. EXPLAIN plans and runs nothing.
 */
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import { quoteIdent } from '../../sql/quote';
import { type Candidate, parseCandidate } from './candidateIndex';
import { type Explanation, explain, type TriedIndex } from './explainOnTwin';
import { indexesOf } from './planNode';
import { type Plannable, readPlannable } from './plannable';

/** null: the target has no hypopg. */
export async function explainOnTarget(
  session: Session,
  sql: string,
  candidates: readonly string[],
): Promise<Explanation | null> {
  const schema = await findHypopg(session);
  if (schema === null) return null;
  const statement = await readPlannable(sql);
  const parsed = await Promise.all(candidates.map((each, index) => parseCandidate(each, index + 1)));
  const { isGeneric } = statement;
  const before = await explain(session, statement);
  if (parsed.length === 0) return { before, after: null, candidates: [], isGeneric };
  try {
    return { before, isGeneric, ...(await withHypothetical(session, schema, statement, parsed)) };
  } finally {
    if (!session.isLost) await session.query(`SELECT ${schema}.hypopg_reset()`);
  }
}

async function findHypopg(session: Session): Promise<string | null> {
  const [row] = await session.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'hypopg'`,
  );
  return row ? quoteIdent(row.schema) : null;
}

async function withHypothetical(
  session: Session,
  schema: string,
  statement: Plannable,
  candidates: readonly Candidate[],
): Promise<Pick<Explanation, 'after' | 'candidates'>> {
  const made = [];
  for (const candidate of candidates) made.push({ candidate, ...(await make(session, schema, candidate)) });
  const after = await explain(session, statement);
  const used = indexesOf(after);
  return {
    after,
    candidates: made.map(({ candidate: { sql, name, lock }, ...index }): TriedIndex => {
      const isUsed = index.planName !== null && used.has(index.planName);
      return { sql, name, isUsed, buildLock: lock, sizeBytes: index.sizeBytes, problem: index.problem };
    }),
  };
}

interface Hypothetical {
  readonly planName: string | null;
  readonly sizeBytes: number;
  readonly problem: string | null;
}

/** It knows neither GIN nor GiST, and says so. */
async function make(session: Session, schema: string, { twinSql }: Candidate): Promise<Hypothetical> {
  try {
    const [row] = await session.query<{ name: string; bytes: string }>(
      `SELECT i.indexname AS name, ${schema}.hypopg_relation_size(i.indexrelid) AS bytes
        FROM ${schema}.hypopg_create_index($1) AS i`,
      [twinSql],
    );
    return { planName: row?.name ?? null, sizeBytes: Number(row?.bytes ?? 0), problem: null };
  } catch (error) {
    if (session.isLost) throw error;
    return { planName: null, sizeBytes: 0, problem: toErrorInfo(error).message };
  }
}
