import type { Change } from '../diff/diffCatalogs';
import type { Step } from '../write/step';
import { isForSuperusers, type Place, runAsSuperuser } from './cloning';

/**
 * As a careful user would: in one transaction, but for what PostgreSQL takes only apart from the rest. Throws what
 * the first statement that fails throws; the transaction that it is in is rolled back.
 */
export async function runChanges(
  place: Place,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<void> {
  const { session } = place;
  await session.query('BEGIN');
  try {
    for (const step of changes.flatMap(({ steps }) => steps)) {
      signal?.throwIfAborted();
      await runStep(place, step);
    }
    await session.query('COMMIT');
  } catch (error) {
    if (!session.isLost) await session.query('ROLLBACK');
    throw error;
  }
}

async function runStep(place: Place, { sql, isOutside, endsTransaction }: Step): Promise<void> {
  const { session } = place;
  const superuser = isForSuperusers(sql) ? await place.superuser?.() : undefined;
  const isApart = isOutside || superuser !== undefined;
  if (isApart) await session.query('COMMIT');
  if (superuser) await runAsSuperuser(superuser, session, sql);
  else await session.query(sql);
  if (isApart) await session.query('BEGIN');
  if (endsTransaction) await session.query('COMMIT AND CHAIN');
}
