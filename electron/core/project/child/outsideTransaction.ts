/** A revision without a transaction: announced before, recorded after, so that a crash in between can be seen. */
import { quoteQualified } from '../../sql/quote';
import { RevisionError } from './describeRevisionError';
import { sessionFenceSql, sessionUnfenceSql } from './fenceSql';
import { APPLIED, judgeFailure, type TryResult } from './judgeFailure';
import type { LoadedStep } from './loadRevision';
import { INVALID_INDEXES_SQL, journalSql, recordSql } from './recordSql';
import { leftOpen, refuseUnlocked } from './revisionFaults';
import { runBody } from './runBody';
import type { RunContext } from './runContext';
import { lastResult, type WorkSession } from './workSession';

export async function tryOutside(context: RunContext, loaded: LoadedStep): Promise<TryResult> {
  const { begin, session } = context;
  const { step } = loaded;
  const startedAt = performance.now();
  try {
    refuseUnlocked(lastResult(await session.send(sessionFenceSql(begin, step))).rows[0]);
    const journalId = await announce(context, loaded);
    session.mapTransactions('real');
    await runBody(context, loaded, { transaction: 'none', hasSavepoints: false });
    if (session.transactionStatus() !== 'I') throw new RevisionError(leftOpen());
    await refuseInvalidIndexes(session);
    const durationMs = performance.now() - startedAt;
    const { statements } = session.trace;
    await session.send(recordSql(begin, { ...loaded, durationMs, statements, xid: null, journalId }));
    await session.send(sessionUnfenceSql(begin, step));
    return APPLIED;
  } catch (thrown) {
    session.trace.close(() => new Error('The revision has ended.'));
    if (session.transactionStatus() !== 'I') await session.send('ROLLBACK').catch(() => undefined);
    await session.send(sessionUnfenceSql(begin, step)).catch(() => undefined);
    return judgeFailure(context, loaded, thrown, 'none');
  }
}

async function announce(
  { begin, session }: RunContext,
  { step, source }: LoadedStep,
): Promise<string | null> {
  if (!begin.ledger.logSql) return null;
  const written = await session.send(journalSql(begin, step, source));
  return written.rows[0]?.id ?? null;
}

async function refuseInvalidIndexes(session: WorkSession): Promise<void> {
  const sent = session.trace.statements.map(({ sql }) => sql);
  if (!sent.some((sql) => /\bconcurrently\b/i.test(sql))) return;
  const found = await session.send(INVALID_INDEXES_SQL);
  const invalid = found.rows.filter(({ name }: { name: string }) => sent.some((sql) => sql.includes(name)));
  if (invalid.length === 0) return;
  const names = invalid.map(({ schema, name }: { schema: string; name: string }) =>
    quoteQualified(schema, name),
  );
  throw new RevisionError({
    kind: 'sql-failed',
    sqlstate: '55000',
    message: `The index ${names.join(', ')} is INVALID: a concurrent build of it has failed before.`,
    hint: `${names.map((name) => `DROP INDEX CONCURRENTLY ${name};`).join(' ')} and run again. IF NOT EXISTS does not mend it.`,
  });
}
