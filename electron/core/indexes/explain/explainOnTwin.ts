/**
 * What a target's planner would do with a statement, and what with indexes that are not there: asked of its plan
 * twin, in milliseconds. Knows how to make candidates there and to read plans; not which are worth a try
 * (see ../workload). Start at `explainOnTwin`.
 */
import type { LockMode } from '../../catalog/write/step';
import type { Session } from '../../connection/session';
import type { Planning } from '../../twin/planner/planTwin';
import type { PlanNode } from '../suggestion';
import { parseCandidate } from './candidateIndex';
import { type Made, makeCandidates } from './makeCandidates';
import { indexesOf, readPlan } from './planNode';
import { askWithTypes, type Plannable, readPlannable } from './plannable';

export interface Explanation {
  readonly before: PlanNode;
  /** null: without candidates. */
  readonly after: PlanNode | null;
  readonly candidates: readonly TriedIndex[];
  /** A plan for whatever its $1 are, and not for certain values. */
  readonly isGeneric: boolean;
}

export interface TriedIndex {
  readonly sql: string;
  readonly name: string;
  readonly isUsed: boolean;
  readonly sizeBytes: number;
  /** What the table is under while it is built. */
  readonly buildLock: LockMode;
  /** It could not be made. */
  readonly problem: string | null;
}

/** Candidates are CREATE INDEX statements, concurrently or not. */
export async function explainOnTwin(
  planning: Planning,
  sql: string,
  candidates: readonly string[] = [],
): Promise<Explanation> {
  const statement = await readPlannable(sql);
  const parsed = await Promise.all(candidates.map((each, index) => parseCandidate(each, index + 1)));
  return rolledBack(planning.session, async () => {
    const { plannable, plan: before } = await planInTransaction(planning.session, statement);
    if (parsed.length === 0) return { before, after: null, candidates: [], isGeneric: statement.isGeneric };
    const { made, failed } = await makeCandidates(planning, parsed);
    const after = await explain(planning.session, plannable);
    const used = indexesOf(after);
    const tried = [
      ...made.map((each) => describeTried(each, used)),
      ...failed.map(({ candidate, message }) => ({
        ...describeTried({ ...candidate, oids: [], planNames: [], sizeBytes: 0 }, used),
        problem: message,
      })),
    ];
    const placeOf = ({ sql: own }: TriedIndex) => parsed.findIndex((each) => each.sql === own);
    tried.sort((one, other) => placeOf(one) - placeOf(other));
    return { before, after, candidates: tried, isGeneric: statement.isGeneric };
  });
}

function describeTried(
  { sql, name, planNames, sizeBytes, lock }: Made,
  used: ReadonlySet<string>,
): TriedIndex {
  return {
    sql,
    name,
    isUsed: planNames.some((each) => used.has(each)),
    sizeBytes,
    buildLock: lock,
    problem: null,
  };
}

export async function rolledBack<T>(session: Session, use: () => Promise<T>): Promise<T> {
  await session.query('BEGIN');
  try {
    return await use();
  } finally {
    if (!session.isLost) await session.query('ROLLBACK');
  }
}

export interface Planned {
  /** As the planner takes it. */
  readonly plannable: Plannable;
  readonly plan: PlanNode;
}

/** The transaction goes on, whatever the planner refuses, which is thrown. */
export function planInTransaction(session: Session, statement: Plannable): Promise<Planned> {
  return askWithTypes(statement, async (plannable) => {
    await session.query('SAVEPOINT statement');
    try {
      const plan = await explain(session, plannable);
      await session.query('RELEASE statement');
      return { plannable, plan };
    } catch (error) {
      if (!session.isLost) await session.query('ROLLBACK TO statement');
      throw error;
    }
  });
}

/** Throws what the planner refuses. */
export async function explain(session: Session, { sql, isGeneric }: Plannable): Promise<PlanNode> {
  const [row] = await session.query<{ 'QUERY PLAN': unknown }>(
    `EXPLAIN (FORMAT JSON${isGeneric ? ', GENERIC_PLAN' : ''}) ${sql}`,
  );
  return readPlan(row?.['QUERY PLAN']);
}
