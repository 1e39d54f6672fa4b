/** Makes candidates inside of a transaction that is rolled back: nobody else sees them, and nothing of them stays. */
import { toErrorInfo } from '../../errors';
import { quoteIdent } from '../../sql/quote';
import { importSizes } from '../../twin/planner/importStatistics.sql';
import type { Planning } from '../../twin/planner/planTwin';
import { extendRelation, fetchRelationFiles } from '../../twin/planner/relationFiles';
import { emptyTables, fillTables } from '../../twin/planner/workbench.sql';
import { type BuiltIndex, fetchBuilt, fetchLeafTables, fetchRefusal } from './builtIndexes.sql';
import type { Candidate } from './candidateIndex';
import { estimatePages } from './indexSize';
import { readPlan } from './planNode';

export interface Made extends Candidate {
  /** Of the index, or of its parts on the partitions. */
  readonly oids: readonly number[];
  /** What plans call them. */
  readonly planNames: readonly string[];
  readonly sizeBytes: number;
}

export interface NotMade {
  readonly candidate: Candidate;
  readonly message: string;
}

const PAGE_BYTES = 8192;

export async function makeCandidates(
  planning: Planning,
  candidates: readonly Candidate[],
): Promise<{ readonly made: readonly Made[]; readonly failed: readonly NotMade[] }> {
  const { session } = planning;
  const tables = await fetchLeafTables(session, candidates);
  const failed: NotMade[] = [];
  const built: { candidate: Candidate; indexes: readonly BuiltIndex[] }[] = [];
  await emptyTables(
    session,
    tables.map(({ oid }) => oid),
  );
  for (const candidate of candidates) {
    const refusal = await fetchRefusal(session, candidate);
    const message = refusal ?? (await attempt(planning, candidate.twinSql));
    if (message === null) built.push({ candidate, indexes: await fetchBuilt(session, candidate) });
    else failed.push({ candidate, message });
  }
  await fillTables(session);
  const pages = await giveSizes(
    planning,
    built.flatMap(({ indexes }) => indexes),
  );
  const made = built.map(({ candidate, indexes }) => ({
    ...candidate,
    oids: indexes.map(({ oid }) => oid),
    planNames: indexes.map((index) => index.name),
    sizeBytes: indexes.reduce((sum, { oid }) => sum + (pages.get(oid) ?? 0) * PAGE_BYTES, 0),
  }));
  return { made, failed };
}

/** null, or why it failed. */
async function attempt({ session }: Planning, sql: string): Promise<string | null> {
  await session.query('SAVEPOINT candidate');
  return session.query(sql).then(
    () => null,
    async (error) => {
      if (session.isLost) throw error;
      await session.query('ROLLBACK TO candidate');
      return toErrorInfo(error).message;
    },
  );
}

async function giveSizes(
  { session, dataFolder }: Planning,
  indexes: readonly BuiltIndex[],
): Promise<ReadonlyMap<number, number>> {
  const pages = new Map<number, number>();
  const sizes = [];
  for (const index of indexes) {
    const tuples = await countTuples(index, session);
    pages.set(index.oid, estimatePages({ ...index, tuples }));
    sizes.push({
      schema: index.schema,
      name: index.name,
      pages: pages.get(index.oid) ?? 1,
      tuples,
      visible: 0,
    });
  }
  await importSizes(session, sizes);
  const files = await fetchRelationFiles(
    session,
    indexes.map(({ oid }) => oid),
  );
  await Promise.all(files.map((file) => extendRelation(dataFolder, file)));
  return pages;
}

async function countTuples(index: BuiltIndex, session: Planning['session']): Promise<number> {
  if (index.predicate === null) return Math.max(0, index.tableTuples);
  const table = `${quoteIdent(index.schema)}.${quoteIdent(index.table)}`;
  const [row] = await session.query<{ 'QUERY PLAN': unknown }>(
    `EXPLAIN (FORMAT JSON) SELECT FROM ONLY ${table} WHERE ${index.predicate}`,
  );
  return readPlan(row?.['QUERY PLAN']).rows;
}
