/**
 * What every revision of a run sends besides its own, planned once for all of them. The session is the project's
 * code's as well, which may DEALLOCATE them: then they are prepared again, or done without.
 */
import type { BeginMessage } from '../runnerProtocol';
import { prepareBeginSql } from './fenceSql';
import { prepareRecordSql } from './recordSql';
import type { WorkSession } from './workSession';

/** So many revisions make up for the preparing. */
const FROM_STEPS = 3;
const DEALLOCATES = /\b(deallocate|discard)\b/i;
const LEFT_SQL = `SELECT pg_catalog.string_agg('DEALLOCATE ' || name, '; ') AS sql
  FROM pg_catalog.pg_prepared_statements WHERE name IN ('lockstep_begin', 'lockstep_record')`;

/** Whether they are there. */
export async function prepareStatements(begin: BeginMessage, session: WorkSession): Promise<boolean> {
  if (begin.steps.length < FROM_STEPS) return false;
  const left = await session.send(LEFT_SQL);
  const again = left.rows[0].sql ? `${left.rows[0].sql}; ` : '';
  const { thrown } = await session.sendAll(`${again}${prepareBeginSql(begin)}; ${prepareRecordSql(begin)}`);
  return thrown === null;
}

/** Of a long revision not every statement is kept. */
export function mayHaveDeallocated({ trace }: WorkSession): boolean {
  return (
    trace.startedCount > trace.statements.length || trace.statements.some(({ sql }) => DEALLOCATES.test(sql))
  );
}
