/** Of the statements of a revision that was cut off, those that have run. */
import type { ErrorInfo } from '../errors';
import type { LoggedStatement } from './revisionLog';
import type { StatementSnapshot } from './runSnapshot';

export interface EndedStatements {
  readonly count: number;
  readonly latest: readonly LoggedStatement[];
}

interface Begun {
  /** The latest. */
  readonly statements: readonly StatementSnapshot[];
  /** Of all. */
  readonly statementCount: number;
}

export function endedOf(begun: Begun | null): EndedStatements {
  if (!begun) return { count: 0, latest: [] };
  const { statements, statementCount } = begun;
  const latest = statements.flatMap(({ sql, durationMs }) =>
    durationMs === null ? [] : [{ sql, durationMs }],
  );
  return { count: statementCount - (statements.length - latest.length), latest };
}

/** What the runner's child tells of a statement's text, in characters. */
const TOLD_SQL_LENGTH = 20_000;

/**
 * All that has ended but the statement that the error is about. An error that names none, such as the loss of the
 * connection, is about the last ones: as many as did not succeed.
 */
export function withoutFailed(
  { count, latest }: EndedStatements,
  succeededCount: number,
  error: ErrorInfo,
): readonly LoggedStatement[] {
  const failedCount = count - succeededCount;
  if (failedCount <= 0) return latest;
  const failedSql = 'sql' in error ? error.sql?.slice(0, TOLD_SQL_LENGTH) : undefined;
  const at = latest.findLastIndex(({ sql }) => sql === failedSql);
  return at < 0 ? latest.slice(0, -failedCount) : latest.toSpliced(at, 1);
}
