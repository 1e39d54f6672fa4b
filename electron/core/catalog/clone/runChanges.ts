import type { Session } from '../../connection/session';
import type { Change } from '../diff/diffCatalogs';
import type { Step } from '../write/step';

/**
 * As a careful user would: in one transaction, but for what PostgreSQL takes only apart from the rest. Throws what
 * the first statement that fails throws; the transaction that it is in is rolled back.
 */
export async function runChanges(
  session: Session,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<void> {
  await session.query('BEGIN');
  try {
    for (const step of changes.flatMap(({ steps }) => steps)) {
      signal?.throwIfAborted();
      await runStep(session, step);
    }
    await session.query('COMMIT');
  } catch (error) {
    if (!session.isLost) await session.query('ROLLBACK');
    throw error;
  }
}

async function runStep(session: Session, { sql, isOutside, endsTransaction }: Step): Promise<void> {
  if (isOutside) await session.query('COMMIT');
  await session.query(sql);
  if (isOutside) await session.query('BEGIN');
  if (endsTransaction) await session.query('COMMIT AND CHAIN');
}
