/**
 * The same question asked of the target itself, where it has hypopg: its own planner, with indexes that only our
 * session believes in. EXPLAIN plans and runs nothing.
 */
import type { Session } from '../../connection/session';
import { toErrorInfo } from '../../errors';
import type { PlanNode } from '../suggestion';
import { fetchRefusal } from './builtIndexes.sql';
import { type Candidate, parseCandidate } from './candidateIndex';
import { type Explanation, explain, type TriedIndex } from './explainOnTwin';
import { findHypopg, type Hypopg } from './hypopg.sql';
import { indexesOf } from './planNode';
import { askWithTypes, type Plannable, parametersOf, readPlannable } from './plannable';

/** null: the target has no hypopg. */
export async function explainOnTarget(
  session: Session,
  sql: string,
  candidates: readonly string[],
): Promise<Explanation | null> {
  const hypopg = await findHypopg(session);
  if (!hypopg) return null;
  const statement = await readPlannable(sql);
  const parsed = await Promise.all(candidates.map((each, index) => parseCandidate(each, index + 1)));
  const { isGeneric } = statement;
  const { plannable, before } = await askWithTypes(statement, async (each) => ({
    ...{ plannable: each, before: await planOf(session, hypopg, each) },
  }));
  if (parsed.length === 0) return { before, after: null, candidates: [], isGeneric };
  try {
    return { before, isGeneric, ...(await withHypothetical(session, hypopg, plannable, parsed)) };
  } finally {
    if (!session.isLost) await session.query(`SELECT ${hypopg.schema}.hypopg_reset()`);
  }
}

async function withHypothetical(
  session: Session,
  hypopg: Hypopg,
  statement: Plannable,
  candidates: readonly Candidate[],
): Promise<Pick<Explanation, 'after' | 'candidates'>> {
  const made = [];
  for (const candidate of candidates) made.push({ candidate, ...(await make(session, hypopg, candidate)) });
  const after = await planOf(session, hypopg, statement);
  const used = indexesOf(after);
  return {
    after,
    candidates: made.map(({ candidate: { sql, name, lock }, ...index }): TriedIndex => {
      const isUsed = index.planName !== null && used.has(index.planName);
      return { sql, name, isUsed, buildLock: lock, sizeBytes: index.sizeBytes, problem: index.problem };
    }),
  };
}

/** GENERIC_PLAN is PostgreSQL 16's; before, `plan_cache_mode` has to be force_generic_plan in the session. */
async function planOf(session: Session, { major }: Hypopg, statement: Plannable): Promise<PlanNode> {
  if (!statement.isGeneric || major >= 16) return explain(session, statement);
  await session.query(`PREPARE ${PREPARED} AS ${statement.sql}`);
  try {
    const nothing = Array(parametersOf(statement)).fill('NULL').join(', ');
    return await explain(session, { ...statement, sql: `EXECUTE ${PREPARED}(${nothing})`, isGeneric: false });
  } finally {
    // Prepared anew each time: a plan that is kept does not know of the indexes that were made since.
    if (!session.isLost) await session.query(`DEALLOCATE ${PREPARED}`);
  }
}

const PREPARED = 'lockstep_explained';

interface Hypothetical {
  readonly planName: string | null;
  readonly sizeBytes: number;
  readonly problem: string | null;
}

/** It knows neither GIN nor GiST, and says so. */
async function make(session: Session, { schema }: Hypopg, candidate: Candidate): Promise<Hypothetical> {
  const refusal = await fetchRefusal(session, candidate);
  if (refusal !== null) return { planName: null, sizeBytes: 0, problem: refusal };
  try {
    const [row] = await session.query<{ name: string; bytes: string }>(
      `SELECT i.indexname AS name, ${schema}.hypopg_relation_size(i.indexrelid) AS bytes
        FROM ${schema}.hypopg_create_index($1) AS i`,
      [candidate.twinSql],
    );
    return { planName: row?.name ?? null, sizeBytes: Number(row?.bytes ?? 0), problem: null };
  } catch (error) {
    if (session.isLost) throw error;
    return { planName: null, sizeBytes: 0, problem: toErrorInfo(error).message };
  }
}
