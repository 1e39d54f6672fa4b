/** Findings of a workload: facts of its tables, its statements parsed, then one rule after the other. */
import { createHash } from 'node:crypto';
import type { Session } from '../connection/session';
import { fetchSchemaFacts } from '../indexes/schema/schemaFacts';
import type { Finding, FindingKind, FindingRule, ReadStatement, WorkloadContext } from './finding';
import { countLoop } from './findings/countLoop';
import { lowCacheHit } from './findings/lowCacheHit';
import { nPlusOne } from './findings/nPlusOne';
import { offsetPaging } from './findings/offsetPaging';
import { rowAtATime } from './findings/rowAtATime';
import { sequentialScan } from './findings/sequentialScan';
import { tempSpill } from './findings/tempSpill';
import { waitsForRows } from './findings/waitsForRows';
import { wideSelect } from './findings/wideSelect';
import { readStatements } from './readStatements';
import type { Workload } from './workload';

export const FINDING_RULES: readonly FindingRule[] = [
  ...[nPlusOne, rowAtATime, countLoop, waitsForRows, offsetPaging, wideSelect],
  ...[sequentialScan, tempSpill, lowCacheHit],
];

/** Dearest first; a statement may have several. */
export async function fetchFindings(
  session: Session,
  workload: Workload,
  signal?: AbortSignal,
): Promise<readonly Finding[]> {
  const facts = await fetchSchemaFacts(session);
  const statements = await readStatements(workload.statements, facts, signal);
  return findIn({ facts, statements, blockBytes: workload.blockBytes }, workload.totalMs);
}

export function findIn(context: WorkloadContext, totalMs: number): readonly Finding[] {
  const found = context.statements.flatMap((read) =>
    FINDING_RULES.flatMap((rule) => {
      const judgement = rule.judge(read, context);
      return judgement ? [{ ...describe(rule, read, totalMs), ...judgement }] : [];
    }),
  );
  return found
    .map(({ parentQueryId = null, ...finding }) => ({ ...finding, parentQueryId }))
    .sort((one, other) => other.totalMs - one.totalMs);
}

function describe({ kind, explanation, cure }: FindingRule, read: ReadStatement, totalMs: number) {
  const { queryId, text, calls, totalMs: ownMs, rows } = read.statement;
  const table = read.table ?? (read.tables.length === 1 ? read.tables[0] : undefined);
  return {
    id: findingId(kind, queryId),
    ...{ kind, queryId, text, explanation, cure, calls },
    table: table ? `${table.schema}.${table.name}` : null,
    totalMs: ownMs,
    share: totalMs > 0 ? ownMs / totalMs : 0,
    rowsPerCall: rows / Math.max(calls, 1),
  };
}

function findingId(kind: FindingKind, queryId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, queryId]))
    .digest('hex')
    .slice(0, 12);
}
